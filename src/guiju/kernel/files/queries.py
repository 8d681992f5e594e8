"""Reads of stored files."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.tokens import token_opens
from guiju.kernel.files.models import StoredFile


def file_for(*, file_id: int, person: User | AnonymousUser, token: str = "", now: datetime) -> StoredFile | None:
    """A file this person, or the holder of this token, may read now; None when there is none such."""
    stored = StoredFile.objects.filter(pk=file_id).first()
    return stored if stored is not None and may_read(stored, person, token, now=now) else None


def may_read(stored: StoredFile, person: User | AnonymousUser, token: str = "", *, now: datetime) -> bool:
    """Whether the file has not expired, and is this person's or was stored with this token."""
    if stored.expires_at is not None and stored.expires_at <= now:
        return False
    if isinstance(person, User) and person.is_active and stored.owner_id == person.pk:
        return True
    return token_opens(token, stored.token_digest)

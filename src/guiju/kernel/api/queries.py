"""Reads of API keys."""

from __future__ import annotations

from django.db.models import QuerySet

from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.tokens import token_digest
from guiju.kernel.api.models import ApiKey


def keys_of(user: User) -> QuerySet[ApiKey]:
    """A person's keys, newest first, those no longer in use too."""
    return ApiKey.objects.filter(user=user).select_related("user")


def key_by_secret(secret: str) -> ApiKey | None:
    """The key of this secret, whether or not it still opens anything."""
    return ApiKey.objects.select_related("user").filter(digest=token_digest(secret)).first() if secret else None

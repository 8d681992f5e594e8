"""Verbs of stored files."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import IO

from django.conf import settings
from django.db import connection, transaction
from django.db.models import ProtectedError

from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.tokens import token_digest
from guiju.kernel.files import errors
from guiju.kernel.files.blobs import Incoming, TooLarge, arrivals, blob_path, blobs, keep, receive
from guiju.kernel.files.models import StoredFile

GRACE = timedelta(hours=1)
NAME_LENGTH = 255


def file_store(
    *,
    name: str,
    data: bytes | IO[bytes],
    purpose: str,
    owner: User | None = None,
    token: str = "",
    media_types: Collection[str] | None = None,
    limit_bytes: int | None = None,
    expires_at: datetime | None = None,
    at: datetime,
) -> StoredFile:
    """Keep a file; equal contents are kept once.

    Whoever holds `token` may read it, besides its owner. `media_types`: the kinds taken, by content (None: any);
    `limit_bytes`: None is the limit of the installation. Raises `FileRefused`, and then nothing is stored.
    """
    name = name_clean(name)
    limit = settings.UPLOAD_LIMIT_BYTES if limit_bytes is None else limit_bytes
    try:
        incoming = receive(io.BytesIO(data) if isinstance(data, bytes) else data, limit)
    except TooLarge:
        raise errors.too_large(name, limit) from None
    try:
        _accept(name, incoming, media_types)
        with transaction.atomic():
            _digest_lock(incoming.digest)
            keep(incoming)
            return StoredFile.objects.create(
                digest=incoming.digest,
                size=incoming.size,
                name=name,
                media_type=incoming.media_type,
                purpose=purpose,
                owner=owner,
                token_digest=token_digest(token),
                created_at=at,
                expires_at=expires_at,
            )
    finally:
        incoming.path.unlink(missing_ok=True)


def file_open(*, stored: StoredFile) -> IO[bytes]:
    """The content, to be read and closed. Who may is for the caller to ask (`queries.may_read`)."""
    return blob_path(stored.digest).open("rb")


def file_bytes(*, stored: StoredFile) -> bytes:
    """The content in memory."""
    return blob_path(stored.digest).read_bytes()


@transaction.atomic
def file_delete(*, stored: StoredFile) -> None:
    """Delete a file; its content goes with the last file that has it, once the transaction is committed."""
    digest = stored.digest
    stored.delete()
    transaction.on_commit(lambda: _content_release(digest))


def files_delete_expired(*, at: datetime) -> int:
    """Delete the files whose day has come, save those a record still needs; returns how many."""
    count = 0
    for stored in StoredFile.objects.filter(expires_at__lte=at).order_by("expires_at"):
        try:
            file_delete(stored=stored)
        except ProtectedError:
            continue
        count += 1
    return count


def orphans_sweep(*, at: datetime) -> int:
    """Delete contents that no file has and arrivals nobody kept, an hour old at least; returns how many."""
    oldest = (at - GRACE).timestamp()
    count = 0
    for path in arrivals():
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
            count += 1
    for path in blobs():
        if path.stat().st_mtime < oldest:
            count += _content_release(path.name)
    return count


def name_clean(name: str) -> str:
    """A name fit to be shown and downloaded: no folders, no control characters, its ending kept when cut."""
    base = name.replace("\\", "/").rpartition("/")[2]
    base = "".join(c for c in base if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}).strip(" .")
    if len(base) > NAME_LENGTH:
        stem, dot, ending = base.rpartition(".")
        ending = dot + ending if stem and len(ending) <= 10 else ""
        base = base[: NAME_LENGTH - len(ending)] + ending
    return base or "file"


def _accept(name: str, incoming: Incoming, media_types: Collection[str] | None) -> None:
    if not incoming.size:
        raise errors.empty(name)
    if media_types is not None and incoming.media_type not in media_types:
        raise errors.wrong_kind(name)


@transaction.atomic
def _content_release(digest: str) -> int:
    """Delete a content that no file has any more; returns how many (0 or 1)."""
    _digest_lock(digest)
    if StoredFile.objects.filter(digest=digest).exists():
        return 0
    path = blob_path(digest)
    found = path.exists()
    path.unlink(missing_ok=True)
    return int(found)


def _digest_lock(digest: str) -> None:
    """Keep others from storing or deleting this content until the transaction ends.

    On SQLite a transaction is IMMEDIATE and alone already; PostgreSQL has a lock for a number.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(digest[:15], 16)])

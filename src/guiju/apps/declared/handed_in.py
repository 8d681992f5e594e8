"""Files of records (登记的附件): refused with a mark of secrecy, kept otherwise, told by number, name and size."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from guiju.domain.documents import DocumentError, read
from guiju.kernel.accounts.models import User
from guiju.kernel.files.services import file_store

PURPOSE = "registers.record"
LARGEST = 20_000_000


def file_kept(upload: UploadedFile[Any], actor: User, at: datetime, where: str) -> dict[str, Any]:
    """Keep a file; a record names it by what this returns. Raises `WordsError`."""
    data = upload.read(LARGEST + 1)
    try:
        read(data, upload.name or "file")
    except DocumentError as error:
        if error.code == "secret":
            raise
    stored = file_store(name=upload.name or "file", data=data, purpose=PURPOSE, owner=actor, limit_bytes=LARGEST, at=at)
    return {"id": stored.pk, "name": stored.name, "size": stored.size}

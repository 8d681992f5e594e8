"""Policies that come over the web (提交政策): a file or pasted text, read within limits, few at a time."""

from __future__ import annotations

from datetime import datetime, timedelta
from threading import BoundedSemaphore
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from guiju.domain.documents import SUPPORTED, DocumentError
from guiju.domain.documents.limits import MEGABYTE
from guiju.domain.language import Words, WordsError
from guiju.domain.policy.likeness import TAKEN, no_policy_refuse
from guiju.domain.policy.source import MOST_CHARACTERS, Source, source_read
from guiju.kernel.accounts.models import User
from guiju.kernel.files.media import TEXT, media_type
from guiju.kernel.files.models import StoredFile
from guiju.kernel.files.services import file_bytes, file_store

MOST_BYTES = 20 * MEGABYTE
MOST_LINES = 30_000
_MOST_PLAIN = 2 * MEGABYTE
"""More bytes than so many characters of plain text have, in any encoding."""
PASTED = "粘贴的文字.txt"
_SHEET = "ledger-sheet"
# A hostile file may take hundreds of megabytes to be found out.
_READING = BoundedSemaphore(2)


def handed_in(upload: UploadedFile[bytes] | None, text: str) -> Source:
    """The raw text of what was handed in, a file before pasted text. Raises `WordsError`; nothing was stored then.

    What is too long to be read while one waits is refused before it is looked at; what is no policy, after.
    """
    if upload is not None:
        if (upload.size or 0) > MOST_BYTES:
            message = Words(f"文件超过 {MOST_BYTES // MEGABYTE} MB。", f"More than {MOST_BYTES // MEGABYTE} MB.")
            raise WordsError("too_large", message, where="file")
        data, name, where = upload.read(), upload.name or "", "file"
        if media_type(data) == TEXT and (len(data) > _MOST_PLAIN or data.count(b"\n") > MOST_LINES):
            raise _too_long(where)
    elif text.strip():
        if len(text) > MOST_CHARACTERS or text.count("\n") > MOST_LINES:
            raise _too_long("text")
        data, name, where = text.encode("utf-8", "replace"), PASTED, "text"
    else:
        message = Words("没有选择文件，也没有粘贴文字。", "No file was chosen and no text was pasted.")
        raise WordsError("nothing", message, where="file")
    try:
        with _READING:
            source = source_read(data, name)
    except DocumentError as error:
        remedy = TAKEN if error.remedy == SUPPORTED else error.remedy
        raise WordsError(error.code, error.message, remedy, where) from error
    no_policy_refuse(source.text, where)
    return source


def _too_long(where: str) -> WordsError:
    zh = f"文字太长：一份政策最多 {MOST_CHARACTERS:,} 字、{MOST_LINES:,} 行。"
    en = f"The text is too long: a policy has {MOST_CHARACTERS:,} characters and {MOST_LINES:,} lines at most."
    remedy = Words("请只留政策正文和附件，或分成几份。", "Keep the policy and its annexes alone, or part it.")
    return WordsError("too_large", Words(zh, en), remedy, where)


def unread_told(source: Source) -> list[dict[str, Any]]:
    """What of the file was not read, as it is kept with the policy."""
    return [{"where": list(one.place.label), "why": list(one.why)} for one in source.unread[:50]]


def sheet_kept(person: User, upload: UploadedFile[bytes] | None, at: datetime) -> tuple[int, bytes, str]:
    """A sheet, kept for a day between its trial and letting it in: its number, bytes and name. Raises `WordsError`."""
    if upload is None:
        raise WordsError("nothing", Words("没有选择文件。", "No file was chosen."), where="file")
    if (upload.size or 0) > MOST_BYTES:
        message = Words(f"文件超过 {MOST_BYTES // MEGABYTE} MB。", f"More than {MOST_BYTES // MEGABYTE} MB.")
        raise WordsError("too_large", message, where="file")
    data, name = upload.read(), upload.name or ""
    stored = file_store(name=name, data=data, purpose=_SHEET, owner=person, at=at, expires_at=at + timedelta(days=1))
    return stored.pk, data, name


def sheet_taken(person: User, number: int) -> tuple[int, bytes, str]:
    """A sheet this person handed in. Raises `WordsError` when it is gone."""
    stored = StoredFile.objects.filter(pk=number, owner=person, purpose=_SHEET).first()
    if stored is None:
        message = Words("这份表格已过期，请重新选择。", "This sheet has expired; choose it again.")
        raise WordsError("gone", message, where="file")
    return stored.pk, file_bytes(stored=stored), stored.name

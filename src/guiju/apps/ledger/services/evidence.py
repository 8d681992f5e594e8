"""Files that show progress (佐证材料): marked secrets refused, the same content told and counted once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from guiju.apps.ledger.models import Evidence, Progress
from guiju.domain.documents import secret_refuse
from guiju.domain.language import Words, WordsError
from guiju.kernel.files.media import DOCX, OLE, PDF, PPTX, TEXT, XLSX, ZIP
from guiju.kernel.files.services import file_store, name_clean

PURPOSE = "ledger.evidence"
LARGEST = 20_000_000
MOST_FILES = 10
TAKEN = (PDF, DOCX, XLSX, PPTX, OLE, ZIP, TEXT, "image/png", "image/jpeg")


class Offered(NamedTuple):
    """A file as it was handed in."""

    name: str
    data: bytes


def evidence_keep(*, progress: Progress, files: Sequence[Offered], at: datetime) -> list[Evidence]:
    """Keep the files of what was said, inside the transaction that says it; a content this office was offered before
    names where. Raises `WordsError`, and `DocumentError` for a mark of secrecy."""
    if len(files) > MOST_FILES:
        zh, en = f"一次最多 {MOST_FILES} 个文件。", f"{MOST_FILES} files at most at a time."
        raise WordsError("files", Words(zh, en), where="files")
    office = progress.task.policy.office_id
    kept = []
    for file in files:
        name = name_clean(file.name)
        secret_refuse(file.data, name)
        stored = file_store(
            name=name, data=file.data, purpose=PURPOSE, media_types=TAKEN, limit_bytes=LARGEST, at=at
        )  # fmt: skip
        before = Evidence.objects.filter(digest=stored.digest, first=None, progress__task__policy__office=office)
        kept.append(
            Evidence.objects.create(
                progress=progress, stored=stored, digest=stored.digest, first=before.order_by("pk").first()
            )
        )
    return kept

"""Verbs of the evidence of an assessed value (佐证材料)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from guiju.apps.ledger.models import Assessed, AssessedValue, ValueFile
from guiju.apps.ledger.recording import ASSESSMENT
from guiju.domain.documents import secret_refuse
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require
from guiju.kernel.files.media import DOCX, OLE, PDF, PPTX, TEXT, XLSX
from guiju.kernel.files.services import file_store, name_clean
from guiju.kernel.history.services import event_record

LARGEST, MOST = 20 * 1024 * 1024, 20
TAKEN = (PDF, DOCX, XLSX, PPTX, OLE, TEXT, "image/png", "image/jpeg")
PURPOSE = "ledger.assessment"


def value_file_add(
    *, actor: User, assessed: Assessed, indicator: str, name: str, data: bytes, at: datetime
) -> ValueFile:
    """Add a file to what the own body reported (上传佐证). Raises `FileRefused`, `DocumentError` for a mark of secrecy,
    `WordsError` when the same content already bears out something in this assessment: evidence counts once."""
    permission_require(actor, "ledger.value_report", assessed)
    name = name_clean(name)
    secret_refuse(data, name)
    with transaction.atomic():
        value = AssessedValue.objects.select_for_update().filter(assessed=assessed, indicator=indicator).first()
        if value is None or value.checked_at is not None:
            message = Words("请先填报这一项；已复核的不能再加。", "Report the value first; a checked one is closed.")
            raise WordsError("value", message, where="file")
        if value.files.filter(removed_at=None).count() >= MOST:
            raise WordsError("many", Words(f"最多 {MOST} 个文件。", f"{MOST} files at most."), where="file")
        stored = file_store(name=name, data=data, purpose=PURPOSE, media_types=TAKEN, limit_bytes=LARGEST, at=at)
        used = ValueFile.objects.filter(
            stored__digest=stored.digest, removed_at=None, value__assessed__assessment=assessed.assessment_id
        ).select_related("value__assessed__body").first()  # fmt: skip
        if used is not None:
            zh = f"同一份材料已用于“{used.value.assessed.body.name}”的指标 {used.value.indicator}，不能重复计分。"
            en = f"This file already bears out {used.value.indicator} of {used.value.assessed.body.name}."
            raise WordsError("used", Words(zh, en), where="file")
        row = ValueFile.objects.create(value=value, stored=stored, added_by=actor, added_at=at)
        after = {"body": assessed.body_id, "indicator": indicator, "digest": stored.digest, "name": stored.name}
        event_record(
            actor=actor.actor, action="ledger.assessment.file.added", object_kind=ASSESSMENT,
            object_id=str(assessed.assessment_id), before=None, after=after, at=at,
        )  # fmt: skip
    return row

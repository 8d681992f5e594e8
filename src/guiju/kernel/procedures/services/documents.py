"""Documents of a case (事项材料): brought by whom the procedure says, marked secrets refused, older ones kept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from guiju.domain.documents import secret_refuse
from guiju.domain.procedures import Actor, Procedure, brought_at, may_bring
from guiju.domain.procedures import Case as Run
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require
from guiju.kernel.files.media import DOCX, OLE, PDF, XLSX
from guiju.kernel.files.services import file_store, name_clean
from guiju.kernel.procedures import errors
from guiju.kernel.procedures.acting import actor_in
from guiju.kernel.procedures.models import Case, CaseDocument
from guiju.kernel.procedures.papers import brought_earlier
from guiju.kernel.procedures.picture import run_of
from guiju.kernel.procedures.services.changing import case_hold, case_keep, case_tell

PURPOSE = "procedures"
LARGEST = 20 * 1024 * 1024
TAKEN = (PDF, DOCX, XLSX, OLE, "image/png", "image/jpeg")


def document_add(*, actor: User, case: Case, kind: str, name: str, data: bytes, at: datetime) -> CaseDocument:
    """Add a document, or a newer one of its kind (提交材料). Raises `FileRefused`, `CaseError`, or `DocumentError` when
    it bears a mark of secrecy: then nothing is stored."""
    permission_require(actor, "procedures.see", case)
    name = name_clean(name)
    secret_refuse(data, name)
    with transaction.atomic():
        held, procedure, run = case_hold(case.pk, None)
        person = actor_in(held, procedure, actor, on=localdate(at))
        before = CaseDocument.objects.filter(case=held, kind=kind, replaced_at=None).select_related("stored").first()
        _brought_now(held, procedure, run, person, kind, before)
        stored = file_store(name=name, data=data, purpose=PURPOSE, media_types=TAKEN, limit_bytes=LARGEST, at=at)
        CaseDocument.objects.filter(case=held, kind=kind, replaced_at=None).update(replaced_at=at)
        row = CaseDocument.objects.create(case=held, kind=kind, stored=stored, added_by=actor, added_at=at)
        case_keep(held, procedure, run_of(held))
        after = {"kind": kind, "digest": stored.digest, "size": stored.size, "name": stored.name}
        replaced = {"digest": before.stored.digest, "name": before.stored.name} if before is not None else None
        case_tell(held, actor, "document_added", replaced, after, at=at)
    return row


def _brought_now(
    case: Case, procedure: Procedure, run: Run, person: Actor, kind: str, before: CaseDocument | None
) -> None:
    """Whether the person brings this kind, and in this stage. Raises `CaseError`."""
    roles = person.roles.union(*(standing.roles for standing in person.standing_for))
    document = procedure.documents.get(kind)
    if document is None or not roles & set(document.by):
        raise errors.NOT_YOURS_TO_BRING
    if not may_bring(
        procedure, run, person, document, earlier=brought_earlier(before, list(case.steps.order_by("number")))
    ):
        raise errors.not_now(procedure.stages[case.stage].words, document.words, brought_at(procedure, document))

"""Documents of a case (事项材料): brought by whom the procedure says, marked secrets refused, older ones kept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from guiju.domain.documents import secret_refuse
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require
from guiju.kernel.files.media import DOCX, OLE, PDF, XLSX
from guiju.kernel.files.services import file_store, name_clean
from guiju.kernel.procedures import errors
from guiju.kernel.procedures.acting import actor_in
from guiju.kernel.procedures.models import Case, CaseDocument
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
        held, procedure, _ = case_hold(case.pk, None)
        person = actor_in(held, procedure, actor, on=localdate(at))
        roles = person.roles.union(*(standing.roles for standing in person.standing_for))
        if kind not in procedure.documents or not roles & set(procedure.documents[kind].by):
            raise errors.NOT_YOURS_TO_BRING
        stored = file_store(name=name, data=data, purpose=PURPOSE, media_types=TAKEN, limit_bytes=LARGEST, at=at)
        CaseDocument.objects.filter(case=held, kind=kind, replaced_at=None).update(replaced_at=at)
        row = CaseDocument.objects.create(case=held, kind=kind, stored=stored, added_by=actor, added_at=at)
        case_keep(held, procedure, run_of(held))
        after = {"kind": kind, "digest": stored.digest, "size": stored.size, "name": stored.name}
        case_tell(held, actor, "document_added", None, after, at=at)
    return row

"""Records and their cases (登记的办理): a case is opened for a record, and its steps write into the record.

A case is locked before its record, wherever both are.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from guiju.domain.registers.course import ON_SUBMIT
from guiju.domain.registers.model import Setting
from guiju.kernel.accounts.models import Organisation, User
from guiju.kernel.accounts.permission import permission_require
from guiju.kernel.procedures.hooks import Moved
from guiju.kernel.procedures.models import Case
from guiju.kernel.procedures.services import case_open
from guiju.kernel.registers.layout import Layout, layout_find, layout_get
from guiju.kernel.registers.rules import Asked
from guiju.kernel.registers.search import records_reindex
from guiju.kernel.registers.services.errors import APPLICANT, DECIDED, NO_PROCEDURE, WITHDRAWN
from guiju.kernel.registers.services.records import record_create, record_locked, record_write
from guiju.kernel.registers.sight import GOVERNMENT, sight_of
from guiju.kernel.registers.stages import decided
from guiju.kernel.registers.tables import Record

STEP = "procedure_case:"
_FICTITIOUS = "（虚构）"
_TITLE = 300


@transaction.atomic
def record_case_open(
    *,
    actor: User | None,
    register: str,
    record: int,
    authority: Organisation,
    applicant: Organisation | None = None,
    at: datetime,
) -> Case:
    """Open the case of a record (开始办理), by whoever hands it in or keeps it. It has one running case at a time.

    Once something was decided of it, keepers alone begin again.

    The applicant is the organisation the record was entered for; where that is an authority, `applicant`.
    Raises `WordsError`, `Denied`, LookupError.
    """
    layout = layout_get(register)
    row = record_locked(layout, record)
    permission_require(actor, "registers.change", Asked(layout, row))
    if layout.register.procedure is None:
        raise NO_PROCEDURE
    if row.withdrawn_at is not None:
        raise WITHDRAWN
    if not sight_of(layout.register, actor, at.date()).keeps and decided(layout, [row.pk]):
        raise DECIDED
    whose = applicant_of(row) or applicant
    if whose is None or whose.kind == GOVERNMENT:
        raise APPLICANT
    case = case_open(
        actor=actor,
        procedure=layout.register.procedure.code,
        title=_title(layout, row),
        organisation=whose,
        authority=authority,
        object_kind=layout.kind,
        object_id=str(row.pk),
        at=at,
    )
    records_reindex(layout, [row.pk])
    return case


@transaction.atomic
def record_hand_in(
    *,
    actor: User | None,
    register: str,
    typed: Mapping[str, Any],
    files: Mapping[str, Any] | None = None,
    organisation_id: int | None,
    authority: Organisation | None = None,
    at: datetime,
) -> Record:
    """Enter a record and, where its register says so, open its case with it (登记并开始办理).

    No case is opened where it is not plain whose it is or who handles it: then the record has a button.
    Raises what `record_create` and `record_case_open` raise.
    """
    row = record_create(
        actor=actor, register=register, typed=typed, files=files, organisation_id=organisation_id, at=at
    )  # fmt: skip
    course = layout_get(register).register.procedure
    known = authorities_open()
    handled = authority or (known[0] if len(known) == 1 else None)
    if course is not None and course.opens == ON_SUBMIT and handled is not None and applicant_of(row) is not None:
        record_case_open(actor=actor, register=register, record=row.pk, authority=handled, at=at)
    return row


def applicant_of(row: Record) -> Organisation | None:
    """Whose case the case of a record is: the organisation it was entered for, unless that is an authority."""
    found = Organisation.objects.filter(pk=row.organisation_id).first() if row.organisation_id else None
    return found if found is not None and found.kind != GOVERNMENT else None


def record_step_take(moved: Moved) -> None:
    """Write into a record what its register says of this step, in the transaction of the step. Raises `WordsError`."""
    layout = layout_find(moved.object_kind.partition(":")[2])
    if layout is None:
        return
    row = record_locked(layout, int(moved.object_id))
    if row.withdrawn_at is not None:
        raise WITHDRAWN
    course = layout.register.procedure
    declared = course.settings if course is not None and course.code == moved.procedure and moved.move else ()
    typed = {one.field: _said(one, moved.facts, moved.day) for one in declared if _fits(one, moved)}
    known = {code: value for code, value in typed.items() if value is not None}
    reason = f"{STEP}{moved.case_id}:{moved.move}"
    if not known or not record_write(layout, row, known, None, actor=moved.actor, reason=reason, at=moved.at):
        records_reindex(layout, [row.pk])


def record_facts(kind: str, object_id: str) -> Mapping[str, object]:
    """What conditions of the procedure are judged by: the values of the record, by field."""
    layout = layout_find(kind.partition(":")[2])
    row = layout.model._default_manager.filter(pk=int(object_id)).first() if layout is not None else None
    return layout.values(row) if layout is not None and row is not None else {}


def authorities_open() -> list[Organisation]:
    """Who may handle cases: the bureaus there are."""
    return list(Organisation.objects.filter(kind=GOVERNMENT, closed_on=None).order_by("name", "pk")[:300])


def _fits(one: Setting, moved: Moved) -> bool:
    return one.move == moved.move if one.move else one.stage == moved.target != moved.source


def _said(one: Setting, facts: Mapping[str, object], day: date) -> Any:
    """What a step writes, as people would type it; None for a fact that is not known."""
    if one.day:
        return day.isoformat()
    value: object = facts.get(one.fact) if one.fact else one.value
    if isinstance(value, bool):
        return "是" if value else "否"
    return None if value is None or value == "" else value


def _title(layout: Layout, row: Record) -> str:
    name = layout.title(row)
    mark = _FICTITIOUS if row.fictitious and "虚构" not in name else ""
    return name[: _TITLE - len(mark)] + mark

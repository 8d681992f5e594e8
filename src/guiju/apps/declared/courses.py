"""The case of a record on its page (登记页的办理情况): where it stands, what is due, whose turn it is, shown to whom.

Whoever has a part in the case sees all of it; who else keeps the register or owns the record sees the stage; the public
sees the documents that are public, once the record is.
"""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from django.contrib.auth.models import AnonymousUser

from guiju.domain.language import Lang, Words
from guiju.domain.procedures import Procedure
from guiju.domain.procedures.model import ROLES
from guiju.kernel.accounts.models import Organisation, User
from guiju.kernel.procedures.declarations import procedure_of
from guiju.kernel.procedures.models import Case, CaseDocument
from guiju.kernel.procedures.queries import may_see
from guiju.kernel.procedures.sight import context_of, sight_of
from guiju.kernel.registers.layout import Layout
from guiju.kernel.registers.services.courses import applicant_of, authorities_open
from guiju.kernel.registers.sight import Sight
from guiju.kernel.registers.stages import case_newest, cases_of, decided, procedure_named
from guiju.kernel.registers.tables import Record


class Course(NamedTuple):
    """What the page of a record says of its case. `seen` is what its own page would be told, for those who see it;
    `opens`: whether this person may open a case now, for which applicant, before which authorities."""

    procedure: Procedure
    case: Case | None
    stage: Words | None
    seen: dict[str, Any] | None
    opens: bool
    applicant: Organisation | None
    authorities: list[Organisation]


def course_of(
    layout: Layout, sight: Sight, row: Record, person: User | AnonymousUser, lang: Lang, on: date
) -> Course | None:
    """The case of a record as this person sees it; None where there is none to be seen or begun."""
    newest = procedure_named(layout.register)
    if newest is None or not sight.is_inside(row):
        return None
    case = case_newest(layout, row.pk)
    procedure = procedure_of(case.procedure, case.version) if case is not None else newest
    seen = None
    if case is not None and isinstance(person, User) and may_see(person, case, on=on):
        seen = context_of(sight_of(case, person, on=on), person, lang, on=on) | {"roles": ROLES}
    over = case is None or case.closed_at is not None
    opens = over and row.withdrawn_at is None and sight.changes(row)
    opens = opens and (sight.keeps or not decided(layout, [row.pk]))
    return Course(
        procedure,
        case,
        procedure.stages[case.stage].words if case is not None else None,
        seen,
        opens,
        applicant_of(row) if opens else None,
        authorities_open() if opens else [],
    )


def documents_public(layout: Layout, row: Record, *, to_approve: bool = False) -> list[tuple[Words, CaseDocument]]:
    """The public documents of a record's cases (公开的材料): those of public kinds that were there when the record was
    made public, which was done with them in sight; `to_approve`: those that would be, were it made public now."""
    if layout.register.procedure is None or (row.disclosed_at is None and not to_approve):
        return []
    cases = cases_of(layout, row.pk)
    kinds = {case.pk: procedure_of(case.procedure, case.version).documents for case in cases}
    rows = CaseDocument.objects.filter(case__in=cases, replaced_at=None).select_related("stored").order_by("pk")
    if not to_approve:
        rows = rows.filter(added_at__lte=row.disclosed_at)
    told = [(kinds[one.case_id].get(one.kind), one) for one in rows]
    return [(kind.words, one) for kind, one in told if kind is not None and kind.public]

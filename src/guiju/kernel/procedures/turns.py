"""Whose turn it is (待办): made anew from the case with every change of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from guiju.domain.procedures import Case as Run
from guiju.domain.procedures import Procedure, clocks
from guiju.domain.procedures.model import CLOCK, NAMED
from guiju.kernel.procedures.declarations import work_calendar
from guiju.kernel.procedures.dues import dues_remake
from guiju.kernel.procedures.models import Case, CaseTurn


def turns_remake(case: Case, procedure: Procedure, run: Run) -> None:
    """Write for whom the case waits, by when, and when time has something to do; nothing once it has ended.

    Sets `case.due_on`, unsaved.
    """
    CaseTurn.objects.filter(case=case).delete()
    over = bool(procedure.stages[case.stage].ends)
    running = [] if over else clocks(procedure, run, calendar=work_calendar())
    dues_remake(case, running)
    if over:
        case.due_on = None
        return
    case.due_on = min((c.day for c in running if c.day and not c.waits), default=None)
    not_before = max((c.day for c in running if c.day and c.waits), default=None)
    CaseTurn.objects.bulk_create(_turns(case, procedure, run, not_before))


def _turns(case: Case, procedure: Procedure, run: Run, not_before: date | None) -> Iterator[CaseTurn]:
    alone = dict(case.duties.values_list("function", "user_id"))
    for role in procedure.whose_turn(case.stage):
        turn = CaseTurn(case=case, role=role, due_on=case.due_on, not_before=not_before)
        if role == CLOCK:
            continue
        if role in NAMED:
            for person in run.missing():
                yield CaseTurn(case=case, role=role, due_on=case.due_on, user_id=int(person.removeprefix("user:")))
            continue
        if role in ("applicant", *procedure.applicants):
            turn.organisation_id = case.organisation_id
        else:
            turn.organisation_id, turn.unit_id = case.authority_id, case.unit_id
            turn.user_id = alone.get(role)
            turn.barred = sorted(_barred(procedure, run, role))
        yield turn


def _barred(procedure: Procedure, run: Run, role: str) -> set[int]:
    """Who has acted in a function that is kept apart from this one."""
    found: set[int] = set()
    for apart in procedure.apart:
        if role not in apart.roles or (apart.stages and run.stage not in apart.stages):
            continue
        for step in run.steps:
            if step.role in apart.roles and step.role != role and (not apart.stages or step.source in apart.stages):
                people = {step.person, step.standing_for} - {"", CLOCK}
                found |= {int(person.removeprefix("user:")) for person in people}
    return found

"""Opening a case and moving it on (立案、办理)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate

from guiju.domain.procedures import Actor, Clock, Procedure, Step, moved, value_of
from guiju.domain.procedures import Case as Run
from guiju.kernel.accounts.models import Organisation, Unit, User
from guiju.kernel.accounts.permission import permission_require
from guiju.kernel.procedures import errors
from guiju.kernel.procedures.acting import THE_CLOCK, actor_in
from guiju.kernel.procedures.declarations import procedure_fixed, work_calendar
from guiju.kernel.procedures.hooks import Moved, object_of
from guiju.kernel.procedures.models import Case, CaseStep
from guiju.kernel.procedures.picture import facts_of
from guiju.kernel.procedures.services.changing import case_hold, case_keep, case_tell, text_check
from guiju.kernel.procedures.turns import turns_remake

TITLE = 300


@transaction.atomic
def case_open(
    *,
    actor: User | None,
    procedure: str,
    title: str,
    organisation: Organisation,
    authority: Organisation,
    unit: Unit | None = None,
    object_kind: str = "",
    object_id: str = "",
    at: datetime,
) -> Case:
    """Open a case of an applicant's before the authority that handles it. Raises `CaseError`.

    An object has one running case at a time.
    """
    permission_require(actor, "procedures.open", organisation)
    declared = procedure_fixed(procedure, on=localdate(at), at=at)
    title = title.strip()
    if not title:
        raise errors.TITLE
    if len(title) > TITLE:
        raise errors.TITLE_TOO_LONG
    if authority.kind != "bureau" or (unit is not None and unit.organisation_id != authority.pk):
        raise errors.NOT_AUTHORITY
    if object_id and Case.objects.filter(object_kind=object_kind, object_id=object_id, closed_at=None).exists():
        raise errors.RUNNING
    case = Case.objects.create(
        procedure=declared.code,
        version=declared.version,
        object_kind=object_kind,
        object_id=object_id,
        title=title,
        organisation=organisation,
        authority=authority,
        unit=unit,
        begins=declared.begins,
        begun_on=localdate(at),
        stage=declared.begins,
        opened_by=actor,
        opened_at=at,
    )
    turns_remake(case, declared, Run(case.begun_on, case.begins, facts=facts_of(case)))
    case.save(update_fields=["due_on"])
    after = {"procedure": declared.code, "version": declared.version, "title": title, "stage": case.stage}
    after |= {"organisation": organisation.pk, "authority": authority.pk, "object": f"{object_kind}:{object_id}"}
    case_tell(case, actor, "opened", None, after, at=at)
    return case


@transaction.atomic
def case_move(
    *,
    actor: User,
    case: Case,
    revision: int,
    move: str,
    note: str = "",
    facts: Mapping[str, str] | None = None,
    at: datetime,
) -> Case:
    """Move a case on (办理). Raises `Refused` with everything that stands against it, or `CaseError` "stale" when
    somebody else acted since the actor looked (`revision`): then nothing was done."""
    permission_require(actor, "procedures.see", case)
    held, procedure, run = case_hold(case.pk, revision)
    person = actor_in(held, procedure, actor, on=localdate(at))
    return _move(held, procedure, run, person, actor, move, text_check(note), facts or {}, at)


@transaction.atomic
def case_lapse(*, case: Case, note: str, at: datetime) -> bool:
    """End a running case withdrawn, its object having been settled otherwise (事项终止); whether its procedure lets it
    be withdrawn from where it stands."""
    held, procedure, run = case_hold(case.pk, None)
    leaving = [code for code, move in procedure.moves.items() if move.kind == "withdraw" and held.stage in move.sources]
    if not leaving:
        return False
    move = leaving[0]
    source, target = held.stage, procedure.moves[move].target
    step = Step(move, source, target, localdate(at), THE_CLOCK.person, next(iter(THE_CLOCK.roles)), note=note)
    _step_add(held, len(run.steps) + 1, step, None, at)
    held.stage, held.closed_at = target, at
    told = {"stage": target, "move": move, "role": step.role, "note": note}
    case_tell(held, None, "moved", {"stage": source}, told, at=at)
    object_told(held, move, source, None, step.day, at)
    case_keep(held, procedure, run._replace(steps=(*run.steps, step)))
    return True


def case_clock_move(case: Case, procedure: Procedure, run: Run, clock: Clock, at: datetime) -> Case:
    """Make the move the clock makes when this deadline is over, with the case held. Raises `Refused`."""
    return _move(case, procedure, run, THE_CLOCK, None, clock.deadline.move, clock.deadline.words.zh, {}, at)


def _move(
    case: Case,
    procedure: Procedure,
    run: Run,
    person: Actor,
    actor: User | None,
    move: str,
    note: str,
    facts: Mapping[str, str],
    at: datetime,
) -> Case:
    after = moved(procedure, run, move, person, on=localdate(at), note=note, facts=facts, calendar=work_calendar())
    step = after.steps[-1]
    declared = procedure.moves[move]
    kept = {code: _kept(value_of(procedure.fields[code], facts.get(code))) for code in declared.asks if code in facts}
    _step_add(case, len(after.steps), step, actor, at)
    ends = procedure.stages[step.target].ends
    case.stage, case.facts, case.closed_at = step.target, {**case.facts, **kept}, at if ends else None
    told = {"stage": step.target, "move": move, "role": step.role, "note": note, **kept}
    told |= {"standing_for": step.standing_for} if step.standing_for else {}
    case_tell(case, actor, "moved", {"stage": step.source}, told, at=at)
    object_told(case, move, step.source, actor, step.day, at)
    case_keep(case, procedure, after._replace(facts=facts_of(case)))
    return case


def object_told(case: Case, move: str, source: str, actor: User | None, day: date, at: datetime) -> None:
    """Let the room of the case's object know where it stands now."""
    if case.object_id:
        said = Moved(case.pk, case.object_kind, case.object_id, case.procedure, move, source, case.stage,
                     facts_of(case), actor, day, at)  # fmt: skip
        object_of(case.object_kind).moved(said)


def _step_add(case: Case, number: int, step: Step, actor: User | None, at: datetime) -> None:
    CaseStep.objects.create(
        case=case,
        number=number,
        move=step.move,
        source=step.source,
        target=step.target,
        day=step.day,
        at=at,
        user=actor,
        role=step.role,
        standing_for_id=int(step.standing_for.removeprefix("user:")) if step.standing_for else None,
        note=step.note,
    )


def _kept(value: object) -> object:
    """A value as JSON keeps it."""
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value

"""The engine (流程引擎): which moves somebody may make now and, for each other one, why not; and the move itself.

A case changes only through `moved` (and `opined`), which ask the same questions: what is not allowed cannot be done.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from guiju.domain.calendar import HOLIDAYS, WorkCalendar
from guiju.domain.language import Words
from guiju.domain.procedures import refusals
from guiju.domain.procedures.case import Actor, Case, Opinion, Refused, Standing, Step
from guiju.domain.procedures.clocks import clock_of
from guiju.domain.procedures.conditions import condition_words, holds, value_of
from guiju.domain.procedures.model import BACK, CLOCK, Move, Procedure


class Choice(NamedTuple):
    """A move as it looks to somebody (可办动作): as which role, for whom, and what stands against it."""

    move: Move
    role: str
    standing_for: str
    reasons: tuple[Words, ...]

    @property
    def allowed(self) -> bool:
        """Whether they may."""
        return not self.reasons


def moves(
    procedure: Procedure, case: Case, actor: Actor, *, on: date, calendar: WorkCalendar = HOLIDAYS
) -> list[Choice]:
    """Every move from the present stage as it looks to the actor; fields a move asks for may still be empty."""
    return [_choice(procedure, case, move, actor, on, calendar) for move in procedure.leaving(case.stage)]


def moved(
    procedure: Procedure,
    case: Case,
    move: str,
    actor: Actor,
    *,
    on: date,
    note: str = "",
    facts: Mapping[str, object] | None = None,
    calendar: WorkCalendar = HOLIDAYS,
) -> Case:
    """The case after a move. Raises `Refused` with everything that stands against it."""
    found = procedure.moves.get(move)
    if found is None or case.stage not in found.sources:
        raise Refused((refusals.not_here(procedure, case.stage),))
    given = {code: (facts or {}).get(code) for code in found.asks}
    case = case._replace(facts={**case.facts, **{code: value for code, value in given.items() if value is not None}})
    choice = _choice(procedure, case, found, actor, on, calendar)
    wanting = [*choice.reasons]
    wanting += [refusals.needs_note()] if found.note and not note.strip() else []
    wanting += [
        refusals.needs_field(procedure.fields[code])
        for code in found.asks
        if value_of(procedure.fields[code], case.facts.get(code)) is None
    ]
    if wanting:
        raise Refused(tuple(wanting))
    step = Step(
        found.code, case.stage, target_of(case, found), on, actor.person, choice.role, choice.standing_for, note.strip()
    )
    return case._replace(steps=(*case.steps, step), asked=())


def opined(procedure: Procedure, case: Case, actor: Actor, *, says: str, on: date) -> Case:
    """The case after somebody who was asked has said their opinion. Raises `Refused`."""
    opinions = procedure.stages[case.stage].opinions
    if opinions is None:
        raise Refused((refusals.no_opinions(procedure, case.stage),))
    if actor.person not in case.asked:
        raise Refused((refusals.not_asked(),))
    if actor.person not in case.missing():
        raise Refused((refusals.answered(),))
    if says not in opinions.says:
        raise Refused((refusals.says_unknown(opinions),))
    return case._replace(opinions=(*case.opinions, Opinion(actor.person, says, on, len(case.steps))))


def target_of(case: Case, move: Move) -> str:
    """Where a move leads the case: for "back" to where it last was before the present stage."""
    if move.target != BACK:
        return move.target
    return next(step.source for step in reversed(case.steps) if step.target == case.stage and step.source != case.stage)


def open_to(procedure: Procedure, case: Case, move: Move, actor: Actor) -> bool:
    """Whether the move is theirs to make, whatever in the case still stands against it."""
    return any(
        role in standing.roles and not any(_against_person(procedure, case, actor, standing, role))
        for standing in (Standing("", actor.roles), *actor.standing_for)
        for role in move.who
    )


def _choice(procedure: Procedure, case: Case, move: Move, actor: Actor, on: date, calendar: WorkCalendar) -> Choice:
    """As which role the actor makes the move: their own before delegated ones, the one least stands against."""
    closed = tuple(_against_case(procedure, case, move, on, calendar))
    tried: list[Choice] = []
    for standing in (Standing("", actor.roles), *actor.standing_for):
        for role in move.who:
            if role in standing.roles:
                reasons = (*_against_person(procedure, case, actor, standing, role), *closed)
                tried.append(Choice(move, role, standing.person, reasons))
    if not tried:
        return Choice(move, "", "", (refusals.wrong_role(move), *closed))
    return min(tried, key=lambda choice: len(choice.reasons))


def _against_case(procedure: Procedure, case: Case, move: Move, on: date, calendar: WorkCalendar) -> Iterator[Words]:
    """What in the case itself stands against a move; a field it asks for counts once it is filled in."""
    if on < case.since:
        yield refusals.too_early(case.since)
    if move.at_most and case.times(move.code) >= move.at_most:
        yield refusals.too_often(move)
    for code in move.documents:
        if code not in case.documents:
            yield refusals.needs_document(procedure.documents[code])
    for condition in move.conditions:
        field = procedure.fields[condition.field]
        waits = condition.field in move.asks and value_of(field, case.facts.get(field.code)) is None
        if not waits and not holds(condition, field, case.facts):
            yield condition_words(condition, field)
    for code in move.after:
        clock = clock_of(procedure, case, procedure.deadlines[code], calendar=calendar)
        if clock is None or clock.day is None or on <= clock.day:
            yield refusals.not_over(procedure.deadlines[code], clock)
    if move.opinions:
        yield from _against_opinions(procedure, case)


def _against_opinions(procedure: Procedure, case: Case) -> Iterator[Words]:
    opinions = procedure.stages[case.stage].opinions
    if opinions is None:
        return
    if len(case.asked) < opinions.least:
        yield refusals.too_few_asked(opinions, len(case.asked))
    if missing := len(case.missing()):
        yield refusals.opinions_missing(opinions, len(case.asked), missing)


def _against_person(procedure: Procedure, case: Case, actor: Actor, standing: Standing, role: str) -> Iterator[Words]:
    """Nobody acts in two roles that are kept apart, neither in person nor through somebody who stands for them."""
    mine = {actor.person, standing.person} - {"", CLOCK}
    for apart in procedure.apart:
        if role not in apart.roles or (apart.stages and case.stage not in apart.stages):
            continue
        for step in case.steps:
            other = step.role in apart.roles and step.role != role and (not apart.stages or step.source in apart.stages)
            if other and mine & {step.person, step.standing_for}:
                yield refusals.kept_apart(step.role, role)
                return

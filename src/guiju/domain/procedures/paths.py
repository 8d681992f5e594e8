"""Every way through a procedure (全部路径), for tests and for people who want to see what can happen.

A path comes to no stage oftener than twice: so every return, request for completion and suspension is taken and left
again, and there are finitely many paths. `walked` takes a case along one with people, documents and facts that fit.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from guiju.domain.procedures.case import Actor, Case
from guiju.domain.procedures.clocks import clock_of
from guiju.domain.procedures.conditions import ORDERED
from guiju.domain.procedures.engine import moved, opined
from guiju.domain.procedures.model import Condition, Field, Move, Procedure

_DAY = timedelta(days=1)


def paths(procedure: Procedure, *, visits: int = 2) -> Iterator[tuple[str, ...]]:
    """The moves of every way from the beginning to an end that comes to no stage oftener than `visits` times."""
    yield from _onward(procedure, (procedure.begins,), (), visits)


def _onward(
    procedure: Procedure, stages: tuple[str, ...], made: tuple[str, ...], visits: int
) -> Iterator[tuple[str, ...]]:
    here = stages[-1]
    if procedure.stages[here].ends:
        yield made
        return
    for move in procedure.leaving(here):
        if move.at_most and made.count(move.code) >= move.at_most:
            continue
        target = move.target if move.target in procedure.stages else _entered_from(stages)
        if target and stages.count(target) < visits:
            yield from _onward(procedure, (*stages, target), (*made, move.code), visits)


def _entered_from(stages: tuple[str, ...]) -> str:
    here = stages[-1]
    before = [one for one, other in pairwise(stages) if other == here and one != here]
    return before[-1] if before else ""


def walked(procedure: Procedure, path: tuple[str, ...], *, begun: date) -> Case:
    """The case at the end of a path: every move made by somebody who may, on the first day on which it may be made.

    Raises `Refused` where the engine does not let it through: then the declaration contradicts itself.
    """
    case, day = Case(begun, procedure.begins), begun
    for code in path:
        move = procedure.moves[code]
        case = _heard(procedure, case, move, day)._replace(documents=frozenset(procedure.documents))
        facts = _fitting(procedure, move)
        case = case._replace(facts={**case.facts, **facts})
        day = max(day, _over(procedure, case, move) or day)
        role = move.who[0]
        case = moved(procedure, case, code, Actor(f"walker:{role}", frozenset({role})), on=day, note="…", facts=facts)
    return case


def _heard(procedure: Procedure, case: Case, move: Move, day: date) -> Case:
    opinions = procedure.stages[case.stage].opinions
    if not move.opinions or opinions is None:
        return case
    case = case._replace(asked=tuple(f"asked:{n}" for n in range(opinions.least)))
    for person in case.asked:
        case = opined(procedure, case, Actor(person, frozenset({opinions.by})), says=next(iter(opinions.says)), on=day)
    return case


def _fitting(procedure: Procedure, move: Move) -> dict[str, object]:
    """Facts with which the move may be made."""
    facts = {code: _any(procedure.fields[code]) for code in move.asks}
    for condition in move.conditions:
        facts[condition.field] = _meeting(condition, procedure.fields[condition.field])
    return facts


def _any(field: Field) -> object:
    values = {"number": Decimal(1), "date": date(2026, 1, 5), "yes": True, "choice": next(iter(field.choices), "")}
    return values.get(field.type, "…")


def _meeting(condition: Condition, field: Field) -> object:
    if condition.test == "given":
        return _any(field)
    if condition.test == "is_not":
        others = {"yes": not condition.value, "text": f"{condition.value}…"}
        return others.get(field.type) or next((c for c in field.choices if c != condition.value), _any(field))
    if condition.test in ORDERED:
        step = {"over": 1, "under": -1}.get(condition.test, 0)
        if isinstance(condition.value, date):
            return condition.value + step * _DAY
        return Decimal(str(condition.value)) + step
    return condition.value


def _over(procedure: Procedure, case: Case, move: Move) -> date | None:
    """The first day on which every period that must be over is."""
    found = [clock_of(procedure, case, procedure.deadlines[code]) for code in move.after]
    days = [clock.day + _DAY for clock in found if clock is not None and clock.day is not None]
    return max(days, default=None)

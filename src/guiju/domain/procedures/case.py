"""A case as it runs through a procedure (事项): what has been done, and by whom; where it stands follows from that."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from guiju.domain.calendar import Stop
from guiju.domain.language import Words, WordsError
from guiju.domain.procedures.model import Procedure


class Step(NamedTuple):
    """A move that was made (办理记录). `standing_for` is who delegated it, or empty. Persons are texts: "user:1"."""

    move: str
    source: str
    target: str
    day: date
    person: str
    role: str
    standing_for: str = ""
    note: str = ""


class Opinion(NamedTuple):
    """What somebody who was asked said (意见); `entered` counts the steps made before, so that rounds stay apart."""

    person: str
    says: str
    day: date
    entered: int


class Standing(NamedTuple):
    """Somebody who has delegated their part of the case (委托人)."""

    person: str
    roles: frozenset[str]


class Actor(NamedTuple):
    """Somebody before a case (办理人): the roles they have in it, and those they stand for by delegation."""

    person: str
    roles: frozenset[str]
    standing_for: tuple[Standing, ...] = ()


class Case(NamedTuple):
    """A case (事项): the day it began, the steps made, its documents and facts, who was asked for an opinion."""

    begun: date
    begins: str
    steps: tuple[Step, ...] = ()
    documents: frozenset[str] = frozenset()
    facts: Mapping[str, object] = {}
    asked: tuple[str, ...] = ()
    opinions: tuple[Opinion, ...] = ()

    @property
    def stage(self) -> str:
        """Where the case stands."""
        return self.steps[-1].target if self.steps else self.begins

    @property
    def since(self) -> date:
        """The day it came there."""
        return self.steps[-1].day if self.steps else self.begun

    def heard(self) -> tuple[Opinion, ...]:
        """The opinions of the present round."""
        return tuple(opinion for opinion in self.opinions if opinion.entered == len(self.steps))

    def missing(self) -> tuple[str, ...]:
        """Who was asked and has not answered yet."""
        answered = {opinion.person for opinion in self.heard()}
        return tuple(person for person in self.asked if person not in answered)

    def times(self, move: str) -> int:
        """How often a move has been made."""
        return sum(step.move == move for step in self.steps)

    def stops(self, procedure: Procedure) -> list[Stop]:
        """When the clock stood still."""
        found: list[Stop] = []
        entered, stage = self.begun, self.begins
        for step in self.steps:
            if procedure.stages[stage].stops:
                found.append(Stop(entered, step.day))
            entered, stage = step.day, step.target
        if procedure.stages[stage].stops:
            found.append(Stop(entered, None))
        return found

    def day_of(self, procedure: Procedure, event: tuple[str, str]) -> date | None:
        """The last day on which an event of the case happened: ("move", code), ("stage", code) or ("field", code)."""
        kind, code = event
        if kind == "field":
            value = self.facts.get(code)
            if isinstance(value, str):
                try:
                    return date.fromisoformat(value)
                except ValueError:
                    return None
            return value if isinstance(value, date) else None
        if kind == "move":
            return next((step.day for step in reversed(self.steps) if step.move == code), None)
        entered = next((step.day for step in reversed(self.steps) if step.target == code), None)
        return self.begun if entered is None and code == self.begins else entered


class Refused(WordsError):
    """A move that may not be made; `reasons` are all that stand against it."""

    def __init__(self, reasons: tuple[Words, ...]) -> None:
        super().__init__("move", Words("；".join(r.zh for r in reasons) + "。", "; ".join(r.en for r in reasons) + "."))
        self.reasons = reasons

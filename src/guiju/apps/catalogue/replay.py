"""What the events of an edition say of it (重放): pure, from payloads to the facts the judge reads.

Their shapes are those of docs/history-events.md. Read in order, the events of an edition up to a moment are all that
was known of it then.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, TypeVar

from guiju.domain.validity import AssertionFact, EditionFacts, RelationFact

T = TypeVar("T")
ADDED = ("assertions", "relations")
GIVERS = ("field_sources", "field_days")
_TEXTS = ("title_zh", "title_en", "published", "effective", "withdrawn", "parallel_until", "source")


class Told(NamedTuple):
    """One event of an edition: its number in the chain and its payload, None once it was erased by law (依法删除)."""

    sequence: int
    content: Mapping[str, Any] | None


@dataclass(slots=True)
class Remembered:
    """An edition as its events tell it: fields, claims, the relations told with it; and events that were erased."""

    fields: dict[str, Any] = field(default_factory=dict)
    assertions: list[AssertionFact] = field(default_factory=list)
    relations: list[RelationFact] = field(default_factory=list)
    erased: list[int] = field(default_factory=list)

    def read_again(self, day: str) -> None:
        """Its source was read again on that day and says the same (来源再次确认)."""
        self.fields["recorded_on"] = day

    def facts(self, row: EditionFacts) -> EditionFacts:
        """The edition as the judge reads it; `row` gives what never changes: its key, and what its number says."""
        told = {name: self.fields.get(name) or "" for name in _TEXTS}
        return EditionFacts(
            id=row.id,
            number=row.number,
            series=row.series,
            nature=self.fields.get("nature") or "unknown",
            stage=self.fields.get("stage") or "published",
            assertions=tuple(self.assertions),
            fictitious=bool(self.fields.get("fictitious", row.fictitious)),
            level=row.level,
            supplement=row.supplement,
            recorded_on=_day(self.fields.get("recorded_on")),
            **told,
        )


def replay(events: Iterable[Told]) -> Remembered:
    """The edition its events add up to, in the order of the chain."""
    state = Remembered()
    for event in events:
        if event.content is None:
            state.erased.append(event.sequence)
            continue
        before, after = event.content.get("before") or {}, event.content.get("after") or {}
        given = {name: {**state.fields.get(name, {}), **after.get(name, {})} for name in GIVERS}
        state.fields |= {name: value for name, value in after.items() if name not in ADDED} | given
        state.assertions = _moved(state.assertions, map(_claim, before.get("assertions", ())), gone=True)
        state.assertions = _moved(state.assertions, map(_claim, after.get("assertions", ())))
        state.relations = _moved(state.relations, map(_relation, before.get("relations", ())), gone=True)
        state.relations = _moved(state.relations, map(_relation, after.get("relations", ())))
    return state


def _moved(held: list[T], told: Iterable[T], *, gone: bool = False) -> list[T]:
    """`held` with what is told added, or taken away."""
    items = list(told)
    return [one for one in held if one not in items] if gone else held + items


def _claim(told: Mapping[str, Any]) -> AssertionFact:
    return AssertionFact(told["field"], told["value"], _day(told.get("asserted_on")), told.get("source", ""))


def _relation(told: Mapping[str, Any]) -> RelationFact:
    return RelationFact(
        kind=told["kind"],
        subject=told["subject"],
        object=told["obj"],
        scope=told.get("scope") or "",
        degree=told.get("degree") or "",
        starts=_day(told.get("starts")),
        ends=_day(told.get("ends")),
        source=told.get("source") or "",
        asserted_on=_day(told.get("asserted_on")),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

"""Status of an edition through time (状态区间), so that an index is right on any day without being touched."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from guiju.domain.validity import CatalogueFacts, EditionFacts, days, status
from guiju.domain.validity.begin import ASSUMED_IN_EFFECT_AFTER, year_days
from guiju.kernel.search.port import Dated

_ONE = timedelta(days=1)
_BEFORE = date(1850, 1, 1)


def status_intervals(edition: EditionFacts, facts: CatalogueFacts) -> tuple[Dated, ...]:
    """Each status with the days it holds, first to last, without gaps."""
    turns = sorted({day for day in _days(edition, facts) if day > _BEFORE})
    found: list[tuple[str, date | None]] = []
    for day in (_BEFORE, *turns):
        value = status(edition, facts, day).status.value
        if not found or found[-1][0] != value:
            found.append((value, None if day == _BEFORE else day))
    ends = [since for _, since in found[1:]] + [None]
    return tuple(Dated(value, since, until) for (value, since), until in zip(found, ends, strict=True))


def _days(edition: EditionFacts, facts: CatalogueFacts) -> Iterator[date]:
    """Every day on which the status may turn: of the edition, of its relations and of what they lead to."""
    yield from _days_of(edition)
    for relation in facts.relations.get(edition.number, ()):
        yield from (day for day in (relation.starts, relation.asserted_on) if day)
        if relation.ends:
            yield relation.ends + _ONE
        other = relation.subject if relation.object == edition.number else relation.object
        named = year_days(other)
        if named:
            yield from (named.first, named.last, named.last + ASSUMED_IN_EFFECT_AFTER)
        for neighbour in facts.by_number.get(other, ()):
            yield from _days_of(neighbour)


def _days_of(edition: EditionFacts) -> Iterator[date]:
    texts = (edition.published, edition.effective, edition.withdrawn, edition.parallel_until)
    for covered in (*(days(text) for text in texts), year_days(edition.number)):
        if covered is not None:
            yield from (covered.first, covered.last, covered.last + _ONE, covered.last + ASSUMED_IN_EFFECT_AFTER)
    for assertion in edition.assertions:
        if assertion.asserted_on is not None:
            yield from (assertion.asserted_on, assertion.asserted_on + _ONE)

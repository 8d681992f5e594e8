"""Status of an edition through time (状态区间), so that an index is right on any day without being touched."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from datetime import date, timedelta

from guiju.domain.validity import CatalogueFacts, EditionFacts, Said, days, meaning, status_alone
from guiju.domain.validity.begin import ASSUMED_IN_EFFECT_AFTER, immediate, published_days, year_days
from guiju.kernel.search.port import Dated

_ONE = timedelta(days=1)
_BEFORE = date(1850, 1, 1)
_TURNING = frozenset({"replaces", "amends", "corrects", "renumbered_from", "converted_to_recommended"})


def status_intervals(edition: EditionFacts, facts: CatalogueFacts) -> tuple[Dated, ...]:
    """Each status with the days it holds, first to last, without gaps."""
    if any(relation.kind in _TURNING for relation in facts.relations.get(edition.number, ())):
        return _intervals(edition, facts)
    alike = _alike(edition)
    if alike not in facts.memo:
        facts.memo[alike] = _intervals(edition, facts)
    found: tuple[Dated, ...] = facts.memo[alike]
    return found


def _alike(edition: EditionFacts) -> Hashable:
    """All that the status of an edition rests on that nothing replaces or changes: many have the same."""
    said = tuple([(a.field, a.value, a.asserted_on, a.source) for a in edition.assertions])
    dates = (edition.published, edition.effective, edition.withdrawn, edition.parallel_until)
    number = (year_days(edition.number), immediate(edition), bool(edition.supplement))
    return ("intervals", edition.stage, dates, number, said)


def _intervals(edition: EditionFacts, facts: CatalogueFacts) -> tuple[Dated, ...]:
    turns = sorted({day for day in _days(edition, facts) if day > _BEFORE})
    found: list[tuple[str, date | None]] = []
    for day in (_BEFORE, *turns):
        value = status_alone(edition, facts, day).value
        if not found or found[-1][0] != value:
            found.append((value, None if day == _BEFORE else day))
    ends = [since for _, since in found[1:]] + [None]
    return tuple(Dated(value, since, until) for (value, since), until in zip(found, ends, strict=True))


def _days(edition: EditionFacts, facts: CatalogueFacts) -> Iterator[date]:
    """Every day on which the status may turn: of the edition, of what takes its place or changes it, of its base."""
    yield from _days_of(edition)
    until = days(edition.parallel_until)
    if until is not None:
        yield until.last + _ONE
    for relation in facts.relations.get(edition.number, ()):
        if relation.kind not in _TURNING:
            continue
        yield from (day for day in (relation.starts, relation.asserted_on) if day)
        if relation.ends:
            yield relation.ends + _ONE
        other = relation.subject if relation.object == edition.number else relation.object
        if relation.object == edition.number or relation.kind != "replaces":
            held = facts.by_number.get(other, ()) or (EditionFacts(0, other, ""),)
            for neighbour in held:
                yield from _days_of(neighbour)


def _days_of(edition: EditionFacts) -> Iterator[date]:
    published, _ = published_days(edition)
    for covered in (published, days(edition.effective), days(edition.withdrawn)):
        if covered is not None:
            yield from covered
    if published is not None and not edition.effective and not immediate(edition):
        yield published.last + ASSUMED_IN_EFFECT_AFTER
    for assertion in edition.assertions:
        if assertion.asserted_on is not None:
            yield assertion.asserted_on
            if meaning(assertion.value) is Said.UPCOMING:
                yield assertion.asserted_on + _ONE

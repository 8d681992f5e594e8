"""The catalogue as this installation knew it on a day (当时所知), replayed from the history chain.

Known on a day is what had been recorded here by its end, by the time of the event. The day a source said something
(`asserted_on`) is another thing: a claim of 2015 that was imported in 2026 was not known here in 2020.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from guiju.apps.catalogue.models import Source
from guiju.apps.catalogue.queries.facts import JUDGED, gather
from guiju.apps.catalogue.replay import Remembered, Told, replay
from guiju.apps.catalogue.runs import in_runs
from guiju.domain.numbers import StandardNumber, edition_key, series_key
from guiju.domain.validity import CatalogueFacts, EditionFacts, RelationFact
from guiju.kernel.history.queries import told_last_first, told_of


def facts(numbers: Iterable[StandardNumber], *, known_on: date | None = None) -> CatalogueFacts:
    """Whole series of every number asked, and, transitively, all that replaces, amends or is adopted by them; as known
    now, or as it was known here at the end of `known_on`."""
    keys: set[str] = set()
    series: set[str] = set()
    for number in set(numbers):
        keys.add(edition_key(number))
        series.add(series_key(number))
    return gather(keys, series) if known_on is None else gather_known(keys, series, known_on).facts


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Facts as known on a day; what was remembered of each edition; and events whose content was erased by law."""

    facts: CatalogueFacts
    remembered: dict[int, Remembered]
    erased: tuple[int, ...]


def end_of(day: date) -> datetime:
    """The moment a day ends where the installation is."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))


def gather_known(keys: set[str], series: set[str], known_on: date) -> Knowledge:
    """As `gather`, from what had been recorded by the end of `known_on`.

    Which numbers belong together is taken from the tables of today, which only grow; what is said of them from events.
    """
    now = gather(keys, series)
    until = end_of(known_on)
    rows = {edition.id: edition for editions in now.by_number.values() for edition in editions}
    remembered = _editions(rows, until)
    by_number: dict[str, list[EditionFacts]] = defaultdict(list)
    by_series: dict[str, list[EditionFacts]] = defaultdict(list)
    named = _Names()
    for pk in sorted(remembered):
        edition = named.edition(remembered[pk].facts(rows[pk]))
        by_number[edition.number].append(edition)
        by_series[edition.series].append(edition)
    for editions in by_series.values():
        editions.sort(key=lambda e: (e.published or e.number, e.id))
    told = [relation for state in remembered.values() for relation in state.relations]
    ends = {
        end for found in now.relations.values() for relation in found for end in (relation.subject, relation.object)
    }
    between = _between(ends, until)
    relations = named.relations([*told, *between.relations])
    facts = replace(now, by_number=dict(by_number), by_series=dict(by_series), relations=relations, memo={})
    erased = {sequence for state in (*remembered.values(), between) for sequence in state.erased}
    return Knowledge(facts, remembered, tuple(sorted(erased)))


def _editions(rows: Iterable[int], until: datetime) -> dict[int, Remembered]:
    """What was remembered of these editions, with the last day their sources had been read."""
    told: dict[int, list[Told]] = defaultdict(list)
    for sequence, object_id, content in told_of("edition", [str(pk) for pk in rows], before=until):
        told[int(object_id)].append(Told(sequence, content))
    remembered = {pk: replay(events) for pk, events in told.items()}
    by_source: dict[str, set[int]] = defaultdict(set)
    for pk, state in remembered.items():
        by_source[state.fields.get("source", "")].add(pk)
    for source, code in Source.objects.filter(code__in=by_source).values_list("pk", "code"):
        _read_again(source, by_source[code], remembered, until)
    return remembered


def _read_again(source: int, pks: set[int], remembered: dict[int, Remembered], until: datetime) -> None:
    """Move the day each edition was read to that of the last event in which its source confirmed it."""
    for told in told_last_first("source", str(source), before=until):
        after = (told.content or {}).get("after") or {}
        ranges = list(in_runs(after.get("editions", "")))
        confirmed = {pk for pk in pks if any(pk in run for run in ranges)}
        for pk in confirmed:
            remembered[pk].read_again(after["recorded_on"])
        pks = pks - confirmed
        if not pks:
            return


def _between(numbers: set[str], until: datetime) -> Remembered:
    """Relations told while neither of their numbers was held."""
    return replay(Told(told.sequence, told.content) for told in told_of("number", sorted(numbers), before=until))


class _Names:
    """Sources as they are called today."""

    def __init__(self) -> None:
        self._names = dict(Source.objects.values_list("code", "name"))

    def edition(self, edition: EditionFacts) -> EditionFacts:
        """The edition and its claims with the names of their sources."""
        claims = tuple(replace(a, source=self._names.get(a.source, a.source)) for a in edition.assertions)
        return replace(edition, source=self._names.get(edition.source, edition.source), assertions=claims)

    def relations(self, told: Iterable[RelationFact]) -> dict[str, list[RelationFact]]:
        """Relations the judge reads, by the numbers at their ends."""
        found: dict[str, list[RelationFact]] = defaultdict(list)
        for relation in told:
            if relation.kind in JUDGED:
                relation = replace(relation, source=self._names.get(relation.source, relation.source))
                for end in {relation.subject, relation.object}:
                    found[end].append(relation)
        return dict(found)

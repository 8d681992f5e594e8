"""The part of the catalogue one check needs, read in bulk (批量取数): a few queries however many numbers are asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from guiju.apps.catalogue.queries.rows import day, places, rows
from guiju.apps.catalogue.queries.state import state
from guiju.domain.validity import AssertionFact, CatalogueFacts, EditionFacts, RelationFact

_CHUNK = 5_000
# Whose other end is needed too: what takes a standard's place or changes it, and what it adopts or changes.
_FROM_OBJECT = frozenset({"replaces", "renumbered_from", "amends", "corrects"})
_FROM_SUBJECT = frozenset({"converted_to_recommended", "adopts", "amends", "corrects"})
JUDGED = _FROM_OBJECT | _FROM_SUBJECT
_KINDS = ", ".join(f"'{kind}'" for kind in sorted(JUDGED))
# Written as SQL: building the same queries and objects through the mapper takes twice as long for ten thousand numbers.
_EDITIONS = """
SELECT e.id, e.number, s.key, e.title_zh, e.title_en, e.nature, e.stage, e.published, e.effective, e.withdrawn,
  e.parallel_until, e.source_id, e.fictitious, e.level, e.supplement, e.recorded_on
FROM catalogue_edition e JOIN catalogue_series s ON s.id = e.series_id WHERE {} IN ({}) ORDER BY e.id"""
_SOURCES = "SELECT id, name FROM catalogue_source"
_ASSERTIONS = """
SELECT edition_id, field, value, asserted_on, source_id FROM catalogue_assertion WHERE {} IN ({}) ORDER BY id"""
_RELATIONS = f"""
SELECT id, kind, subject, obj, scope, degree, starts, ends, source_id, asserted_on
FROM catalogue_relation WHERE {{}} IN ({{}}) AND kind IN ({_KINDS}) ORDER BY id"""


def gather(keys: set[str], series: set[str]) -> CatalogueFacts:
    """Whole series and all numbers asked for by key, and, transitively, all that replaces, amends or is adopted."""
    gathering = _Gathering()
    gathering.load("s.key", series)
    gathering.load("e.number", keys - gathering.by_number.keys())
    frontier = keys | gathering.by_number.keys()
    while frontier:
        found = gathering.relate(frontier)
        gathering.load("e.number", found)
        frontier = found
    return gathering.facts()


class _Gathering:
    """Collects editions and relations, each once."""

    def __init__(self) -> None:
        self.by_number: dict[str, list[EditionFacts]] = defaultdict(list)
        self._by_series: dict[str, list[EditionFacts]] = defaultdict(list)
        self._relations: dict[str, list[RelationFact]] = defaultdict(list)
        self._related: set[str] = set()
        self._seen_relations: set[int] = set()
        self._sources: dict[int, str] = dict(rows(_SOURCES))

    def load(self, column: str, values: Collection[str]) -> None:
        """Add the editions found by these values."""
        found = list(_rows(_EDITIONS, column, values))
        said = self._assertions([row[0] for row in found])
        for row in found:
            edition = self._edition(row, said.get(row[0], ()))
            self.by_number[edition.number].append(edition)
            self._by_series[edition.series].append(edition)

    def relate(self, numbers: Iterable[str]) -> set[str]:
        """Add the relations of these numbers; returns the numbers at their other ends that are still to be read."""
        asked = set(numbers) - self._related
        self._related |= asked
        onward: set[str] = set()
        for row in _rows(_RELATIONS, "obj", asked):
            self._relation(row)
            if row[1] in _FROM_OBJECT:
                onward.add(row[2])
        for row in _rows(_RELATIONS, "subject", asked):
            self._relation(row)
            if row[1] in _FROM_SUBJECT:
                onward.add(row[3])
        return onward - self._related - self.by_number.keys()

    def facts(self) -> CatalogueFacts:
        """All that was gathered, with the snapshot it was read from."""
        for editions in self._by_series.values():
            editions.sort(key=lambda e: (e.published or e.number, e.id))
        now = state()
        return CatalogueFacts(
            by_number=dict(self.by_number),
            by_series=dict(self._by_series),
            relations=dict(self._relations),
            snapshot=now.name,
            editions=now.editions,
            newest_source_date=now.newest_source_date,
        )

    def _relation(self, row: Sequence[Any]) -> None:
        pk, kind, subject, obj, scope, degree, starts, ends, source, asserted_on = row
        if pk in self._seen_relations:
            return
        self._seen_relations.add(pk)
        name = self._sources.get(source, "")
        relation = RelationFact(kind, subject, obj, scope, degree, day(starts), day(ends), name, day(asserted_on))
        self._relations[subject].append(relation)
        if obj != subject:
            self._relations[obj].append(relation)

    def _assertions(self, ids: Collection[int]) -> dict[int, list[AssertionFact]]:
        said: dict[int, list[AssertionFact]] = defaultdict(list)
        for edition, field, value, on, source in _rows(_ASSERTIONS, "edition_id", ids):
            said[edition].append(AssertionFact(field, value, day(on), self._sources.get(source, "")))
        return said

    def _edition(self, row: Sequence[Any], said: Sequence[AssertionFact]) -> EditionFacts:
        *first, source, fictitious, level, supplement, recorded_on = row
        name = self._sources.get(source, "")
        values: list[Any] = [*first, tuple(said), name, bool(fictitious), level, supplement, day(recorded_on)]
        return EditionFacts(*values)


def _rows(statement: str, column: str, values: Collection[Any]) -> Iterator[Sequence[Any]]:
    """Rows whose column has one of the values, in pieces a database accepts."""
    items = sorted(values)
    for start in range(0, len(items), _CHUNK):
        piece = items[start : start + _CHUNK]
        yield from rows(statement.format(column, places(piece)), piece)

"""The part of the catalogue one check needs, read in bulk (批量取数): a few queries however many numbers are asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from guiju.apps.catalogue.models import Assertion, Edition, Relation, Source
from guiju.apps.catalogue.queries.state import state
from guiju.domain.numbers import StandardNumber, edition_key, series_key
from guiju.domain.validity import AssertionFact, CatalogueFacts, EditionFacts, RelationFact

_T = TypeVar("_T")
_CHUNK = 900
# Whose other end is needed too: what takes a standard's place or changes it, and what it adopts or changes.
_FROM_OBJECT = frozenset({"replaces", "renumbered_from", "amends", "corrects"})
_FROM_SUBJECT = frozenset({"converted_to_recommended", "adopts", "amends", "corrects"})
_KINDS = sorted(_FROM_OBJECT | _FROM_SUBJECT)
_COLUMNS = (
    "id", "number", "series__key", "title_zh", "title_en", "nature", "stage", "published", "effective", "withdrawn",
    "parallel_until", "source_id", "fictitious", "level", "supplement", "recorded_on",
)  # fmt: skip


def facts(numbers: Iterable[StandardNumber]) -> CatalogueFacts:
    """Whole series of every number asked, and, transitively, all that replaces, amends or is adopted by them."""
    keys: set[str] = set()
    series: set[str] = set()
    for number in set(numbers):
        keys.add(edition_key(number))
        series.add(series_key(number))
    return gather(keys, series)


def gather(keys: set[str], series: set[str]) -> CatalogueFacts:
    """The same, asked by edition keys and series keys."""
    gathering = _Gathering()
    gathering.load("series__key__in", series)
    gathering.load("number__in", keys - gathering.by_number.keys())
    frontier = keys | gathering.by_number.keys()
    while frontier:
        found = gathering.relate(frontier)
        gathering.load("number__in", found)
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
        self._sources = dict(Source.objects.values_list("id", "name"))

    def load(self, lookup: str, values: Iterable[str]) -> None:
        """Add the editions found by these values."""
        rows = [row for chunk in _chunks(values) for row in _editions(lookup, chunk)]
        said = self._assertions([row[0] for row in rows])
        for row in rows:
            edition = self._edition(row, said.get(row[0], ()))
            self.by_number[edition.number].append(edition)
            self._by_series[edition.series].append(edition)

    def relate(self, numbers: Iterable[str]) -> set[str]:
        """Add the relations of these numbers; returns the numbers at their other ends that are still to be read."""
        asked = set(numbers) - self._related
        self._related |= asked
        onward: set[str] = set()
        for chunk in _chunks(asked):
            for end in ("obj__in", "subject__in"):
                for row in Relation.objects.filter(kind__in=_KINDS, **{end: chunk}).values_list(*_RELATION):
                    onward |= self._relation(row, end)
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

    def _relation(self, row: Sequence[Any], end: str) -> set[str]:
        pk, kind, subject, obj, scope, degree, starts, ends, source, asserted_on = row
        if pk not in self._seen_relations:
            self._seen_relations.add(pk)
            name = self._sources.get(source, "")
            relation = RelationFact(kind, subject, obj, scope, degree, starts, ends, name, asserted_on)
            self._relations[subject].append(relation)
            if obj != subject:
                self._relations[obj].append(relation)
        if end == "obj__in":
            return {subject} if kind in _FROM_OBJECT else set()
        return {obj} if kind in _FROM_SUBJECT else set()

    def _assertions(self, ids: Sequence[int]) -> dict[int, list[AssertionFact]]:
        said: dict[int, list[AssertionFact]] = defaultdict(list)
        for chunk in _chunks(ids):
            rows = Assertion.objects.filter(edition_id__in=chunk).order_by("id")
            for edition, field, value, on, source in rows.values_list(
                "edition_id", "field", "value", "asserted_on", "source_id"
            ):
                said[edition].append(AssertionFact(field, value, on, self._sources.get(source, "")))
        return said

    def _edition(self, row: Sequence[Any], said: Sequence[AssertionFact]) -> EditionFacts:
        values = dict(zip(_COLUMNS, row, strict=True))
        return EditionFacts(
            series=values.pop("series__key"),
            source=self._sources.get(values.pop("source_id"), ""),
            assertions=tuple(said),
            **values,
        )


_RELATION = (
    "id", "kind", "subject", "obj", "scope", "degree", "starts", "ends", "source_id", "asserted_on",
)  # fmt: skip


def _editions(lookup: str, chunk: Sequence[str]) -> Iterable[tuple[Any, ...]]:
    rows: Iterable[tuple[Any, ...]] = Edition.objects.filter(**{lookup: chunk}).order_by("id").values_list(*_COLUMNS)
    return rows


def _chunks(values: Iterable[_T]) -> Iterator[list[_T]]:
    items = list(values)
    for start in range(0, len(items), _CHUNK):
        yield items[start : start + _CHUNK]

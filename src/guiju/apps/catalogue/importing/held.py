"""What the catalogue holds of the numbers of some rows (库中已有), read in bulk to be compared with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection

from guiju.apps.catalogue.models import Edition, Source

FIELDS = (
    "title_zh", "title_en", "titles", "body", "department", "committee", "drafters", "plan_number", "announcement",
    "filing_number", "ics", "ccs", "published", "effective", "withdrawn", "parallel_until", "url", "nature", "doctype",
    "stage", "language", "kind", "jurisdiction",
)  # fmt: skip
EMPTY: dict[str, Any] = {
    "titles": {}, "drafters": [], "ics": [], "ccs": [], "nature": "unknown", "stage": "published", "kind": "standard",
}  # fmt: skip
# What these fields hold as long as nobody said otherwise; any source fills them.
_UNSAID = {"nature": "unknown", "kind": "standard"}
_CHUNK = 2_000
_FIRST = ("id", "number", "source_id", "recorded_on", "field_sources", "field_days")


@dataclass(frozen=True, slots=True)
class Held:
    """An edition on record: `values` by field, and where they come from. Unknown fields are empty."""

    pk: int
    number: str
    source: str
    source_id: int
    recorded_on: date | None
    field_sources: dict[str, str]
    field_days: dict[str, str]
    values: dict[str, Any]

    def giver(self, name: str) -> str:
        """The source that gave a field."""
        return self.field_sources.get(name, self.source)

    def day(self, name: str) -> date | None:
        """The day its source gave a field."""
        if name in self.field_days:
            return date.fromisoformat(self.field_days[name])
        return self.recorded_on if self.giver(name) == self.source else None


def editions_held(numbers: Collection[str]) -> dict[str, list[Held]]:
    """Editions by number, oldest record first."""
    held: dict[str, list[Held]] = defaultdict(list)
    present = [pk for (pk,) in _rows("SELECT id FROM catalogue_edition WHERE number IN ({})", numbers)]
    sources = dict(Source.objects.values_list("id", "code")) if present else {}
    for chunk in _chunks(present):
        rows = Edition.objects.filter(pk__in=chunk).order_by("id").values_list(*_FIRST, *FIELDS)
        for pk, number, source, recorded_on, givers, days, *values in rows:
            fields = dict(zip(FIELDS, values, strict=True))
            fields |= {name: "" for name, unsaid in _UNSAID.items() if fields[name] == unsaid}
            held[number].append(Held(pk, number, sources[source], source, recorded_on, givers, days, fields))
    return held


def claims_known(editions: Collection[int]) -> set[tuple[int, str, str, date | None, str]]:
    """(edition, field, value, day, source) of every claim about these editions."""
    if not editions:
        return set()
    sources = dict(Source.objects.values_list("id", "code"))
    rows = _rows(
        "SELECT edition_id, field, value, asserted_on, source_id FROM catalogue_assertion WHERE edition_id IN ({})",
        editions,
    )
    return {(edition, name, value, _day(on), sources[source]) for edition, name, value, on, source in rows}


def links_known(subjects: Collection[str]) -> set[tuple[str, ...]]:
    """(subject, kind, object, scope, source) of every relation of these numbers."""
    sources = dict(Source.objects.values_list("id", "code")) if subjects else {}
    rows = _rows("SELECT subject, kind, obj, scope, source_id FROM catalogue_relation WHERE subject IN ({})", subjects)
    return {(subject, kind, obj, scope, sources[source]) for subject, kind, obj, scope, source in rows}


@lru_cache(4_096)
def _day(value: date | str | None) -> date | None:
    """A day as the database gives it: SQLite as text."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def _rows(statement: str, values: Collection[Any]) -> Iterator[Sequence[Any]]:
    """Rows of a statement with one list of values; as SQL, for the mapper takes longer over it than the database."""
    with connection.cursor() as cursor:
        for chunk in _chunks(values):
            cursor.execute(statement.format(", ".join(["%s"] * len(chunk))), chunk)
            yield from cursor.fetchall()


def _chunks(values: Collection[Any]) -> Iterator[list[Any]]:
    ordered = sorted(values)
    for start in range(0, len(ordered), _CHUNK):
        yield ordered[start : start + _CHUNK]

"""What the catalogue holds of the numbers of some rows (库中已有), read in bulk to be compared with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from guiju.apps.catalogue.models import Assertion, Edition, Relation, Source

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
    sources = dict(Source.objects.values_list("id", "code"))
    for chunk in _chunks(numbers):
        rows = Edition.objects.filter(number__in=chunk).order_by("id").values_list(*_FIRST, *FIELDS)
        for pk, number, source, recorded_on, givers, days, *values in rows:
            fields = dict(zip(FIELDS, values, strict=True))
            fields |= {name: "" for name, unsaid in _UNSAID.items() if fields[name] == unsaid}
            held[number].append(Held(pk, number, sources[source], source, recorded_on, givers, days, fields))
    return held


def claims_known(editions: Collection[int]) -> set[tuple[int, str, str, date | None, str]]:
    """(edition, field, value, day, source) of every claim about these editions."""
    return {
        row
        for chunk in _chunks(editions)
        for row in Assertion.objects.filter(edition_id__in=chunk).values_list(
            "edition_id", "field", "value", "asserted_on", "source__code"
        )
    }


def links_known(subjects: Collection[str]) -> set[tuple[str, ...]]:
    """(subject, kind, object, scope, source) of every relation of these numbers."""
    return {
        row
        for chunk in _chunks(subjects)
        for row in Relation.objects.filter(subject__in=chunk).values_list(
            "subject", "kind", "obj", "scope", "source__code"
        )
    }


def _chunks(values: Collection[Any]) -> Iterator[list[Any]]:
    ordered = sorted(values)
    for start in range(0, len(ordered), _CHUNK):
        yield ordered[start : start + _CHUNK]

"""Ways to browse besides the classifications (浏览方式), as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from guiju.apps.browse.charts import KINDS
from guiju.apps.catalogue.queries.counting import Chosen, edition_counts
from guiju.apps.catalogue.queries.labels import facet_label, results_address
from guiju.domain.language import Words

_MOST_CHOSEN = 6


@dataclass(frozen=True, slots=True)
class Value:
    """One value with how many standards have it, and where they are."""

    value: str
    label: Words
    count: int
    href: str


WAYS: dict[str, Words] = {
    "level": Words("级别", "Level"),
    "body": Words("发布机构", "Issuing body"),
    "region": Words("地区", "Region"),
    "industry": Words("行业", "Industry"),
    "year": Words("年份", "Year"),
}
_NEWEST_FIRST = frozenset({"year"})


def way_values(name: str, on: date) -> list[Value]:
    """The values of a way, those with the most first (years: newest first)."""
    counts = edition_counts((name,), on).by[name]
    by_count = sorted(counts, key=lambda value: (-counts[value], value))
    ordered = sorted(counts, reverse=True) if name in _NEWEST_FIRST else by_count
    return [Value(one, facet_label(name, one), counts[one], results_address(((name, one),))) for one in ordered]


def chosen_of(query: Mapping[str, str]) -> Chosen:
    """What the address of the statistics chooses: one value each of the facets that have a chart."""
    pairs = ((name, query.get(name, "")[:40].strip()) for name in KINDS)
    return tuple((name, value) for name, value in pairs if value)[:_MOST_CHOSEN]

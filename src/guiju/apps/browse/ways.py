"""Ways to browse besides the classifications (浏览方式), as data."""

from __future__ import annotations

from datetime import date

from guiju.apps.catalogue.queries.counting import Value, search_counts, search_read, values_listed
from guiju.domain.language import Words

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
    ask = search_read("", on)
    counts = search_counts(ask, (name,)).by[name]
    by_count = sorted(counts, key=lambda value: (-counts[value], value))
    return values_listed(ask, name, counts, sorted(counts, reverse=True) if name in _NEWEST_FIRST else by_count)

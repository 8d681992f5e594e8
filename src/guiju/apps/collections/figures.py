"""A collection in figures (专题库统计): how many by status, level and year, and the newest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from guiju.apps.catalogue.queries.members import Standing
from guiju.apps.catalogue.terms import LEVELS
from guiju.apps.collections.changes import LACKING
from guiju.domain.language import Words
from guiju.domain.validity import STATUS_WORDS, Status

NOT_HELD = Words("未收录", "Not in the catalogue")
UNKNOWN = Words("未知", "Unknown")
FILTERS = ("status", "level", "year")
_YEARS = 12


class Bar(NamedTuple):
    """One bar: the value it filters by, its words, its count, its length in percent of the longest."""

    value: str
    words: Words
    amount: int
    percent: int


class Chart(NamedTuple):
    """Bars of one kind."""

    name: str
    title: Words
    bars: tuple[Bar, ...]


def value_of(row: Standing, name: str) -> str:
    """What a member counts as in a chart, "" unknown."""
    if name == "status":
        return row.status.value if row.status else LACKING
    return str(getattr(row, name))


def filtered(rows: Iterable[Standing], chosen: dict[str, str]) -> list[Standing]:
    """The members that have the chosen value of each chart."""
    return [row for row in rows if all(value_of(row, name) == value for name, value in chosen.items())]


def charts(rows: Sequence[Standing]) -> list[Chart]:
    """By status and level, most first; by year, the newest first."""
    held = [row for row in rows if row.edition]
    by_status = Counter(value_of(row, "status") for row in rows)
    by_level = Counter(row.level for row in held)
    by_year = Counter(row.year for row in held if row.year)
    years = sorted(by_year, reverse=True)[:_YEARS]
    return [
        _chart("status", Words("状态", "Status"), by_status, [value for value, _ in by_status.most_common()]),
        _chart("level", Words("级别", "Level"), by_level, [value for value, _ in by_level.most_common()]),
        _chart("year", Words("年份", "Year"), by_year, years),
    ]


def newest(rows: Sequence[Standing], count: int = 5) -> list[Standing]:
    """The members published last."""
    dated = [row for row in rows if row.published]
    return sorted(dated, key=lambda row: row.published, reverse=True)[:count]


def words_of(name: str, value: str) -> Words:
    """A value of a chart in words."""
    if value == LACKING:
        return NOT_HELD
    if name == "status" and value in set(Status):
        return STATUS_WORDS[Status(value)]
    if name == "level":
        return LEVELS.get(value, UNKNOWN)
    return Words(value, value)


def _chart(name: str, title: Words, counts: Counter[str], values: Sequence[str]) -> Chart:
    most = max((counts[value] for value in values), default=1)
    bars = tuple(Bar(v, words_of(name, v), counts[v], max(1, round(100 * counts[v] / most))) for v in values)
    return Chart(name, title, bars)

"""Days in an index (日期区间): an interval is a few blocks of days, a day lies in one block of each size.

Blocks have 1, 2, 4 … days and begin at multiples of their size. An interval is covered by at most two blocks of each
size, so "holds on this day" is a question about some seventeen terms, and a facet is right at midnight without
touching the index.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

LEVELS = 17
_FIRST = date(1850, 1, 1).toordinal()
_LAST = (1 << LEVELS) - 1


@lru_cache(10_000)
def interval_terms(value: str, since: date | None, until: date | None) -> tuple[str, ...]:
    """The terms of a value that holds from `since` until before `until`."""
    low = 0 if since is None else _number(since)
    high = _LAST + 1 if until is None else _number(until)
    terms = []
    level = 0
    while low < high:
        if low & 1:
            terms.append(_term(value, level, low))
            low += 1
        if high & 1:
            high -= 1
            terms.append(_term(value, level, high))
        low, high, level = low >> 1, high >> 1, level + 1
    return tuple(terms)


def day_terms(value: str, day: date) -> list[str]:
    """The terms of which a document has one exactly when the value holds on that day."""
    number = _number(day)
    return [_term(value, level, number >> level) for level in range(LEVELS + 1)]


def _number(day: date) -> int:
    return min(max(day.toordinal() - _FIRST, 0), _LAST)


def _term(value: str, level: int, block: int) -> str:
    return f"{value}:{level}:{block}"

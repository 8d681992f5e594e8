"""Days in an index (日期区间): an interval is a few blocks of days, a day lies in one block of each size.

Blocks have 1, 2, 4 … days and begin at multiples of their size. An interval is covered by at most two blocks of each
size, so "holds on this day" is a question about some seventeen terms, and a facet is right at midnight without
touching the index.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from guiju.kernel.search.port import Dated

LEVELS = 17
FIRST_DAY = date(1850, 1, 1)
END = 1 << LEVELS
_FIRST = FIRST_DAY.toordinal()
_TURN_LEVELS = (0, 5, 9)


class Span(NamedTuple):
    """A value that holds from one day until before another, both as numbers; `END` stays open."""

    value: str
    first: int
    end: int


@lru_cache(50_000)
def day_number(day: date) -> int:
    """A day as an index counts it; what is too early or too late is the first or last one."""
    return min(max(day.toordinal() - _FIRST, 0), END - 1)


def spans(held: Iterable[Dated]) -> list[Span]:
    """When each value holds; what of one value overlaps or touches is one span."""
    found: list[Span] = []
    for value, first, end in sorted(
        (value, 0 if since is None else day_number(since), END if until is None else day_number(until))
        for value, since, until in held
    ):
        last = found[-1] if found else None
        if last is not None and last.value == value and first <= last.end:
            found[-1] = last._replace(end=max(last.end, end))
        elif first < end:
            found.append(Span(value, first, end))
    return found


def span_terms(span: Span) -> list[str]:
    """The blocks of days in which a value holds, each as a term."""
    value = span.value
    return [f"{value}{block}" for block in _blocks(span.first, span.end)]


@lru_cache(100_000)
def _blocks(low: int, high: int) -> tuple[str, ...]:
    """The blocks from one day until before another, as they stand in a term behind its value; most spans are open at
    one end, and then many values share them."""
    blocks = []
    level = 0
    while low < high:
        if low & 1:
            blocks.append(f":{level}:{low}")
            low += 1
        if high & 1:
            high -= 1
            blocks.append(f":{level}:{high}")
        low, high, level = low >> 1, high >> 1, level + 1
    return tuple(blocks)


def day_terms(value: str, day: date) -> list[str]:
    """The terms of which a document has one exactly when the value holds on that day."""
    number = day_number(day)
    return [_term(value, level, number >> level) for level in range(LEVELS + 1)]


def turn_terms(turn: int) -> list[str]:
    """The terms of a day on which something turns."""
    return [f"{level}:{turn >> level}" for level in _TURN_LEVELS]


def between_terms(after: date, until: date) -> list[str]:
    """The terms of which a turn has one exactly when it lies after the first day and not after the second."""
    low, high = day_number(after) + 1, day_number(until) + 1
    terms = []
    for level, above in zip(_TURN_LEVELS, (*_TURN_LEVELS[1:], LEVELS), strict=True):
        step, aligned = 1 << level, (1 << above) - 1
        while low < high and low & aligned:
            terms.append(f"{level}:{low >> level}")
            low += step
        while low < high and (high & aligned):
            high -= step
            terms.append(f"{level}:{high >> level}")
    return terms


def _term(value: str, level: int, block: int) -> str:
    return f"{value}:{level}:{block}"

"""Many tasks in few rows (按章节归并): chapters of a policy for the matrix and the picture of a crosswalk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from guiju.apps.ledger.queries.crosswalk import Entry

MOST = 45
"""Rows that can be taken in at a glance."""
FEWEST = 5
"""Tasks in a part that is cut by number alone: pairs of tasks say less than the tasks themselves."""
_BETWEEN = " / "
_SHOWN = 12


class Chapter(NamedTuple):
    """Tasks that follow one another (章节), or one task; `start` and `end` are their places among all of the policy."""

    name: str
    title: str
    start: int
    end: int
    pks: tuple[int, ...]

    @property
    def is_one(self) -> bool:
        """Whether it is a task by itself."""
        return len(self.pks) == 1


class Cell(NamedTuple):
    """How many pairs two chapters have: confirmed, and to be settled."""

    yes: int
    maybe: int


def chapters_of(
    entries: Sequence[Entry], called: Mapping[int, str], start: int = 0, end: int | None = None
) -> list[Chapter]:
    """The tasks of a span, each by itself where at most `MOST` are there; else by their deepest headings that make no
    more rows, or in parts of equal length where the headings do not help.
    """
    shown = entries[start:end]
    found: list[Chapter] = []
    for heading, rows in _parts(shown):
        first = start + sum(len(chapter.pks) for chapter in found)
        pks = tuple(row.pk for row in rows)
        name = called[pks[0]]
        title = name
        if len(pks) > 1:
            name = heading.rpartition(_BETWEEN)[2] or _from_to(rows[0], rows[-1])
            title = heading or f"{called[pks[0]]} … {called[pks[-1]]}"
        found.append(Chapter(name, title, first, first + len(pks), pks))
    return found


def _from_to(first: Entry, last: Entry) -> str:
    """What a part without a heading is called: its numbers and what it begins with."""
    if first.number and first.number != last.number:
        return f"{first.number}–{last.number} {first.title} …"
    return f"{first.title[:_SHOWN]} … {last.title[:_SHOWN]}"


def cells_of(
    rows: Sequence[Chapter], columns: Sequence[Chapter], confirmed: Iterable[tuple[int, int]],
    suggested: Iterable[tuple[int, int]],
) -> dict[tuple[int, int], Cell]:  # fmt: skip
    """By number of row and column how many pairs (above, below) they have."""
    row, column = _places(rows), _places(columns)
    counts = [
        Counter((row[one], column[other]) for one, other in pairs if one in row and other in column)
        for pairs in (confirmed, suggested)
    ]
    return {place: Cell(counts[0][place], counts[1][place]) for place in {*counts[0], *counts[1]}}


def _places(chapters: Sequence[Chapter]) -> dict[int, int]:
    return {pk: place for place, chapter in enumerate(chapters) for pk in chapter.pks}


def _parts(entries: Sequence[Entry]) -> list[tuple[str, Sequence[Entry]]]:
    """Runs of tasks with the heading they share, empty where that is not what joins them."""
    if len(entries) <= MOST:
        return [("", [entry]) for entry in entries]
    headings = {entry.heading: tuple(entry.heading.split(_BETWEEN)) for entry in entries}
    for depth in range(max(map(len, headings.values())), 0, -1):
        runs = [
            (_BETWEEN.join(heading), list(rows))
            for heading, rows in groupby(entries, key=lambda entry: headings[entry.heading][:depth])
        ]
        if 1 < len(runs) <= MOST:
            return [(heading, rows) for heading, rows in runs]
    size = max(-(-len(entries) // MOST), FEWEST)
    return [("", entries[place : place + size]) for place in range(0, len(entries), size)]

"""The crosswalk as a picture (流向图): policies as columns from left to right, a band for each confirmed pair, or for
all the pairs of two chapters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from guiju.apps.ledger.chapters import Chapter

COLUMN, GAP, ROW, TOP = 280, 140, 26, 8
LONGEST = 20
"""Signs of a name that are shown in a box."""
THINNEST, WIDEST, DENSE = 2, 8, 30
"""Widths of bands in pixels; of more bands than `DENSE` each is drawn paler."""


class Box(NamedTuple):
    """A task or a chapter in its column, counted from the left."""

    column: int
    y: int
    text: str
    title: str
    tied: bool
    chapter: Chapter

    @property
    def x(self) -> int:
        """Its left edge."""
        return self.column * (COLUMN + GAP)


class Band(NamedTuple):
    """The pairs of two boxes: an SVG path, its width, what it joins and how many pairs it stands for."""

    way: str
    width: int
    title: str
    pairs: int


class Flow(NamedTuple):
    """The whole picture."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    bands: tuple[Band, ...]

    @property
    def dense(self) -> bool:
        """Whether bands hide one another."""
        return len(self.bands) > DENSE


def flow_of(columns: Sequence[Sequence[Chapter]], pairs: Iterable[tuple[int, int]]) -> Flow | None:
    """Columns from above to below; a pair (above, below) joins a task with one of the column before it."""
    held = {pk: (column, row) for column, rows in enumerate(columns) for row, one in enumerate(rows) for pk in one.pks}
    joined = Counter((held[above], held[below]) for above, below in pairs if above in held and below in held)
    if not joined:
        return None
    tied = {place for ends in joined for place in ends}
    at = {
        (column, row): _box(chapter, column, row, (column, row) in tied)
        for column, rows in enumerate(columns)
        for row, chapter in enumerate(rows)
    }
    most = max(joined.values())
    bands = tuple(
        Band(_way(at[one], at[other]), _wide(n, most), f"{at[one].title} → {at[other].title}", n)
        for (one, other), n in joined.items()
    )
    height = TOP * 2 + ROW * max(len(rows) for rows in columns)
    width = len(columns) * COLUMN + (len(columns) - 1) * GAP
    return Flow(width, height, tuple(at.values()), bands)


def _box(chapter: Chapter, column: int, row: int, tied: bool) -> Box:
    many = "" if chapter.is_one else f" ({len(chapter.pks)})"
    most = LONGEST - len(many)
    shown = chapter.name[:most] + ("…" if len(chapter.name) > most else "") + many
    return Box(column, TOP + row * ROW, shown, chapter.title + many, tied, chapter)


def _wide(pairs: int, most: int) -> int:
    """The thinnest for one pair, the widest for as many as any band has."""
    return THINNEST + round((WIDEST - THINNEST) * (pairs - 1) / max(most - 1, 1))


def _way(one: Box, other: Box) -> str:
    x1, x2 = one.x + COLUMN, other.x
    y1, y2 = one.y + ROW // 2 - 2, other.y + ROW // 2 - 2
    half = (x1 + x2) // 2
    return f"M{x1},{y1} C{half},{y1} {half},{y2} {x2},{y2}"

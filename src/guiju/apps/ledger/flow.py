"""The crosswalk as a picture (流向图): policies as columns from left to right, a band for each confirmed pair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from guiju.apps.ledger.models import Task, TaskPair

COLUMN, GAP, ROW, TOP = 280, 140, 26, 8
LONGEST = 20
"""Signs of a name that are shown in a box."""


class Box(NamedTuple):
    """A task in its column."""

    x: int
    y: int
    text: str
    title: str
    tied: bool


class Flow(NamedTuple):
    """The whole picture: its size, boxes, and bands as SVG paths with the two titles they join."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    bands: tuple[tuple[str, str], ...]


def flow_of(columns: Sequence[Sequence[Task]], pairs: Sequence[TaskPair], called: Mapping[int, str]) -> Flow | None:
    """Columns of tasks from above to below; a pair joins a task with one of the column before it."""
    if not pairs:
        return None
    tied = {number for pair in pairs for number in (pair.above_id, pair.below_id)}
    at: dict[int, Box] = {}
    for column, tasks in enumerate(columns):
        for row, task in enumerate(tasks):
            name = called[task.pk]
            shown = name[:LONGEST] + ("…" if len(name) > LONGEST else "")
            place = (column * (COLUMN + GAP), TOP + row * ROW)
            at[task.pk] = Box(*place, shown, name, task.pk in tied)
    bands = []
    for pair in pairs:
        one, other = at.get(pair.above_id), at.get(pair.below_id)
        if one is not None and other is not None:
            bands.append((_band(one, other), f"{one.title} → {other.title}"))
    height = TOP * 2 + ROW * max(len(tasks) for tasks in columns)
    width = len(columns) * COLUMN + (len(columns) - 1) * GAP
    return Flow(width, height, tuple(at.values()), tuple(bands))


def _band(one: Box, other: Box) -> str:
    x1, x2 = one.x + COLUMN, other.x
    y1, y2 = one.y + ROW // 2 - 2, other.y + ROW // 2 - 2
    half = (x1 + x2) // 2
    return f"M{x1},{y1} C{half},{y1} {half},{y2} {x2},{y2}"

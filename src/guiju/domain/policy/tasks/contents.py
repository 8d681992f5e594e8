"""Columns told by what stands in them (按内容认列), where a table has no headings or they do not fit its cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from guiju.domain.policy.tasks.bodies import bodies_split, organ_like
from guiju.domain.policy.tasks.collectives import is_collective
from guiju.domain.policy.tasks.columns import Column
from guiju.domain.policy.tasks.deadlines import dues_find

LOOKED_AT = 60
MOST = 0.7


def holds_bodies(cells: Sequence[str]) -> bool:
    """Whether most of `cells` are lists of bodies."""
    return _share(cells, _bodies) >= MOST


def holds_sentences(cells: Sequence[str]) -> bool:
    """Whether most of `cells` say what is to be done."""
    return _share(cells, lambda cell: len(cell) >= 4 and not _bodies(cell) and not cell.isdigit()) >= MOST


def kinds_by_content(rows: Sequence[Sequence[str]]) -> tuple[Column, ...] | None:
    """The columns of a table without headings: numbers, the longest text, then bodies that lead and that help."""
    width = min(len(row) for row in rows)
    columns = [[row[at].strip() for row in rows[:LOOKED_AT]] for at in range(width)]
    kinds: list[Column] = ["other"] * max(len(row) for row in rows)
    texts = [at for at in range(width) if holds_sentences(columns[at])]
    for at, cells in enumerate(columns):
        if _share(cells, str.isdigit) >= MOST:
            kinds[at] = "number"
        elif holds_bodies(cells):
            kinds[at] = "join" if "lead" in kinds else "lead"
        elif _share(cells, lambda cell: len(cell) < 20 and bool(dues_find(cell, source="column"))) >= MOST:
            kinds[at] = "due"
    if texts and "lead" in kinds:
        longest = max(texts, key=lambda at: sum(map(len, columns[at])))
        kinds[longest] = "task" if kinds[longest] == "other" else kinds[longest]
    if "task" in kinds:
        return tuple(kinds)
    return None


def kinds_swapped(kinds: Sequence[Column], rows: Sequence[Sequence[str]]) -> tuple[Column, ...] | None:
    """The columns as their cells have them, where headings of the task and of the bodies stand the wrong way round."""
    if "task" not in kinds:
        return None
    task = kinds.index("task")
    for at, kind in enumerate(kinds):
        if kind not in ("lead", "answer"):
            continue
        pair = [(row[task].strip(), row[at].strip()) for row in rows[:LOOKED_AT] if len(row) == len(kinds)]
        if pair and holds_bodies([cell for cell, _ in pair]) and holds_sentences([cell for _, cell in pair]):
            swapped = list(kinds)
            swapped[task], swapped[at] = kind, "task"
            return tuple(swapped)
    return None


def _bodies(cell: str) -> bool:
    names = bodies_split(cell).names if len(cell) < 400 and "。" not in cell else ()
    return bool(names) and all(organ_like(name) or is_collective(name) for name in names)


def _share(cells: Sequence[str], test: Callable[[str], bool]) -> float:
    filled = [cell for cell in cells if cell]
    return sum(map(test, filled)) / len(filled) if filled else 0.0

"""The step that gives every row of a table one line (表格整理): `a | b | c`, an empty last cell leaving ` |`.

A page copied as text breaks cells over lines, closes rows with a bar or not, repeats the heading on every sheet. The
heading row says how many cells a row has; lines are taken together until a row is full.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from guiju.domain.language import Words
from guiju.domain.text.cells import cell_closed
from guiju.domain.text.model import Rewrite, Step
from guiju.domain.text.rewriting import Change, replaced

ROW_WORDS = Words("整理表格行：每行一行，单元格内断行合拢", "rows of tables put on one line each, broken cells closed")
HEADER_WORDS = Words("删去表格中重复的表头", "a heading row repeated inside a table removed")
RULE_WORDS = Words("删去表格的分隔线", "the rule under a table's heading removed")
TABS_WORDS = Words("制表符分隔的表格改为竖线分隔", "cells parted by tabs now parted by bars")
BARS_WORDS = Words("统一表格竖线", "one way of writing the bars of a table")

_BETWEEN = frozenset(" \t\n|")
_MOST_LINES = 30
_MOST_CELLS = 40
_LONGEST_PIECE = 30
_RULE = re.compile(r"\|?[ ]?:?-{2,}:?[ ]?(?:\|[ ]?:?-{2,}:?[ ]?)*\|?")
_BARS = re.compile("[｜│┃|]")
_NEW_ROW = re.compile(r"\|?[ ]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[ ]?\|")
_STARTS = re.compile(
    r"(?:第[一二三四五六七八九十百\d]+[章节条]|[一二三四五六七八九十]+、|[(（][一二三四五六七八九十\d]+[)）]|附[件表录]|注[:：]|备注|\d{1,2}[.、．])"
)


class _Line(NamedTuple):
    start: int
    end: int
    text: str
    bars: int


class _Shape(NamedTuple):
    """What the heading row says: how many cells, and whether a bar opens or closes each row."""

    cells: int
    opened: bool
    closed: bool

    @property
    def bars(self) -> int:
        return self.cells - 1 + self.opened + self.closed


def _lines(text: str) -> Iterator[_Line]:
    at = 0
    for line in text.split("\n"):
        yield _Line(at, at + len(line), line, line.count("|"))
        at += len(line) + 1


def _shape(line: _Line) -> _Shape | None:
    """The shape of the table this line heads, if it can be a heading row: its first and last cells are not empty."""
    stripped = line.text.strip()
    opened, closed = stripped.startswith("|"), stripped.endswith("|")
    cells = stripped[opened : len(stripped) - closed].split("|")
    bare = (len(cells) == 2 and not closed) or (opened and not closed)
    if not 2 <= len(cells) <= _MOST_CELLS or bare or not (cells[0].strip() and cells[-1].strip()):
        return None
    return _Shape(len(cells), opened, closed)


def _rows(lines: list[_Line]) -> Iterator[tuple[int, int, _Shape]]:
    """(first line, line after the last, shape) of every row of every table."""
    at = 0
    shape: _Shape | None = None
    while at < len(lines):
        if lines[at].bars == 0 and (shape is None or not _opens_row(lines, at, shape)):
            shape, at = None, at + 1
            continue
        if shape is None:
            shape = _shape(lines[at])
            if shape is None:
                at += 1
                continue
        end = _row_end(lines, at, shape)
        yield at, end, shape
        at = end


def _opens_row(lines: list[_Line], at: int, shape: _Shape) -> bool:
    """Whether a line without bars is the first piece of a row whose first cell is broken: with it the row is full."""
    text = lines[at].text
    if not text or len(text) > _LONGEST_PIECE or text.endswith("。") or _STARTS.match(text):
        return False
    end = _row_end(lines, at, shape)
    return end > at + 1 and sum(line.bars for line in lines[at:end]) == shape.bars


def _row_end(lines: list[_Line], start: int, shape: _Shape) -> int:
    """The line after the row that starts here: as many lines as fill its cells."""
    bars, end = lines[start].bars, start + 1
    while bars < shape.bars and end < len(lines) and end - start < _MOST_LINES:
        line = lines[end]
        starts_row = line.bars > 1 and _NEW_ROW.match(line.text) and bars + line.bars > shape.bars
        if bars + line.bars > shape.bars or starts_row or (line.bars == 0 and not _goes_on(lines, end, shape)):
            break
        bars, end = bars + line.bars, end + 1
    if not shape.closed or bars < shape.bars:
        end = _last_cell(lines, end, shape)
    return end


def _goes_on(lines: list[_Line], at: int, shape: _Shape) -> bool:
    """Whether a line without bars is part of a broken cell: bars follow soon, and it starts nothing of its own."""
    if len(lines[at].text) > 60 or _STARTS.match(lines[at].text):
        return False
    return any(0 < line.bars < shape.bars for line in lines[at + 1 : at + 6])


def _last_cell(lines: list[_Line], end: int, shape: _Shape) -> int:
    """A last cell that goes on over short lines, up to the next numbered row of the table."""
    if end - 1 < 0 or lines[end - 1].bars == 0:
        return end
    for ahead in range(end, min(end + 6, len(lines))):
        if lines[ahead].bars:
            fits = lines[ahead].bars == shape.bars and _NEW_ROW.match(lines[ahead].text)
            return ahead if fits else end
        if len(lines[ahead].text) > _LONGEST_PIECE or _STARTS.match(lines[ahead].text):
            return end
    return end


def _written(text: str, shape: _Shape) -> str:
    """The row on one line: its cells closed, joined by bars."""
    stripped = text.strip()
    if stripped.startswith("|") and shape.opened:
        stripped = stripped[1:]
    cells = [cell_closed(cell) for cell in stripped.split("|")]
    if len(cells) > shape.cells and not cells[-1]:
        cells.pop()
    return " | ".join(cells).strip(" ") if cells[0] else "| " + " | ".join(cells[1:]).strip(" ")


def _row_changes(row: str, written: str, begin: int) -> Iterator[Change]:
    """Only what differs between a row and its line: white space and bars, so that its words keep their places."""
    at, start, new = 0, 0, ""
    for sign in written:
        while at < len(row) and row[at] != sign and row[at] in _BETWEEN:
            at += 1
        if at < len(row) and row[at] == sign:
            if at > start or new:
                yield Change(begin + start, begin + at, new, ROW_WORDS)
            at, start, new = at + 1, at + 1, ""
        else:
            new += sign
    if start < len(row) or new:
        yield Change(begin + start, begin + len(row), new, ROW_WORDS)


def _changes(text: str) -> Iterator[Change]:
    lines = list(_lines(text))
    header, until = "", -1
    for start, end, shape in _rows(lines):
        begin, stop = lines[start].start, lines[end - 1].end
        row = text[begin:stop]
        if start != until:
            header = ""
        until = end
        after = min(stop + 1, len(text))
        if _RULE.fullmatch(row.strip()) and row.count("-") > 3:
            yield Change(begin, after, "", RULE_WORDS)
            continue
        stray = row.lstrip().startswith("|") and not shape.opened and row.count("|") >= shape.cells
        if stray or not shape.cells - 1 <= row.count("|") <= shape.bars or not row.strip("| \n"):
            continue
        written = _written(row, shape)
        if not header:
            header = written
        elif written == header:
            yield Change(begin, after, "", HEADER_WORDS)
            continue
        if written != row:
            yield from _row_changes(row, written, begin)


def _tables(text: str) -> Rewrite | None:
    return replaced(text, _changes(text)) if "|" in text else None


def _tabs(text: str) -> Rewrite | None:
    """Tabs of two or more lines in a row that have two or more of them."""
    if "\t" not in text:
        return None
    lines = list(_lines(text))
    tabbed = [line.text.count("\t") > 1 for line in lines]
    changes = (
        Change(line.start + at, line.start + at + 1, " | ", TABS_WORDS)
        for index, line in enumerate(lines)
        if tabbed[index] and ((index and tabbed[index - 1]) or (index + 1 < len(lines) and tabbed[index + 1]))
        for at, sign in enumerate(line.text)
        if sign == "\t"
    )
    return replaced(text, changes)


def _bars(text: str) -> Rewrite | None:
    """Bars of other widths, where a line has two or more."""
    changes = (
        Change(line.start + match.start(), line.start + match.end(), "|", BARS_WORDS)
        for line in _lines(text)
        if len(found := list(_BARS.finditer(line.text))) > 1
        for match in found
    )
    return replaced(text, changes) if re.search("[｜│┃]", text) else None


TABS_STEP = Step("tabs", TABS_WORDS, _tabs)
BARS_STEP = Step("bars", BARS_WORDS, _bars)
TABLES_STEP = Step("tables", ROW_WORDS, _tables)

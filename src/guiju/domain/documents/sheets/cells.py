"""The cells of a worksheet part, streamed row by row (逐行读取单元格)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from guiju.domain.documents.errors import problem
from guiju.domain.documents.package import Package
from guiju.domain.documents.sheets.additions import WIDTH, own_columns
from guiju.domain.documents.sheets.formats import Show, general
from guiju.domain.documents.sheets.names import tags
from guiju.domain.documents.sheets.references import MOST_COLUMNS, MOST_ROWS, area, column_number
from guiju.domain.documents.sheets.workbook import Sheet, discard, elements, text_of

_ROW, _COLUMN, _MERGE = (frozenset(tags(name)) for name in ("row", "col", "mergeCell"))
_CELL, _VALUE, _INLINE = (frozenset(tags(name)) for name in ("c", "v", "is"))
_FORMULA = frozenset(tags("f"))
_MOST_UNVALUED = 2_000
_PAGE_TEXT = frozenset(tags("oddHeader", "evenHeader", "firstHeader", "oddFooter", "evenFooter", "firstFooter"))
_WANTED = (*_ROW, *_COLUMN, *_MERGE, *_PAGE_TEXT)
_VALUE_ENDS = (b"</v>", b"</is>", b"</x:v>", b"</x:is>")
_SHORTEST_CELL = len("<c><v>1</v></c>")
_DIGITS = "0123456789"
_EMPTY_CELLS_PER_CELL = 5
_MOST_COVERED = 500_000
_MOST_REMEMBERED = 20_000
_BOOLEANS = {"1": "TRUE", "0": "FALSE"}


class Cell(NamedTuple):
    """A cell that shows something: zero-based place, text, style number, whether its row or column is hidden."""

    row: int
    column: int
    text: str
    style: int
    hidden: bool


@dataclass(slots=True)
class SheetFrame:
    """What stands around the cells: merged areas as (top, left, bottom, right), page headers and footers; and the
    rows in which a formula has no value."""

    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    page_texts: list[tuple[str, str]] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    unvalued: list[int] = field(default_factory=list)

    def covered(self) -> set[tuple[int, int]]:
        """Cells hidden under the first one of a merged area; areas too large to be honest are left out."""
        found: set[tuple[int, int]] = set()
        for top, left, bottom, right in self.merged:
            if len(found) + (bottom - top + 1) * (right - left + 1) > _MOST_COVERED:
                break
            found.update((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
            found.discard((top, left))
        return found


def without_own_columns(rows: Iterable[list[Cell]]) -> Iterator[tuple[list[Cell], list[Cell]]]:
    """Each row as (its cells, those that an earlier check of this program added): those are no part of the table."""
    start = -1
    for row in rows:
        if start < 0:
            at = own_columns([cell.text for cell in row])
            start = row[at].column if at >= 0 else -1
        if start < 0:
            yield row, []
        else:
            inside = range(start, start + WIDTH)
            yield [cell for cell in row if cell.column not in inside], [cell for cell in row if cell.column in inside]


class CellReader:
    """Reads the cells of one sheet after another; keeps the count of cells of the whole workbook.

    Raises `DocumentError` too_many_cells as soon as the limit is passed, corrupted on broken XML.
    """

    def __init__(self, package: Package, strings: list[str], showers: list[Show]) -> None:
        self._package = package
        self._strings = strings
        self._showers = showers
        self._cells = 0
        self._elements = 0
        self._shown: dict[tuple[str, int], str] = {}

    def rows(self, sheet: Sheet, frame: SheetFrame) -> Iterator[list[Cell]]:
        """Rows that hold anything, in order; `frame` is filled on the way and complete at the end."""
        number = -1
        for element in elements(self._package, sheet.part, _WANTED):
            if element.tag in _ROW:
                number = _row_number(element.get("r"), number + 1)
                row = self._row(element, number, frame)
                discard(element)
                if row:
                    yield row
            else:
                _note(element, frame)

    def refuse_too_many(self, sheets: list[Sheet]) -> None:
        """Refuse a workbook of too many values by a quick count, before any of them is held."""
        parts = [sheet.part for sheet in sheets if not sheet.is_chart]
        most = self._package.limits.max_cells
        if sum(self._package.entry(part).file_size for part in parts) < most * _SHORTEST_CELL:
            return
        values = 0
        for part in parts:
            for chunk in self._package.chunks(part):
                values += sum(chunk.count(end) for end in _VALUE_ENDS)
                if values > most:
                    raise problem("too_many_cells", self._package.name, limit=f"{most:,}")

    def _row(self, row: etree._Element, number: int, frame: SheetFrame) -> list[Cell]:
        hidden_columns = frame.hidden_columns
        hidden = row.get("hidden") in {"1", "true"}
        found: list[Cell] = []
        column = -1
        for cell in row:
            if cell.tag not in _CELL:
                continue
            reference = cell.get("r")
            column = column_number(reference.rstrip(_DIGITS)) if reference else column + 1
            if not 0 <= column < MOST_COLUMNS:
                raise problem("corrupted", self._package.name, where=reference or "")
            if not len(cell):
                continue
            style = _small(cell.get("s"))
            text = self._text(cell, style)
            if text:
                if hidden_columns:
                    hidden_here = hidden or any(first <= column <= last for first, last in hidden_columns)
                    found.append(Cell(number, column, text, style, hidden_here))
                else:
                    found.append(Cell(number, column, text, style, hidden))
            elif cell[0].tag in _FORMULA and cell.get("t") != "str" and _lacks_value(frame, number):
                frame.unvalued.append(number)
        self._count(len(row), len(found))
        return found

    def _text(self, cell: etree._Element, style: int) -> str:
        """What a cell shows; its value stands last, behind a formula."""
        kind = cell.get("t")
        for child in reversed(cell):
            tag = child.tag
            if tag in _VALUE:
                stored = child.text or ""
                if kind == "s":
                    index = int(stored) if stored.isdecimal() and len(stored) < 9 else -1
                    return self._strings[index] if 0 <= index < len(self._strings) else ""
                if kind is None or kind == "n":
                    return self._number(stored, style)
                return _BOOLEANS.get(stored, stored) if kind == "b" else stored
            if tag in _INLINE:
                return text_of(child)
        return ""

    def _number(self, stored: str, style: int) -> str:
        shown = self._shown.get((stored, style))
        if shown is None:
            show = self._showers[style] if style < len(self._showers) else general
            shown = show(stored) if stored else ""
            if len(self._shown) < _MOST_REMEMBERED:
                self._shown[stored, style] = shown
        return shown

    def _count(self, elements_in_row: int, cells: int) -> None:
        self._elements += elements_in_row
        self._cells += cells
        most = self._package.limits.max_cells
        if self._cells > most or self._elements > most * _EMPTY_CELLS_PER_CELL:
            raise problem("too_many_cells", self._package.name, limit=f"{most:,}")


def _lacks_value(frame: SheetFrame, number: int) -> bool:
    """Whether a row is to be noted: once, and no more of them than anybody reads."""
    return len(frame.unvalued) < _MOST_UNVALUED and (not frame.unvalued or frame.unvalued[-1] != number)


def _note(element: etree._Element, frame: SheetFrame) -> None:
    if element.tag in _MERGE:
        merged = area(element.get("ref", ""))
        if merged is not None:
            frame.merged.append(merged)
    elif element.tag in _COLUMN:
        if element.get("hidden") in {"1", "true"}:
            first, last = _small(element.get("min")) - 1, _small(element.get("max")) - 1
            frame.hidden_columns.append((first, last))
    elif element.text:
        frame.page_texts.append((str(element.tag).rpartition("}")[2], element.text))
    discard(element)


def _row_number(text: str | None, fallback: int) -> int:
    number = _small(text) - 1 if text else fallback
    return number if 0 <= number < MOST_ROWS else fallback


@lru_cache(maxsize=4096)
def _small(text: str | None) -> int:
    """A small count of an attribute; absent or absurd ones are 0."""
    return int(text) if text and text.isdecimal() and len(text) < 8 else 0

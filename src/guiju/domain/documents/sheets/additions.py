"""What is added beside a table: marks gathered by row, and the row that holds the headings (附加列)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from guiju.domain.documents.model import Mark
from guiju.domain.documents.sheets.references import cell_of
from guiju.domain.documents.summary import COLUMNS, printable

WIDTH = len(COLUMNS)
COLUMN_WIDTHS = (24, 16, 28, 44)
FILLS = {"bad": "FFC7CE", "warn": "FFEB9C", "soon": "DDEBF7", "good": "C6EFCE", "mute": "E7E6E6"}
_GRAVEST_FIRST = ("bad", "warn", "soon", "mute", "good", "none")
_HEADING_WORDS = ("标准", "编号", "名称", "序号", "方法", "依据", "项目", "standard", "number", "title", "name", "no.")
_HEADING_ROWS = 60


@dataclass(slots=True)
class SheetMarks:
    """The marks of one sheet, by row and then column (zero-based)."""

    cells: dict[int, dict[int, list[Mark]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))

    @property
    def first_row(self) -> int:
        """The topmost marked row."""
        return min(self.cells)


def by_sheet(marks: Iterable[Mark]) -> tuple[dict[int, SheetMarks], list[Mark]]:
    """Marks on cells by sheet index, and the marks that stand on no cell."""
    sheets: dict[int, SheetMarks] = defaultdict(SheetMarks)
    others = []
    for mark in marks:
        at = cell_of(mark.path)
        if at is None:
            others.append(mark)
        else:
            sheet, row, column = at
            sheets[sheet].cells[row][column].append(mark)
    return sheets, others


def headings(lang: str) -> list[str]:
    """The headings of the added columns."""
    return [words.pick(lang) for words in COLUMNS.values()]


def own_columns(texts: Sequence[str]) -> int:
    """Where in a row of texts the headings of columns added by an earlier check begin; -1 when they do not."""
    for lang in ("zh", "en"):
        wanted = headings(lang)
        for at in range(len(texts) - WIDTH + 1):
            if texts[at] == wanted[0] and list(texts[at : at + WIDTH]) == wanted:
                return at
    return -1


def row_texts(cells: dict[int, list[Mark]]) -> list[str]:
    """The added columns of one row; several marks stand one a line, in step with each other."""
    marks = [mark for column in sorted(cells) for mark in sorted(cells[column], key=lambda mark: mark.start)]
    shown = list(dict.fromkeys((mark.number, mark.word, mark.successor, mark.note) for mark in marks))
    columns = []
    for values in zip(*shown, strict=True):
        lines = [" ".join(printable(value).split("\n")) for value in values]
        columns.append("\n".join(lines) if any(line.strip() for line in lines) else "")
    return columns


def gravest(marks: Iterable[Mark]) -> str:
    """The tone that colours a cell holding these marks."""
    return min((mark.tone for mark in marks), key=_GRAVEST_FIRST.index, default="none")


def heading_row(rows: Iterable[tuple[int, Sequence[str]]], first_marked: int) -> int | None:
    """The row of the table's headings: above the first marked row, the last one that reads like headings, else the
    one nearest above it with several cells; None when the marks begin at once."""
    likely = nearest = None
    for row, texts in rows:
        if row >= first_marked or row > first_marked + _HEADING_ROWS:
            break
        if len(texts) < 2:
            continue
        nearest = row
        heads = sum(any(word in text.lower() for word in _HEADING_WORDS) and len(text) < 30 for text in texts)
        if heads >= 2 or (heads and likely is None):
            likely = row
    return nearest if likely is None else likely

"""A list in a sheet (表格): where its header stands, its rows, and which column is which field."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import NamedTuple

from guiju.domain.documents import Document
from guiju.domain.documents.sheets.blocks import CellBlocks
from guiju.domain.language import Words, WordsError
from guiju.domain.registers.model import Register

MOST_COLUMNS = 200
_HEADER_WITHIN = 20
_LONGEST_NAME = 100
_TABLES = frozenset({"xlsx", "xls", "csv", "html", "md", "docx"})
_TIMES = re.compile(r"[（(]\s*[^()（）]*?(千万|百万|[千万亿])[^()（）]*[)）]\s*$")
_TOTALS = frozenset({"合计", "小计", "总计", "共计", "本页小计", "本页合计", "total", "subtotal", "grandtotal"})
_TOTAL_WITHIN = 2
_SERIAL = re.compile(r"序号|^no\.?$|^#$", re.IGNORECASE)
_NOISE = re.compile(r"[（(][^（()）]*[)）]|[\s*＊:：]")


class Row(NamedTuple):
    """One row: its number in the sheet, counted from 1, and the cells by column name."""

    number: int
    cells: Mapping[str, str]


class Sheet(NamedTuple):
    """The list found: the names of its columns, its rows, the name of its sheet; the numbers of rows that are totals
    (合计) and of those in which a formula stands without its value."""

    header: tuple[str, ...]
    rows: Sequence[Row]
    name: str
    totals: tuple[int, ...] = ()
    unvalued: tuple[int, ...] = ()


def sheet_of(document: Document, names: frozenset[str] = frozenset()) -> Sheet:
    """The largest list in a document; its header is the row that knows most of `names`, or has most cells.

    Raises `WordsError` unsupported, empty, columns.
    """
    if document.format not in _TABLES:
        raise WordsError(
            "unsupported",
            Words(f"“{document.name}”不是表格。", f"“{document.name}” is no table."),
            Words("请另存为 Excel 或 CSV。", "Save it as Excel or CSV."),
            where=document.name,
        )
    best: tuple[tuple[int, int, int], Sheet] | None = None
    for _, lines in groupby(_lines(document), key=lambda line: line.table):
        found = _sheet(document, list(lines), names)
        if found is not None and (best is None or found[0] > best[0]):
            best = found
    if best is None:
        raise WordsError(
            "empty",
            Words(
                f"“{document.name}”里没有带表头和数据的表。", f"“{document.name}” has no table with header and rows."
            ),
            Words("请在首行写列名，下面写数据。", "Name the columns in the first row and put the rows below."),
            where=document.name,
        )
    return best[1]


def columns_guess(register: Register, header: Sequence[str]) -> dict[str, str]:
    """Which field each column is, by its names, exactly first and then without brackets and spaces."""
    found: dict[str, str] = {}
    for fold in (str.strip, name_fold):
        known = {fold(name): code for code, names in _names(register).items() for name in names}
        for column in header:
            code = known.get(fold(column))
            if column not in found and code is not None and code not in found.values():
                found[column] = code
    return found


def names_of(register: Register) -> frozenset[str]:
    """Every name a column of this register may have, folded."""
    return frozenset(name_fold(name) for names in _names(register).values() for name in names)


def name_fold(name: str) -> str:
    """A column's name without brackets and what is in them, spaces, marks, in small letters."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", name)).casefold()


def times_of(column: str) -> str:
    """What the numbers of a column are counted in, by its name: 经费（万元） → "万"; "" for ones.

    >>> times_of("经费（万元）"), times_of("人数（人）"), times_of("万人计划")
    ('万', '', '')
    """
    found = _TIMES.search(column)
    return found[1] if found else ""


def is_serial(column: str) -> bool:
    """Whether a column only counts the rows (序号)."""
    return _SERIAL.search(column) is not None


def is_total(cells: Mapping[str, object]) -> bool:
    """Whether a row is a sum of others (合计、小计): one of its first filled cells says so, and it bears no 序号.

    >>> is_total({"单位": "合 计", "数量": "12"}), is_total({"序号": "3", "名称": "小计"})
    (True, False)
    """
    filled = ((column, str(text)) for column, text in cells.items() if text is not None and str(text).strip())
    first = list(islice(filled, _TOTAL_WITHIN))
    if any(is_serial(column) and text.strip().rstrip(".、").isdecimal() for column, text in first):
        return False
    return any(name_fold(text[:_LONGEST_NAME]) in _TOTALS for _, text in first)


def _names(register: Register) -> dict[str, tuple[str, ...]]:
    typed = [field for field in register.fields if field.compute is None and field.type != "file"]
    return {field.code: (*field.columns, *field.name, field.code) for field in typed}


class _Line(NamedTuple):
    """A row of a table: its table, number, the block it begins with, and its texts by column."""

    table: int
    row: int
    first: int
    cells: dict[int, str]


def _lines(document: Document) -> Iterator[_Line]:
    if isinstance(document.blocks, CellBlocks):
        for (table, row), start, end in document.blocks.lines():
            line = _joined((column, text) for column, text in document.blocks.cells(start, end) if text.strip())
            if line:
                yield _Line(table, row, start, line)
        return
    inside = (
        (place, block)
        for place, block in enumerate(document.blocks)
        if block.table >= 0 and block.row >= 0 and block.text.strip()
    )
    for (table, row), run in groupby(inside, key=lambda pair: (pair[1].table, pair[1].row)):
        cells = list(run)
        yield _Line(table, row, cells[0][0], _joined((block.column, block.text) for _, block in cells))


def _joined(cells: Iterable[tuple[int, str]]) -> dict[int, str]:
    line: dict[int, str] = {}
    for column, text in cells:
        line[column] = f"{line[column]}\n{text}" if column in line else text
    return line


def _sheet(document: Document, table: list[_Line], names: frozenset[str]) -> tuple[tuple[int, int, int], Sheet] | None:
    """The list of one table with how good it is: columns known, rows, columns."""
    best: tuple[int, int] | None = None
    at = -1
    for place, line in enumerate(islice(table, _HEADER_WITHIN)):
        known = sum(name_fold(text[:_LONGEST_NAME]) in names for text in line.cells.values())
        score = (known, len(line.cells))
        if place < len(table) - 1 and (best is None or score > best):
            best, at = score, place
    if best is None or best[1] < 1:
        return None
    header = _header(table[at].cells)
    if len(header) > MOST_COLUMNS:
        message = Words(f"超过 {MOST_COLUMNS} 列。", f"There are more than {MOST_COLUMNS} columns.")
        raise WordsError("columns", message, Words("请只留要导入的列。", "Keep those to be imported."))
    rows = [
        Row(line.row + 1, {header[column]: text for column, text in line.cells.items() if column in header})
        for line in table[at + 1 :]
    ]
    totals = tuple(row.number for row in rows if is_total(row.cells))
    lacking = document.unvalued.get(table[at].table, ())
    unvalued = tuple(number + 1 for number in lacking if number > table[at].row and number + 1 not in set(totals))
    label = document.blocks[table[at].first].place.label.zh.rpartition("!")[0]
    return (best[0], len(rows), best[1]), Sheet(tuple(header.values()), rows, label, totals, unvalued)


def _header(cells: Mapping[int, str]) -> dict[int, str]:
    names: dict[int, str] = {}
    for column, text in sorted(cells.items()):
        name = " ".join(text[: 4 * _LONGEST_NAME].split())[:_LONGEST_NAME]
        while name in names.values():
            name = f"{name} ({column + 1})"
        names[column] = name
    return names

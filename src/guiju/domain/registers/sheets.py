"""A list in a sheet (表格): where its header stands, its rows, and which column is which field."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import NamedTuple

from guiju.domain.documents import Block, Document
from guiju.domain.language import Words, WordsError
from guiju.domain.registers.model import Register

MOST_COLUMNS = 200
_HEADER_WITHIN = 20
_LONGEST_NAME = 100
_TABLES = frozenset({"xlsx", "xls", "csv", "html", "md", "docx"})
_TIMES = re.compile(r"[（(]\s*[^()（）]*?(千万|百万|[千万亿])[^()（）]*[)）]\s*$")
_NOISE = re.compile(r"[（(][^（()）]*[)）]|[\s*＊:：]")


class Row(NamedTuple):
    """One row: its number in the sheet, counted from 1, and the cells by column name."""

    number: int
    cells: Mapping[str, str]


class Sheet(NamedTuple):
    """The list found: the names of its columns, its rows, the name of its sheet, and how many rows there are."""

    header: tuple[str, ...]
    rows: Sequence[Row]
    name: str


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
    for _, lines in groupby(_lines(document), key=lambda line: line[0]):
        table = [(row, cells) for _, row, cells in lines]
        found = _sheet(table, names)
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


def _names(register: Register) -> dict[str, tuple[str, ...]]:
    typed = [field for field in register.fields if field.compute is None and field.type != "file"]
    return {field.code: (*field.columns, *field.name, field.code) for field in typed}


def _lines(document: Document) -> Iterator[tuple[int, int, dict[int, Block]]]:
    inside = (block for block in document.blocks if block.table >= 0 and block.row >= 0 and block.text.strip())
    for (table, row), cells in groupby(inside, key=lambda block: (block.table, block.row)):
        line: dict[int, Block] = {}
        for cell in cells:
            held = line.get(cell.column)
            line[cell.column] = cell if held is None else held._replace(text=f"{held.text}\n{cell.text}")
        yield table, row, line


def _sheet(
    table: list[tuple[int, dict[int, Block]]], names: frozenset[str]
) -> tuple[tuple[int, int, int], Sheet] | None:
    """The list of one table with how good it is: columns known, rows, columns."""
    best: tuple[int, int] | None = None
    at = -1
    for place, (_, cells) in enumerate(islice(table, _HEADER_WITHIN)):
        known = sum(name_fold(cell.text[:_LONGEST_NAME]) in names for cell in cells.values())
        score = (known, len(cells))
        if place < len(table) - 1 and (best is None or score > best):
            best, at = score, place
    if best is None or best[1] < 1:
        return None
    header = _header(table[at][1])
    if len(header) > MOST_COLUMNS:
        message = Words(f"超过 {MOST_COLUMNS} 列。", f"There are more than {MOST_COLUMNS} columns.")
        raise WordsError("columns", message, Words("请只留要导入的列。", "Keep those to be imported."))
    rows = [
        Row(row + 1, {header[column]: cell.text for column, cell in cells.items() if column in header})
        for row, cells in table[at + 1 :]
    ]
    label = next(iter(table[at][1].values())).place.label.zh.rpartition("!")[0]
    return (best[0], len(rows), best[1]), Sheet(tuple(header.values()), rows, label)


def _header(cells: Mapping[int, Block]) -> dict[int, str]:
    names: dict[int, str] = {}
    for column, cell in sorted(cells.items()):
        name = " ".join(cell.text[: 4 * _LONGEST_NAME].split())[:_LONGEST_NAME]
        while name in names.values():
            name = f"{name} ({column + 1})"
        names[column] = name
    return names

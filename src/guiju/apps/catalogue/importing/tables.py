"""Workbooks and CSV (Excel、CSV): the sheet and row where the header stands are found, the rows below are read.

They are read as documents are, within the same limits, so that a hostile file is refused here as everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import NamedTuple

from guiju.apps.catalogue.importing.columns import guess_columns
from guiju.apps.catalogue.importing.record import Row, Table
from guiju.domain.documents import Block, Document, read
from guiju.domain.language import Words, WordsError

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".csv", ".tsv", ".txt", ".html", ".htm", ".md")
# A web page saved as .xls, as many sites export lists, is a table too.
_TABLES = frozenset({"xlsx", "xls", "csv", "html", "md"})
_HEADER_WITHIN = 30
_MOST_COLUMNS = 1_000
_LONGEST_NAME = 100
_Line = tuple[int, Mapping[int, Block]]


class _Header(NamedTuple):
    """A row that may be the header.

    `known`: how many of its columns are understood, 0 when none names the number; `names` by column; `rows`: how many
    stand below it; `sheet`: the name of its sheet, where it has one.
    """

    known: int
    table: int
    row: int
    names: Mapping[int, str]
    rows: int
    sheet: str


def read_document(data: bytes, name: str) -> Document:
    """The file as a document; plain text is read as CSV. Raises `DocumentError`."""
    plain = name.lower().endswith(".txt")
    return read(data, f"{name[:-4]}.csv" if plain else name)


def table_of(document: Document, *, guess: bool = False) -> Table:
    """The list in a document that holds tables.

    With `guess` a header that names no standard number is taken as it comes, for a person to say which column it is.
    Raises `WordsError` unsupported, no_header.
    """
    if document.format not in _TABLES:
        raise WordsError(
            "unsupported",
            Words(f"“{document.name}”不是表格。", f"“{document.name}” is no table."),
            Words("请另存为 Excel 或 CSV。", "Save it as Excel or CSV."),
            where=document.name,
        )
    headers = list(_headers(document))
    header = max(headers, key=lambda found: (found.known, guess and len(found.names)), default=None)
    if header is None or not (header.known or guess):
        raise WordsError(
            "no_header",
            Words("没有找到写有“标准编号”的表头。", "No header row with a column for the standard number was found."),
            Words("请在首行写上列名。", "Name the columns in the first row."),
            where=document.name,
        )
    rows = (Row(_place(cells), _values(cells, header)) for _, cells in _below(document, header))
    left = len({other.table for other in headers if other.known and other.rows} - {header.table})
    return Table("table", tuple(header.names.values()), header.rows, rows, header.sheet, left)


def _headers(document: Document) -> Iterator[_Header]:
    """The first rows of every table, as headers."""
    for table, lines in groupby(_lines(document), key=lambda line: line[0]):
        first = [(row, _names(cells), _sheet(cells)) for _, (row, cells) in islice(lines, _HEADER_WITHIN)]
        rows = len(first) + sum(1 for _ in lines)
        for position, (row, names, sheet) in enumerate(first, 1):
            guessed = guess_columns(tuple(names.values()))
            known = len(guessed) if "number" in guessed.values() else 0
            yield _Header(known, table, row, names, rows - position, sheet)


def _lines(document: Document) -> Iterator[tuple[int, _Line]]:
    """(table, (row, cells by column)) of every row that holds anything, in reading order."""
    inside = (block for block in document.blocks if block.table >= 0 and block.row >= 0 and block.text.strip())
    for (table, row), cells in groupby(inside, key=lambda block: (block.table, block.row)):
        line: dict[int, Block] = {}
        for cell in cells:
            held = line.get(cell.column)
            line[cell.column] = cell if held is None else held._replace(text=f"{held.text}\n{cell.text}")
        yield table, (row, line)


def _below(document: Document, header: _Header) -> Iterator[_Line]:
    return (line for table, line in _lines(document) if table == header.table and line[0] > header.row)


def _names(cells: Mapping[int, Block]) -> dict[int, str]:
    """Column names by column, cut where they are long and made different where a name stands twice."""
    names: dict[int, str] = {}
    taken: set[str] = set()
    for column, cell in islice(sorted(cells.items()), _MOST_COLUMNS):
        name = " ".join(cell.text[: 4 * _LONGEST_NAME].split())[:_LONGEST_NAME]
        while name in taken:
            name = f"{name} ({column + 1})"
        names[column] = name
        taken.add(name)
    return names


def _values(cells: Mapping[int, Block], header: _Header) -> dict[str, str]:
    return {name: cells[column].text for column, name in header.names.items() if column in cells}


def _place(cells: Mapping[int, Block]) -> Words:
    """Where a row stands: Sheet1!第 3 行; without a sheet's name where the file has none."""
    row = next(iter(cells.values())).row + 1
    sheet = _sheet(cells)
    prefix = f"{sheet}!" if sheet else ""
    return Words(f"{prefix}第 {row} 行", f"{prefix}row {row}")


def _sheet(cells: Mapping[int, Block]) -> str:
    return next(iter(cells.values())).place.label.zh.rpartition("!")[0]


def samples(rows: Iterator[Row], header: Sequence[str], count: int = 3) -> list[list[str]]:
    """Different values of every column, up to `count`, from the first rows."""
    shown: dict[str, list[str]] = {name: [] for name in header}
    for row in islice(rows, _HEADER_WITHIN):
        for name, values in shown.items():
            value = " ".join(str(row.values.get(name, "")).split())
            if value and len(values) < count and value[:80] not in values:
                values.append(value[:80])
    return list(shown.values())

"""Delimited text (csv): the reader, and the same file with columns added (分隔文本)."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from guiju.domain.documents.decoding import Encoding, decode, encoding_of
from guiju.domain.documents.errors import problem
from guiju.domain.documents.limits import Limits, refuse_long_text
from guiju.domain.documents.model import Document, Mark, Place, Unread
from guiju.domain.documents.sheets.additions import WIDTH, by_sheet, heading_row, headings, own_columns, row_texts
from guiju.domain.documents.sheets.blocks import CellBlocks
from guiju.domain.documents.sheets.references import MOST_COLUMNS, cell_path
from guiju.domain.documents.summary import Summary
from guiju.domain.language import Words

_DELIMITERS = (",", "\t", ";", "|")
_SAMPLE_LINES = 40
_SAMPLE_CHARS = 100_000


class Delimited(NamedTuple):
    """A table as its text gives it: rows of values, delimiter, line end, encoding, and characters lost in decoding."""

    rows: list[list[str]]
    delimiter: str
    line_end: str
    encoding: Encoding
    lost: int


def read(data: bytes, name: str, limits: Limits) -> Document:
    """One block for every value that is not empty; columns parted by comma, semicolon, tab or bar.

    Raises `DocumentError` too_many_cells, too_large, corrupted.
    """
    table = parse(data, name, limits)
    document = Document(name, "csv", hashlib.sha256(data).hexdigest())
    blocks = CellBlocks(_place)
    for row, values in enumerate(table.rows):
        for column, value in enumerate(values):
            if value.strip() and column < MOST_COLUMNS:
                blocks.add(value, 0, row, column, False)
    document.blocks = blocks.settled()
    if table.lost:
        why = Words(f"有 {table.lost} 个字符无法识别编码", f"{table.lost} characters are in no known encoding")
        document.unread.append(Unread(Place("encoding", Words("全文", "whole text")), why))
    return document


def _place(sheet: int, row: int, column: int, _hidden: bool) -> Place:
    label = Words(f"第 {row + 1} 行第 {column + 1} 列", f"row {row + 1}, column {column + 1}")
    return Place(cell_path(sheet, row, column), label)


def parse(data: bytes, name: str, limits: Limits) -> Delimited:
    """The table in `data`, within the limits."""
    encoding = encoding_of(data)
    text, lost = decode(data)
    refuse_long_text(len(text), name, limits)
    sample = text[:_SAMPLE_CHARS].splitlines()[:_SAMPLE_LINES]
    delimiter = max(_DELIMITERS, key=lambda candidate: _evenness(sample, candidate))
    rows: list[list[str]] = []
    cells = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            cells += len(row)
            if cells > limits.max_cells:
                raise problem("too_many_cells", name, limit=f"{limits.max_cells:,}")
            rows.append(row)
    except csv.Error as error:
        raise problem("corrupted", name) from error
    _drop_own_columns(rows)
    return Delimited(rows, delimiter, "\r\n" if "\r\n" in text[:_SAMPLE_CHARS] else "\n", encoding, lost)


def _drop_own_columns(rows: list[list[str]]) -> None:
    """Take out the columns that an earlier check added."""
    start = -1
    for row in rows:
        start = own_columns(row) if start < 0 else start
        if start >= 0:
            del row[start : start + WIDTH]


def _evenness(lines: list[str], delimiter: str) -> tuple[int, int]:
    """How well a delimiter fits: lines that have the most usual number of columns above one, then that number."""
    try:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
    except csv.Error:
        return (0, 0)
    usual = max(set(widths), key=widths.count, default=1)
    return (widths.count(usual), usual) if usual > 1 else (0, 0)


def annotate(data: bytes, name: str, marks: Sequence[Mark], summary: Summary, limits: Limits) -> bytes:
    """The same table with four columns added at its right, in the same encoding, delimiter and line ends.

    A text that the encoding cannot hold turns the file to UTF-8 with a byte order mark, which Excel understands.
    """
    table = parse(data, name, limits)
    sheets, _ = by_sheet(marks)
    marked = sheets.get(0)
    width = max(map(len, table.rows), default=0)
    added = {row: row_texts(dict(cells)) for row, cells in marked.cells.items()} if marked else {}
    if marked:
        head = heading_row(_texts(table.rows), marked.first_row)
        if head is not None:
            added[head] = headings(summary.lang)
    out = io.StringIO()
    quoting: Literal[0, 1] = csv.QUOTE_ALL if data.lstrip(table.encoding.bom)[:1] == b'"' else csv.QUOTE_MINIMAL
    writer = csv.writer(out, delimiter=table.delimiter, lineterminator=table.line_end, quoting=quoting)
    for row, values in enumerate(table.rows):
        padding = [""] * (width - len(values)) if row in added else []
        writer.writerow([*values, *padding, *added.get(row, ())])
    return _encoded(out.getvalue(), table.encoding)


def _texts(rows: list[list[str]]) -> Iterator[tuple[int, list[str]]]:
    return ((row, [value for value in values if value.strip()]) for row, values in enumerate(rows))


def _encoded(text: str, encoding: Encoding) -> bytes:
    try:
        return encoding.bom + text.encode(encoding.codec)
    except UnicodeEncodeError:
        return text.encode("utf-8-sig")

"""Old Excel workbooks (xls): values by calamine, after a look at how far apart the cells lie (旧版 Excel)."""

from __future__ import annotations

import hashlib
import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import olefile
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from guiju.domain.documents.errors import problem
from guiju.domain.documents.limits import Limits, refuse_long_text
from guiju.domain.documents.model import Document
from guiju.domain.documents.sheets.blocks import CellBlocks
from guiju.domain.documents.sheets.formats import general
from guiju.domain.documents.sheets.references import cell_place

_RECORD = struct.Struct("<HH")
_PLACE = struct.Struct("<HH")
_BEGIN, _PASSWORD = 0x0809, 0x002F
_CELL_RECORDS = frozenset((0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E))
_AREA_PER_CELL = 3


@dataclass(frozen=True, slots=True)
class OldSheet:
    """A sheet's values by zero-based (row, column), as text and as calamine gives them, and its merged areas."""

    index: int
    name: str
    hidden: bool
    values: list[tuple[int, int, Any]]
    merged: list[tuple[int, int, int, int]]


def read(data: bytes, name: str, limits: Limits) -> Document:
    """Every cell that shows something; merged cells once.

    Raises `DocumentError` encrypted, corrupted, too_many_cells, too_large.
    """
    document = Document(name, "xls", hashlib.sha256(data).hexdigest())
    names: dict[int, str] = {}
    blocks = CellBlocks(lambda sheet, row, column, hidden: cell_place(sheet, names[sheet], row, column, hidden))
    length = 0
    for sheet in old_sheets(data, name, limits):
        names[sheet.index] = sheet.name
        for row, column, value in sheet.values:
            text = shown(value)
            length += len(text)
            if text.strip():
                blocks.add(text, sheet.index, row, column, sheet.hidden)
        refuse_long_text(length, name, limits)
    document.blocks = blocks.settled()
    return document


def old_sheets(data: bytes, name: str, limits: Limits) -> Iterator[OldSheet]:
    """The worksheets of an xls file, one after another."""
    _refuse_spread(data, name, limits)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError as error:
        raise problem("encrypted", name) from error
    except (CalamineError, OSError, ValueError) as error:
        raise problem("corrupted", name) from error
    cells = 0
    for index, metadata in enumerate(book.sheets_metadata):
        if metadata.typ is not SheetTypeEnum.WorkSheet:
            continue
        try:
            sheet = book.get_sheet_by_index(index)
        except (CalamineError, ValueError) as error:
            raise problem("corrupted", name, where=metadata.name) from error
        top, left = sheet.start or (0, 0)
        values = [
            (row, column, value)
            for row, values in enumerate(sheet.iter_rows(), start=top)
            for column, value in enumerate(values, start=left)
            if value != ""
        ]
        cells += len(values)
        if cells > limits.max_cells:
            raise problem("too_many_cells", name, limit=f"{limits.max_cells:,}")
        merged = [(*start, *end) for start, end in sheet.merged_cell_ranges or ()]
        yield OldSheet(index, metadata.name, metadata.visible is not SheetVisibleEnum.Visible, values, merged)


def shown(value: object) -> str:
    """A value as a person reads it in the sheet: dates without an empty time, whole numbers without a point."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, int | float):
        return general(repr(value))
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


def _refuse_spread(data: bytes, name: str, limits: Limits) -> None:
    """Refuse a workbook whose cells span an area no honest one spans, since values are laid out densely."""
    spans: list[tuple[int, int, int, int]] = []
    for kind, row, column in _records(data, name):
        if kind == _PASSWORD:
            raise problem("encrypted", name)
        if kind == _BEGIN:
            spans.append((row, column, -1, -1))
        elif spans:
            top, left, bottom, right = spans[-1]
            empty = bottom < 0
            spans[-1] = (
                row if empty else min(top, row),
                column if empty else min(left, column),
                max(bottom, row),
                max(right, column),
            )
    covered = sum((bottom - top + 1) * (right - left + 1) for top, left, bottom, right in spans if bottom >= 0)
    if covered > limits.max_cells * _AREA_PER_CELL:
        raise problem("too_many_cells", name, limit=f"{limits.max_cells:,}")


def _records(data: bytes, name: str) -> Iterator[tuple[int, int, int]]:
    """(kind, row, column) of the records that begin a sheet, hold a cell, or say that there is a password."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            stream = container.openstream("Workbook" if container.exists("Workbook") else "Book").read()
    except (OSError, ValueError, IndexError, TypeError) as error:
        raise problem("corrupted", name) from error
    at = 0
    while at + 8 <= len(stream):
        kind, size = _RECORD.unpack_from(stream, at)
        if kind in _CELL_RECORDS:
            yield (kind, *_PLACE.unpack_from(stream, at + 4))
        elif kind in (_BEGIN, _PASSWORD):
            yield kind, 0, 0
        at += 4 + size

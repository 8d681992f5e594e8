"""Workbooks and CSV (Excel、CSV): the sheet and row where the header stands are found, the rows below are read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from guiju.apps.catalogue.importing.columns import guess_columns
from guiju.apps.catalogue.importing.record import Row, Table
from guiju.domain.language import Words, WordsError

WORKBOOKS = (".xlsx", ".xls", ".xlsm", ".xlsb", ".ods")
_HEADER_WITHIN = 30
_MOST_CELLS = 2_000_000
_ENCODINGS = ("utf-8-sig", "gb18030")


def read_table(path: Path) -> Table:
    """The sheet that looks most like a list of standards. Raises `WordsError` when none does, or it cannot be read."""
    sheets = _workbook(path) if path.suffix.lower() in WORKBOOKS else [("", _csv(path))]
    best = max(((*_header(rows), name, rows) for name, rows in sheets), key=lambda found: found[0], default=None)
    if best is None or best[0] == 0:
        raise WordsError(
            "no_header",
            Words("没有找到写有“标准编号”的表头。", "No header row with a column for the standard number was found."),
            Words("请在首行写上列名。", "Name the columns in the first row."),
            where=path.name,
        )
    _, at, sheet, rows = best
    header = _names(rows[at])
    return Table("table", header, len(rows) - at - 1, _rows(sheet, rows, at, header))


def _workbook(path: Path) -> list[tuple[str, list[list[Any]]]]:
    try:
        book = CalamineWorkbook.from_path(path)
        sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
        if sum(sheet.height * sheet.width for sheet in sheets) > _MOST_CELLS:
            raise WordsError(
                "too_many_cells", Words("单元格超过 200 万。", "More than 2,000,000 cells."), where=path.name
            )
        return [(sheet.name, sheet.to_python(skip_empty_area=False)) for sheet in sheets]
    except CalamineError as error:
        raise WordsError(
            "corrupted", Words("工作簿无法打开。", "The workbook cannot be opened."), where=path.name
        ) from error


def _csv(path: Path) -> list[list[Any]]:
    raw = path.read_bytes()
    for encoding in _ENCODINGS:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        first = text[:4096]
        delimiter = max(",\t;", key=first.count)
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    raise WordsError("encoding", Words("文件编码无法识别。", "The encoding of the file is unknown."), where=path.name)


def _header(rows: Sequence[Sequence[Any]]) -> tuple[int, int]:
    """How many columns of the best header row are understood (0: none names a number), and which row that is."""
    best = (0, 0)
    for index, row in enumerate(rows[:_HEADER_WITHIN]):
        guessed = guess_columns(_names(row))
        if "number" in guessed.values() and len(guessed) > best[0]:
            best = (len(guessed), index)
    return best


def _names(row: Sequence[Any]) -> tuple[str, ...]:
    """Column names, made different where a name stands twice."""
    names: list[str] = []
    for index, cell in enumerate(row, 1):
        name = " ".join(str(cell).split()) or f"({index})"
        names.append(name if name not in names else f"{name} ({index})")
    return tuple(names)


def _rows(sheet: str, rows: Sequence[Sequence[Any]], at: int, header: tuple[str, ...]) -> Iterator[Row]:
    prefix = f"{sheet}!" if sheet else ""
    for index in range(at + 1, len(rows)):
        cells = rows[index]
        if any(str(cell).strip() for cell in cells):
            place = Words(f"{prefix}第 {index + 1} 行", f"{prefix}row {index + 1}")
            yield Row(place, dict(zip(header, cells, strict=False)))

"""An old workbook (xls) handed back as xlsx, with the columns added (旧版 Excel 转存并标注)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from guiju.domain.documents.limits import Limits
from guiju.domain.documents.model import Mark
from guiju.domain.documents.sheets.additions import (
    COLUMN_WIDTHS,
    FILLS,
    WIDTH,
    SheetMarks,
    by_sheet,
    gravest,
    heading_row,
    headings,
    row_texts,
)
from guiju.domain.documents.sheets.legacy import OldSheet, old_sheets, shown
from guiju.domain.documents.sheets.references import MOST_COLUMNS
from guiju.domain.documents.summary import ELSEWHERE, SHEET_NAME, Summary, mark_line, printable

_NARROWEST, _WIDEST = 8, 50
_MEASURED_ROWS = 300


def annotate(data: bytes, name: str, marks: Sequence[Mark], summary: Summary, limits: Limits) -> bytes:
    """An xlsx file with the values, merged areas and hidden sheets of an xls one, columns and colours added.

    Fonts, borders and formulas of the old file are not carried over; column widths follow the content.
    Raises `DocumentError` as `read` does.
    """
    marked, others = by_sheet(marks)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    conversion = _Conversion(book, summary)
    names = set()
    for sheet in old_sheets(data, name, limits):
        names.add(sheet.name.lower())
        conversion.add(sheet, marked.get(sheet.index))
    conversion.sum_up(names, others)
    book.close()
    return out.getvalue()


class _Conversion:
    """The new workbook and the formats it needs."""

    def __init__(self, book: xlsxwriter.Workbook, summary: Summary) -> None:
        self._book = book
        self._summary = summary
        self._made: dict[tuple[str, bool, str], Format] = {}

    def add(self, sheet: OldSheet, marks: SheetMarks | None) -> None:
        """Write one sheet."""
        page = self._book.add_worksheet(sheet.name)
        if sheet.hidden:
            page.hide()
        cells = marks.cells if marks else {}
        for top, left, bottom, right in sheet.merged:
            if (top, left) != (bottom, right):
                page.merge_range(top, left, bottom, right, "", self._format("none"))
        for row, column, value in sheet.values:
            tone = gravest(cells[row][column]) if row in cells and column in cells[row] else "none"
            self._write(page, row, column, value, tone)
        self._widen(page, sheet)
        if marks:
            self._add_columns(page, sheet, marks)

    def sum_up(self, names: set[str], others: list[Mark]) -> None:
        """Write the last sheet."""
        lang = self._summary.lang
        title = SHEET_NAME.pick(lang)
        page = self._book.add_worksheet(title if title.lower() not in names else None)
        page.set_column(0, 0, sum(COLUMN_WIDTHS))
        lines = [self._summary.title, f"{self._summary.made_at:%Y-%m-%d %H:%M}", *self._summary.lines]
        if others:
            lines += [ELSEWHERE.pick(lang), *(mark_line(mark, mark.path) for mark in others)]
        for row, line in enumerate(lines):
            page.write_string(row, 0, printable(line))

    def _add_columns(self, page: Worksheet, sheet: OldSheet, marks: SheetMarks) -> None:
        start = 1 + max(
            max((column for _, column, _ in sheet.values), default=0),
            max((area[3] for area in sheet.merged), default=0),
        )
        if start + WIDTH > MOST_COLUMNS:
            return
        for index, width in enumerate(COLUMN_WIDTHS):
            page.set_column(start + index, start + index, width)
        rows: dict[int, list[str]] = {}
        for row, _, value in sheet.values:
            if row < marks.first_row:
                rows.setdefault(row, []).append(shown(value))
        head = heading_row(sorted(rows.items()), marks.first_row)
        if head is not None:
            for index, text in enumerate(headings(self._summary.lang)):
                page.write_string(head, start + index, text, self._format("none", wrapped=True))
        for row, cells in marks.cells.items():
            worst = gravest(mark for held in cells.values() for mark in held)
            for index, text in enumerate(row_texts(dict(cells))):
                page.write_string(row, start + index, text, self._format(worst if index == 1 else "none", wrapped=True))

    def _write(self, page: Worksheet, row: int, column: int, value: object, tone: str) -> None:
        if isinstance(value, datetime | date | time | timedelta):
            code = "hh:mm" if isinstance(value, time | timedelta) else "yyyy-mm-dd"
            page.write_datetime(row, column, value, self._format(tone, code=code))
        elif isinstance(value, bool):
            page.write_boolean(row, column, value, self._format(tone))
        elif isinstance(value, int | float):
            page.write_number(row, column, value, self._format(tone))
        else:
            page.write_string(row, column, str(value), self._format(tone))

    def _format(self, tone: str, *, wrapped: bool = False, code: str = "General") -> Format:
        key = (tone, wrapped, code)
        if key not in self._made:
            settings: dict[str, object] = {"valign": "vcenter", "text_wrap": wrapped, "num_format": code}
            if tone in FILLS:
                settings |= {"bg_color": "#" + FILLS[tone], "pattern": 1}
            self._made[key] = self._book.add_format(settings)
        return self._made[key]

    def _widen(self, page: Worksheet, sheet: OldSheet) -> None:
        """Columns as wide as their content needs, within reason; merged titles do not count."""
        titles = {(top, left) for top, left, _, right in sheet.merged if right > left}
        widths: dict[int, int] = {}
        for row, column, value in sheet.values:
            if row < _MEASURED_ROWS and (row, column) not in titles:
                longest = max((_width(line) for line in shown(value).split("\n")), default=0)
                widths[column] = max(widths.get(column, _NARROWEST), min(longest + 2, _WIDEST))
        for column, width in widths.items():
            page.set_column(column, column, width)


def _width(text: str) -> int:
    """Width in columns of a terminal or sheet: Chinese characters take two."""
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)

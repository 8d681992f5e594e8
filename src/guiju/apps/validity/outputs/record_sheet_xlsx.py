"""The record of a check as an Excel workbook (查新记录表 Excel)."""

from __future__ import annotations

import io
from collections.abc import Iterable

import xlsxwriter

from guiju.apps.validity.outputs.record_sheet import COLUMNS, TITLE, RecordHead

_FONT = {"font_name": "宋体", "font_size": 10, "valign": "vcenter", "text_wrap": True}


def record_sheet_xlsx(head: RecordHead, rows: Iterable[list[str]], lang: str) -> bytes:
    """A4 landscape, header row repeated on every page; every value is text."""
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    title = book.add_format({**_FONT, "bold": True, "font_size": 16, "align": "center"})
    label = book.add_format({**_FONT, "font_color": "#555555"})
    value = book.add_format(_FONT)
    header = book.add_format({**_FONT, "bold": True, "border": 1, "bg_color": "#EEF1F4", "align": "center"})
    cell = book.add_format({**_FONT, "border": 1})
    sheet = book.add_worksheet(TITLE.pick(lang)[:31])
    last = len(COLUMNS) - 1
    sheet.merge_range(0, 0, 0, last, TITLE.pick(lang), title)
    at = 1
    for name, text in head.lines(lang):
        sheet.merge_range(at, 0, at, 1, name, label)
        sheet.merge_range(at, 2, at, last, text, value)
        at += 1
    for column, (words, width) in enumerate(COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(at, column, words.pick(lang), header)
    top = at
    for row in rows:
        at += 1
        for column, text in enumerate(row):
            sheet.write_string(at, column, text, cell)
    sheet.repeat_rows(top)
    sheet.freeze_panes(top + 1, 3)
    sheet.autofilter(top, 0, max(at, top), last)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P / &N")
    book.close()
    return held.getvalue()

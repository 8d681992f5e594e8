"""A collection to take away (导出): CSV, Excel, JSON; as a reference list in every format of the catalogue."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import xlsxwriter

from guiju.apps.catalogue.queries.members import Standing
from guiju.apps.catalogue.terms import LEVELS
from guiju.apps.collections.content import Content
from guiju.apps.collections.figures import words_of
from guiju.domain.documents.sheets.inert import inert
from guiju.domain.language import Words

COLUMNS = (
    (Words("标准编号", "Number"), 24),
    (Words("标准名称", "Title"), 60),
    (Words("状态", "Status"), 18),
    (Words("级别", "Level"), 14),
    (Words("发布日期", "Published"), 12),
    (Words("实施日期", "Effective"), 12),
)


def cells(row: Standing, lang: str) -> list[str]:
    """A member as one row of a table."""
    status = words_of("status", row.status.value if row.status else "not_in_catalogue").pick(lang)
    level = LEVELS[row.level].pick(lang) if row.level in LEVELS else ""
    return [row.number, row.title, status, level, row.published, row.effective]


def csv_bytes(rows: Sequence[Standing], lang: str) -> bytes:
    """CSV in UTF-8 with a byte-order mark, which Excel needs to read Chinese."""
    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerow([words.pick(lang) for words, _ in COLUMNS])
    writer.writerows([inert(cell) for cell in cells(row, lang)] for row in rows)
    return held.getvalue().encode("utf-8-sig")


def xlsx_bytes(rows: Sequence[Standing], lang: str) -> bytes:
    """A workbook of one sheet; every value is text."""
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    header = book.add_format({"bold": True, "bg_color": "#EEF1F4"})
    sheet = book.add_worksheet(Words("标准", "Standards").pick(lang))
    for column, (words, width) in enumerate(COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, words.pick(lang), header)
    for at, row in enumerate(rows, 1):
        for column, text in enumerate(cells(row, lang)):
            sheet.write_string(at, column, text)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(rows), len(COLUMNS) - 1)
    book.close()
    return held.getvalue()


def member_data(row: Standing) -> dict[str, Any]:
    """A member for JSON; what is not in the catalogue has no id and no status."""
    return {
        "number": row.number,
        "id": row.edition,
        "title": row.title,
        "status": row.status.value if row.status else None,
        "level": row.level or None,
        "published": row.published,
        "effective": row.effective,
    }


def json_data(slug: str, content: Content, rows: Sequence[Standing], day: date) -> dict[str, Any]:
    """The whole collection as it stands on a day."""
    told = {"slug": slug, **content.data(), "as_of": day.isoformat(), "total": len(rows)}
    return {**told, "members": [member_data(row) for row in rows]}

"""Lists to take away (导出): CSV that Excel reads, and a workbook; every value is text."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import xlsxwriter
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language

from guiju.domain.documents.sheets.inert import inert
from guiju.domain.language import Words
from guiju.kernel.quotas.requests import quota_require

MOST = 20_000
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def list_answer(
    request: HttpRequest, ending: str, name: str, columns: Sequence[Words], rows: Sequence[Sequence[str]]
) -> HttpResponse:
    """A list as `name.csv` or `name.xlsx`. Raises Http404 for another ending."""
    if ending not in ("csv", "xlsx"):
        raise Http404
    quota_require(request, "export", at=timezone.now())
    header = [words.pick(get_language() or "zh") for words in columns]
    data = csv_bytes(header, rows) if ending == "csv" else xlsx_bytes(header, rows)
    answer = HttpResponse(data, content_type="text/csv; charset=utf-8" if ending == "csv" else _XLSX)
    answer["Content-Disposition"] = content_disposition_header(True, f"{name}.{ending}")
    return answer


def csv_bytes(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """CSV in UTF-8 with a byte-order mark, which Excel needs to read Chinese."""
    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerow(header)
    writer.writerows([inert(cell) for cell in row] for row in rows)
    return held.getvalue().encode("utf-8-sig")


def xlsx_bytes(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """A workbook of one sheet."""
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold, sheet = book.add_format({"bold": True, "bg_color": "#EEF1F4"}), book.add_worksheet()
    sheet.set_column(0, len(header) - 1, 22)
    for column, text in enumerate(header):
        sheet.write_string(0, column, text, bold)
    for at, row in enumerate(rows, 1):
        for column, text in enumerate(row):
            sheet.write_string(at, column, text)
    sheet.freeze_panes(1, 1)
    book.close()
    return held.getvalue()

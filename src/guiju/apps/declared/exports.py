"""Records to take away (导出登记): CSV, Excel, JSON; read back by the import as the same values."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter

from guiju.domain.documents.sheets.inert import inert
from guiju.domain.language import Words
from guiju.domain.registers import Field, value_write
from guiju.kernel.accounts.queries import organisation_names
from guiju.kernel.registers.layout import Layout
from guiju.kernel.registers.sight import Sight
from guiju.kernel.registers.tables import Record

FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
_NUMBER = Words("编号", "Number")
_FOR = Words("填报单位", "Entered for")
_WIDTH = 18


def exported(layout: Layout, sight: Sight, rows: Iterable[Record], ending: str, lang: str) -> bytes:
    """The file, in one of `FORMATS`; tables tell for whom a record was entered where one sees it from inside."""
    fields = sight.fields()
    if ending == "json":
        told = [record_data(layout, sight, row) for row in rows]
        body = {"register": layout.register.code, "version": layout.register.version, "records": told}
        return json.dumps(body, ensure_ascii=False, indent=1).encode()
    head = [_NUMBER.pick(lang), *(one.name.pick(lang) for one in fields)]
    lines: Iterable[list[str]] = (_line(layout, sight, fields, row) for row in rows)
    if sight.sees_all or sight.enters or sight.organisations:
        rows = list(rows)
        names = organisation_names({row.organisation_id for row in rows if sight.is_inside(row)})
        head.append(_FOR.pick(lang))
        lines = (
            [
                *_line(layout, sight, fields, row),
                names.get(row.organisation_id or 0, "") if sight.is_inside(row) else "",
            ]
            for row in rows
        )
    return _csv(head, lines) if ending == "csv" else _xlsx(head, lines, layout.register.name.pick(lang))


def record_data(layout: Layout, sight: Sight, row: Record) -> dict[str, Any]:
    """A record as JSON tells it: what identifies it, and the values that are seen."""
    values = layout.values(row)
    seen = {one.code: _plain(values[one.code]) for one in sight.fields(row) if one.code in values}
    return {
        "id": row.pk,
        "number": row.number,
        "version": row.version,
        "revision": row.revision,
        "fictitious": row.fictitious,
        "public": row.disclosed_at is not None,
        "changed_at": row.changed_at.isoformat(),
        "values": seen,
    }


def _plain(value: Any) -> Any:
    """A file is told by its name."""
    return {"name": value.get("name"), "size": value.get("size")} if isinstance(value, dict) else value


def _line(layout: Layout, sight: Sight, fields: Sequence[Field], row: Record) -> list[str]:
    seen = {one.code for one in sight.fields(row)}
    cells = [value_write(one, layout.value(row, one)) if one.code in seen else "" for one in fields]
    return [f"{row.number or row.pk}{'（虚构示例）' if row.fictitious else ''}", *cells]


def _csv(head: list[str], lines: Iterable[list[str]]) -> bytes:
    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerow(head)
    writer.writerows([inert(cell) for cell in line] for line in lines)
    return held.getvalue().encode("utf-8-sig")


def _xlsx(head: list[str], lines: Iterable[list[str]], name: str) -> bytes:
    held = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(held, options)
    bold = book.add_format({"bold": True, "bg_color": "#EEF1F4"})
    sheet = book.add_worksheet("".join(sign for sign in name if sign not in "[]:*?/\\'")[:31] or "1")
    sheet.set_column(0, len(head), _WIDTH)
    for column, text in enumerate(head):
        sheet.write_string(0, column, text, bold)
    at = 0
    for at, line in enumerate(lines, 1):
        for column, text in enumerate(line):
            sheet.write_string(at, column, text[:32_000])
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, at, len(head) - 1)
    book.close()
    return held.getvalue()

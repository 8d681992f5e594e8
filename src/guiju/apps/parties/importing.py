"""Organisations and committees from a sheet (从表格导入): which column is what, and what each row does.

Looking and doing are the same code: a trial does everything and takes it back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction

from guiju.apps.parties.models import Committee, Organisation
from guiju.apps.parties.queries.committees import committee_numbered
from guiju.apps.parties.queries.organisations import organisation_open
from guiju.apps.parties.services.committees import committee_add, committee_change, committee_number
from guiju.apps.parties.services.organisations import organisation_add, organisation_change
from guiju.apps.parties.typed import FieldsWrong
from guiju.domain.documents import read
from guiju.domain.language import Words, WordsError
from guiju.domain.registers.sheets import name_fold, sheet_of
from guiju.kernel.accounts.models import User

MOST_ROWS = 2_000
"""Rows that are tried and let in while one waits; more are for the worker."""
COLUMNS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "organisation": {
        "name": ("名称", "单位名称", "机构名称", "企业名称", "全称", "name"),
        "name_en": ("英文名称", "英文名", "name_en"),
        "uscc": ("统一社会信用代码", "社会信用代码", "信用代码", "uscc"),
        "kinds": ("类别", "机构类别", "单位类别", "单位性质", "类型", "kinds"),
        "region": ("行政区划代码", "行政区划", "所在地", "所在地区", "地区", "region"),
        "sector": ("行业代码", "行业", "所属行业", "国民经济行业", "sector"),
        "parent": ("所属单位", "上级单位", "parent"),
        "source": ("来源", "source"),
    },
    "committee": {
        "number": ("编号", "委员会编号", "TC编号", "标委会编号", "number"),
        "kind": ("类型", "kind"),
        "level": ("层级", "级别", "level"),
        "name": ("名称", "委员会名称", "标委会名称", "name"),
        "name_en": ("英文名称", "name_en"),
        "scope": ("专业范围", "负责专业范围", "scope"),
        "fields": ("专业代码", "ICS", "fields"),
        "secretariat": ("秘书处承担单位", "秘书处所在单位", "秘书处", "secretariat"),
        "parent": ("上级编号", "所属委员会", "parent"),
        "established_on": ("成立日期", "成立时间", "established_on"),
        "source": ("来源", "source"),
    },
}
NEEDED = {"organisation": "name", "committee": "number"}
_LEVEL_OF = {"SAC": "national", "ISO": "international", "IEC": "international", "DB": "local"}
Row = Mapping[str, Any]


class Outcome(NamedTuple):
    """What came of a row: its number in the sheet, added, changed, same or wrong, what it is, and what is wrong."""

    number: int
    what: str
    title: str
    errors: list[list[str]]


def rows_read(data: bytes, name: str, kind: str, kinds: str = "", most: int = MOST_ROWS) -> list[dict[str, Any]]:
    """The rows of a sheet by field; `kinds` is taken where a row of organisations says none. Raises `WordsError`."""
    columns = COLUMNS[kind]
    known = {name_fold(text): field for field, texts in columns.items() for text in texts}
    sheet = sheet_of(read(data, name), frozenset(known))
    found: dict[str, str] = {}
    for column in sheet.header:
        field = known.get(name_fold(column))
        if field is not None and field not in found.values():
            found[column] = field
    needed = NEEDED[kind]
    if needed not in found.values():
        words = columns[needed][0]
        message = Words(f"没有“{words}”这一列。", f"There is no column “{words}”.")
        raise WordsError("columns", message, Words("请在首行写列名。", "Name the columns in the first row."), "file")
    if len(sheet.rows) > most:
        message = Words(f"超过 {most:,} 行。", f"There are more than {most:,} rows.")
        raise WordsError("rows", message, Words("请分成几份导入。", "Import it in parts."), where="file")
    rows = []
    for row in sheet.rows:
        cells = {
            field: row.cells[column][:4_000] for column, field in found.items() if row.cells.get(column, "").strip()
        }
        if kinds and kind == "organisation":
            cells.setdefault("kinds", kinds)
        rows.append({"number": row.number, "cells": cells})
    return rows


def rows_done(actor: User, kind: str, rows: Sequence[Row], at: datetime, *, trial: bool) -> list[Outcome]:
    """Do what the rows say, each one whole or not at all; a trial takes all of it back."""
    do = _DO[kind]
    outcomes = []
    with transaction.atomic():
        for row in rows:
            cells = row["cells"]
            title = str(cells.get("number") or cells.get("name") or "")[:200]
            try:
                with transaction.atomic():
                    outcomes.append(Outcome(row["number"], do(actor, cells, at), title, []))
            except WordsError as error:
                errors = error.errors if isinstance(error, FieldsWrong) else (error,)
                told = [[one.where, one.say("zh"), one.say("en")] for one in errors]
                outcomes.append(Outcome(row["number"], "wrong", title, told))
        if trial:
            transaction.set_rollback(True)
    return outcomes


def _organisation(actor: User, cells: Mapping[str, str], at: datetime) -> str:
    """Add it; or complete the one of its code or name with what the row says."""
    typed = {name: text for name, text in cells.items() if name != "parent"}
    parent = _named(cells.get("parent", ""), "parent")
    held = organisation_open(cells.get("uscc", "")) or (None if parent else organisation_open(cells.get("name", "")))
    if held is not None and held.uscc and cells.get("uscc") and held.uscc != cells["uscc"].strip().upper():
        held = None
    if held is None:
        organisation_add(actor=actor, typed=typed, parent=parent, at=at)
        return "added"
    typed.pop("name", None)
    organisation_change(actor=actor, organisation=held, typed=typed, revision=held.revision, at=at)
    return _came(held, Organisation.objects.get(pk=held.pk), ("name_en", "uscc", "region", "sector", "source"))


def _committee(actor: User, cells: Mapping[str, str], at: datetime) -> str:
    """Add it, its kind, level and parent by its number where the row does not say; or complete the one there is."""
    typed = {name: text for name, text in cells.items() if name not in ("secretariat", "parent")}
    secretariat = _named(cells.get("secretariat", ""), "secretariat")
    try:
        number = committee_number(cells.get("number", ""))
    except WordsError as error:
        raise FieldsWrong([WordsError(error.code, error.message, error.remedy, where="number")]) from error
    held = committee_numbered(number)
    if held is not None:
        told = {name: text for name, text in typed.items() if name not in ("number", "kind")}
        committee_change(
            actor=actor, committee=held, typed=told, secretariat=secretariat or held.secretariat,
            revision=held.revision, at=at,
        )  # fmt: skip
        names = ("name", "name_en", "scope", "level", "fields", "established_on", "source", "secretariat_id")
        return _came(held, Committee.objects.get(pk=held.pk), names)
    above, _, last = number.rpartition("/")
    kind = next((code for code in ("SC", "WG") if last.startswith(f"{code} ")), "TC")
    level = next((value for prefix, value in _LEVEL_OF.items() if number.startswith(prefix)), "")
    parent = committee_numbered(committee_number(cells["parent"]) if cells.get("parent") else above)
    committee_add(
        actor=actor, typed={"kind": kind, "level": level, **typed}, parent=parent, secretariat=secretariat, at=at
    )  # fmt: skip
    return "added"


_DO: Mapping[str, Callable[[User, Mapping[str, str], datetime], str]] = {
    "organisation": _organisation,
    "committee": _committee,
}


def _named(text: str, where: str) -> Organisation | None:
    if not text.strip():
        return None
    found = organisation_open(text)
    if found is None:
        message = Words(f"没有登记“{text[:60]}”，或有几个同名。", f"There is no one organisation “{text[:60]}”.")
        raise FieldsWrong([WordsError("unknown", message, where=where)])
    return found


def _came(before: Organisation | Committee, after: Organisation | Committee, names: Sequence[str]) -> str:
    same = all(getattr(before, name) == getattr(after, name) for name in names)
    return "same" if same else "changed"

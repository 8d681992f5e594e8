"""What the pages of an import show (导入页面内容)."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

from guiju.apps.catalogue.importing.field_words import FIELD_WORDS
from guiju.apps.catalogue.importing.formats import FORMAT_WORDS, LIST_FORMATS
from guiju.apps.catalogue.models import ListImport
from guiju.apps.catalogue.services.list_outcome import batches_counted, words_kept
from guiju.apps.catalogue.terms import CLAIMS, FIELDS, NATURES, RELATIONS
from guiju.domain.documents.sheets.inert import inert
from guiju.domain.language import Words, WordsError
from guiju.kernel.history.queries import events_of

_PROBLEMS_SHOWN = 50
_EVENTS = {
    "catalogue.import.requested": Words("提交文件", "File handed in"),
    "catalogue.import.planned": Words("试导入", "Tried"),
    "catalogue.import.confirmed": Words("确认导入", "Import confirmed"),
    "catalogue.import.applied": Words("写入标准库", "Written to the catalogue"),
}
_PROBLEM_COLUMNS = (
    Words("位置", "Place"),
    Words("处理", "What was done"),
    Words("字段", "Field"),
    Words("问题", "Problem"),
)
_LEFT_OUT, _TAKEN = Words("整行未导入", "Row left out"), Words("其余照常导入", "The rest was taken")


def format_choices() -> list[tuple[str, Words]]:
    """The formats a list may be read as, to be told by its content first."""
    return [("", Words("按内容识别", "Told by its content")), *LIST_FORMATS.items()]


def columns_context(subject: ListImport, chosen: Mapping[str, str], error: WordsError | None) -> dict[str, Any]:
    """Every column with its first values and what it was said to mean; `error` stands at the column it is about."""
    at = subject.header.index(error.where) if error and error.where in subject.header else -1
    rows = [
        {
            "at": index,
            "name": name,
            "samples": values,
            "field": chosen.get(name, ""),
            "wrong": error if index == at else "",
        }
        for index, (name, values) in enumerate(zip(subject.header, subject.samples, strict=True))
    ]
    return {
        "subject": subject,
        "rows": rows,
        "fields": [("", Words("不使用", "Not used")), *FIELD_WORDS.items()],
        "used": sum(1 for row in rows if row["field"]),
        "errors": [(error, f"#f-column-{max(at, 0)}")] if error else [],
    }


def plan_context(subject: ListImport) -> dict[str, Any]:
    """What the list would change, counted, and its first changes field by field."""
    plan: dict[str, Any] = subject.plan or {}
    return {
        "subject": subject,
        "read_as": FORMAT_WORDS.get(subject.adapter, ""),
        "plan": plan,
        "change_rows": [
            {"id": change["id"], "number": change["number"], "field": name, "before": before, "after": after}
            for change in plan["changes"]
            for name, before, after in change["fields"]
        ],
        "relation_words": {kind: ends[0] for kind, ends in RELATIONS.items()},
        "shown": shown,
        "field_words": field_words,
        **_counts_context(subject, plan["counts"]),
    }


def result_context(subject: ListImport) -> dict[str, Any]:
    """What the list did, and its history."""
    events = events_of("list_import", str(subject.pk))
    return {
        "subject": subject,
        "read_as": FORMAT_WORDS.get(subject.adapter, ""),
        "events": [(event.at, _EVENTS[event.action]) for event in events if event.action in _EVENTS],
        **_counts_context(subject, batches_counted(subject.batches)),
    }


def problems_csv(subject: ListImport, lang: str) -> bytes:
    """The rows that could not be taken, or not wholly, as CSV in UTF-8 with a byte-order mark for Excel."""
    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerow([column.pick(lang) for column in _PROBLEM_COLUMNS])
    for row in _problem_rows(subject):
        writer.writerow([inert(cell.pick(lang)) for cell in row])
    return held.getvalue().encode("utf-8-sig")


def field_words(name: str) -> Words:
    """What a field, or a kind of relation, is called."""
    if name in RELATIONS:
        return RELATIONS[name][0]
    return FIELD_WORDS.get(name) or FIELDS.get(name) or CLAIMS.get(name) or Words(name, name)


def shown(field: str, value: Any) -> str | Words:
    """A value of a field as a reader wants it."""
    if field == "nature" and value in NATURES:
        return NATURES[value]
    if isinstance(value, list):
        return "、".join(map(str, value))
    if isinstance(value, dict):
        return "；".join(map(str, value.values()))
    return str(value)


def _counts_context(subject: ListImport, counts: Mapping[str, int]) -> dict[str, Any]:
    return {
        "counts": counts,
        "nothing": not any(counts.get(name) for name in ("created", "changed", "claims", "relations")),
        "problems": _problem_rows(subject)[:_PROBLEMS_SHOWN],
        "problem_columns": _PROBLEM_COLUMNS,
        "problem_count": len(subject.problems),
    }


def _problem_rows(subject: ListImport) -> list[tuple[Words, Words, Words, Words]]:
    return [
        (
            words_kept(kept["place"]),
            _LEFT_OUT if kept["fatal"] else _TAKEN,
            field_words(kept["field"]) if kept["field"] else Words("—", "—"),
            words_kept(kept["message"]),
        )
        for kept in subject.problems
    ]

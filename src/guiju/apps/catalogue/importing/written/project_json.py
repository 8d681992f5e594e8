"""A project's own JSON list of standards (项目标准清单): `{"updated_at", "standards": [{"standard_number"}]}`.

Its status words are of the day it was brought up to date. Remarks, chapters and frequencies are not taken; laws and
orders without a standard number are left out with a note.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from guiju.apps.catalogue.importing.notes import left_out, no_object, unread_number
from guiju.apps.catalogue.importing.record import Row, Table
from guiju.apps.catalogue.importing.replacing import replaced_sides
from guiju.apps.catalogue.importing.rows import clean
from guiju.apps.catalogue.importing.source_file import SourceFile, json_value
from guiju.domain.language import Words, WordsError

NAME = "standards-json"
_MOST = 200_000


def recognises(source: SourceFile) -> bool:
    """By its keys."""
    head = source.head_text
    return head.startswith("{") and '"standards"' in head and '"standard_number"' in head


def table(source: SourceFile) -> Table:
    """The standards of the list. Raises `WordsError`."""
    value = json_value(source)
    rows = value.get("standards") if isinstance(value, Mapping) else None
    if not isinstance(rows, list) or not rows or len(rows) > _MOST:
        raise WordsError(
            "empty",
            Words(f"“{source.name}”中没有可读的 standards 列表。", f"“{source.name}” has no list “standards” to read."),
            where=source.name,
        )
    day = clean(value.get("updated_at"), 40)
    return Table(NAME, (), len(rows), _rows(rows, day), undated=not day)


def _rows(rows: list[Any], day: str) -> Iterator[Row]:
    for number, item in enumerate(rows, 1):
        place = Words(f"standards 第 {number} 条", f"standards, item {number}")
        yield _row(place, item, day) if isinstance(item, Mapping) else no_object(place)


def _row(place: Words, item: Mapping[str, Any], day: str) -> Row:
    said = {key: clean(value, 500) for key in _KEYS if isinstance(value := item.get(key), str)}
    number, title = said.get("standard_number", ""), said.get("title", "")
    if not number:
        return left_out(place, "no_number", f"“{title}”没有标准编号", f"“{title}” has no standard number", "number")
    values: dict[str, Any] = {"number": number, "title_zh": title, "asserted_status": said.get("status", "")}
    for key in ("replaces", "replaced_by"):
        for side, pieces in replaced_sides(number, said.get(key, "")).items():
            values[side] = [*values.get(side, ()), *pieces]
    return unread_number(place, number) or Row(place, values | {"asserted_on": day})


_KEYS = ("standard_number", "title", "status", "replaces", "replaced_by")

"""Technical committees of ISO Open Data (技术委员会), CSV or JSON: reference, title, secretariat, parent, active.

Members and liaisons, scopes and days of creation are not taken.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from guiju.apps.catalogue.importing.notes import noted
from guiju.apps.catalogue.importing.record import Problem
from guiju.apps.catalogue.importing.source_file import SourceFile, json_objects
from guiju.domain.language import Words, WordsError

NAME = "iso-committees"
_MOST = 20_000
_COLUMNS = ("id,reference,status,", "secretariat.acronym")


class CommitteeRow(NamedTuple):
    """One committee; `parent` is the reference of the one above it, "" for none."""

    reference: str
    title_en: str
    secretariat: str
    active: bool
    parent: str


def recognises(source: SourceFile) -> bool:
    """By the header of the CSV, or the keys of the first record."""
    head = source.head_text
    if head[:1] in ("{", "["):
        return all(f'"{key}"' in head for key in ("reference", "secretariat", "parentId"))
    first = head.partition("\n")[0].replace('"', "")
    return first.startswith(_COLUMNS[0]) and _COLUMNS[1] in first


def committees(source: SourceFile) -> tuple[list[CommitteeRow], list[Problem]]:
    """All committees of a file, and what could not be taken. Raises `WordsError`."""
    problems: list[Problem] = []
    read: list[tuple[Words, dict[str, Any]]] = []
    for place, item in _items(source):
        if len(read) >= _MOST:
            raise WordsError(
                "too_large",
                Words(f"“{source.name}”超过 {_MOST:,} 条。", f"“{source.name}” has more than {_MOST:,} records."),
                where=source.name,
            )
        if item is None or not _text(item.get("reference"), 100):
            problems.append(noted(place, "reference", "no_reference", "没有委员会编号", "It has no reference"))
        else:
            read.append((place, item))
    by_id = {str(item.get("id")): _text(item["reference"], 100) for _, item in read}
    rows: dict[str, CommitteeRow] = {}
    for place, item in read:
        parent = _text(item.get("parentId"), 40)
        if parent and parent not in by_id:
            problems.append(
                noted(
                    place, "parent", "id_unknown", f"文件中没有 id 为 {parent} 的上级", f"No record has the id {parent}"
                )
            )
        row = CommitteeRow(
            _text(item["reference"], 100),
            _inner(item, "title", "en", 500),
            _inner(item, "secretariat", "acronym", 100),
            _text(item.get("status"), 40).casefold() == "active",
            by_id.get(parent, ""),
        )
        rows.setdefault(row.reference, row)
    return list(rows.values()), problems


def _items(source: SourceFile) -> Iterator[tuple[Words, dict[str, Any] | None]]:
    if source.head_text[:1] in ("{", "["):
        yield from json_objects(source)
    else:
        yield from csv_items(source)


def csv_items(source: SourceFile) -> Iterator[tuple[Words, dict[str, Any] | None]]:
    """The rows of a CSV file by its column names, each with its line. Raises `WordsError` corrupted, too_large."""
    reader = csv.DictReader(io.StringIO(source.text().lstrip("\ufeff"), newline=""))
    try:
        for row in reader:
            yield Words(f"第 {reader.line_num} 行", f"line {reader.line_num}"), row
    except csv.Error as error:
        raise source.damaged(f"（第 {reader.line_num} 行）", f" (line {reader.line_num})") from error


def _inner(item: Mapping[str, Any], name: str, key: str, most: int) -> str:
    """`title.en` of a CSV row, or `title: {en: …}` of an object."""
    held = item.get(name)
    return _text(held.get(key) if isinstance(held, Mapping) else item.get(f"{name}.{key}"), most)


def _text(value: Any, most: int) -> str:
    return " ".join(str(value).split())[:most] if isinstance(value, str | int) else ""

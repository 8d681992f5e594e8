"""Deliverables of ISO Open Data (国际标准文件): JSON lines, one JSON object, or a JSON list.

Read: reference, titles, publication date, ICS, committee, stage, languages, what it replaces and is replaced by. The
scope, pages and edition number are not taken. A stage is what ISO said on the day of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from guiju.apps.catalogue.importing.notes import left_out, no_object, noted
from guiju.apps.catalogue.importing.record import Problem, Row, Table
from guiju.apps.catalogue.importing.source_file import SourceFile, json_objects
from guiju.domain.language import Words, WordsError

NAME = "iso-deliverables"
SOURCE = "ISO Open Data"
_MOST = 500_000
_MOST_IDS = 200
_MARKUP = re.compile(r"<[^<>]{0,200}>")
_PAGE = "https://www.iso.org/standard/{}.html"
_FIRST_PUBLISHED = 6060
_LONGEST_LANGUAGES = 20


def recognises(source: SourceFile) -> bool:
    """By the keys of its first record."""
    head = source.head_text
    return head[:1] in ("{", "[") and '"deliverableType"' in head and '"reference"' in head


def table(source: SourceFile) -> Table:
    """The rows; the file is read twice, as records name each other by id only."""
    references = _references(source)
    return Table(NAME, (), len(references), _rows(source, references), source=SOURCE, undated=True)


def _references(source: SourceFile) -> dict[int, str]:
    """Reference by id."""
    references: dict[int, str] = {}
    for _, item in json_objects(source):
        key = item.get("id") if item else None
        if isinstance(key, int) and item:
            references[key] = str(item.get("reference") or "")[:200]
        if len(references) > _MOST:
            raise WordsError(
                "too_large",
                Words(f"“{source.name}”超过 {_MOST:,} 条。", f"“{source.name}” has more than {_MOST:,} records."),
                Words("请分成几份导入。", "Import it in several parts."),
                where=source.name,
            )
    return references


def _rows(source: SourceFile, references: Mapping[int, str]) -> Iterator[Row]:
    for place, item in json_objects(source):
        if item is None:
            yield no_object(place)
        elif not isinstance(item.get("reference"), str) or not item["reference"].strip():
            yield left_out(place, "no_number", "没有 reference（编号）", "It has no reference", "number")
        else:
            yield _row(place, item, references)


def _row(place: Words, item: Mapping[str, Any], references: Mapping[int, str]) -> Row:
    notes: list[Problem] = []
    stage = _stage(item.get("currentStage"))
    values: dict[str, Any] = {
        "number": item["reference"],
        "published": _text(item.get("publicationDate")),
        "committee": _text(item.get("ownerCommittee")),
        "ics": _texts(item.get("icsCode")),
        "doctype": " ".join(filter(None, (_text(item.get("deliverableType")), _text(item.get("supplementType"))))),
        "language": _languages(item.get("languages")),
        "titles": {},
    }
    title = item.get("title")
    for language, said in title.items() if isinstance(title, Mapping) else [("en", title)]:
        if isinstance(said, str) and said.strip():
            said = _MARKUP.sub("", said)
            if language in ("en", "zh"):
                values[f"title_{language}"] = said
            else:
                values["titles"][str(language)[:8]] = said
    if isinstance(item.get("id"), int):
        values["url"] = _PAGE.format(item["id"])
    if stage:
        values["asserted_status"] = f"{stage[:2]}.{stage[2:]}"
        values["stage"] = "draft" if int(stage) < _FIRST_PUBLISHED else "published"
    elif item.get("currentStage") is not None:
        said = _text(item.get("currentStage"))[:40]
        notes.append(noted(place, "asserted_status", "stage", f"阶段代码“{said}”读不懂", f"“{said}” is no stage code"))
    for key, field in (("replaces", "replaces"), ("replacedBy", "replaced_by")):
        values[field] = _numbers(place, field, item.get(key), references, notes)
    return Row(place, values, tuple(notes))


def _numbers(
    place: Words, field: str, ids: Any, references: Mapping[int, str], notes: list[Problem]
) -> list[dict[str, str]]:
    """The references the ids stand for; ids of records that are not in the file are noted and left out."""
    given = ids[:_MOST_IDS] if isinstance(ids, list) else []
    known = [references[key] for key in given if isinstance(key, int) and references.get(key)]
    strange = [str(key)[:20] for key in given if not (isinstance(key, int) and references.get(key))]
    if strange:
        listed = ", ".join(strange[:10])
        notes.append(
            noted(place, field, "id_unknown", f"文件中没有 id 为 {listed} 的记录，关系已略去",
                  f"No record in the file has the id {listed}: the relation is left out")
        )  # fmt: skip
    return [{"number": reference} for reference in known]


def _stage(value: Any) -> str:
    """`6060` → "6060", `0` → "0000"; "" for what is no stage code."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        return ""
    text = str(value).replace(".", "").zfill(4)
    return text if len(text) == 4 and text.isascii() and text.isdigit() else ""


def _languages(value: Any) -> str:
    """The codes, as many whole ones as the field holds."""
    held = ""
    for code in _texts(value):
        longer = f"{held},{code}" if held else code
        if len(longer) > _LONGEST_LANGUAGES:
            break
        held = longer
    return held


def _texts(value: Any) -> list[str]:
    return [_text(item) for item in value[:_MOST_IDS] if _text(item)] if isinstance(value, list) else []


def _text(value: Any) -> str:
    return str(value).strip()[:500] if isinstance(value, str | int) and not isinstance(value, bool) else ""

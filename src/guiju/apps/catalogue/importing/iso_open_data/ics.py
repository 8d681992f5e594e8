"""The ICS of ISO Open Data (国际标准分类法), as CSV or XML: codes and titles. Scopes and notes are not taken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml import etree

from guiju.apps.catalogue.importing.iso_open_data.committees import csv_items
from guiju.apps.catalogue.importing.notes import noted
from guiju.apps.catalogue.importing.record import Problem
from guiju.apps.catalogue.importing.source_file import SourceFile
from guiju.apps.catalogue.importing.xml_file import xml_root
from guiju.domain.language import Words

NAME = "iso-ics"
_CODE = re.compile(r"\d{2}(?:\.\d{3}(?:\.\d{2})?)?")
_XML = re.compile(r"(?:<\?xml[^<>]{0,200}\?>\s{0,50})?<fields[\s>][\s\S]{0,2000}?<field>\s{0,50}<identifier>")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_LEVELS = ("field", "group", "subGroup")


class IcsRow(NamedTuple):
    """One code, "01.040.03" below "01.040", with its English title."""

    code: str
    level: int
    parent: str
    title_en: str


def recognises(source: SourceFile) -> bool:
    """By the header of the CSV, or the first elements of the XML."""
    head = source.head_text
    return head.partition("\n")[0].replace('"', "").startswith("identifier,parent,titleEn") or bool(_XML.match(head))


def ics_codes(source: SourceFile) -> tuple[list[IcsRow], list[Problem]]:
    """All codes of a file, and what could not be taken. Raises `WordsError`."""
    rows: dict[str, IcsRow] = {}
    problems: list[Problem] = []
    for place, code, title in _items(source):
        if not _CODE.fullmatch(code):
            message = (f"“{code[:40]}”不是 ICS 代码", f"“{code[:40]}” is no ICS code")
            problems.append(noted(place, "code", "code", *message))
        elif not title:
            problems.append(
                noted(place, "title_en", "no_title", f"{code} 没有英文名称", f"{code} has no English title")
            )
        else:
            parent = code.rpartition(".")[0]
            rows.setdefault(code, IcsRow(code, code.count(".") + 1, parent, title[:300]))
    return list(rows.values()), problems


def _items(source: SourceFile) -> Iterator[tuple[Words, str, str]]:
    if source.head_text.startswith("<"):
        for element in xml_root(source):
            if element.tag in _LEVELS:
                line = element.sourceline or 0
                yield Words(f"第 {line} 行", f"line {line}"), _text(element.findtext("identifier")), _title(element)
        return
    for place, row in csv_items(source):
        if row is not None:
            yield place, _text(row.get("identifier")), _text(row.get("titleEn"))


def _title(element: etree._Element) -> str:
    return next((_text(t.text) for t in element.iterfind("title") if t.get(_LANGUAGE) == "en"), "")


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""

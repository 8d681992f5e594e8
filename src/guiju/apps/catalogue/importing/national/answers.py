"""What searches of the national platforms answer (平台检索结果), as JSON: std.samr.gov.cn, hbba and dbba, ttbz.

The names of drafters who are persons (DRAFT_STAFF) are never read. Of hbba, dbba and ttbz only the keys that are known
for certain are: number, name, status.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from guiju.apps.catalogue.importing.national.facts import ccs_codes, hash_in, ics_codes, units
from guiju.apps.catalogue.importing.notes import left_out, no_object, unread_number
from guiju.apps.catalogue.importing.record import Row, Table
from guiju.apps.catalogue.importing.replacing import replaced_sides
from guiju.apps.catalogue.importing.rows import clean
from guiju.apps.catalogue.importing.source_file import SourceFile, json_value
from guiju.domain.language import Words, WordsError

Values = dict[str, Any]
_HOLDERS = ("rows", "records", "list", "data", "result")
_WITHIN = 3
_MOST = 200_000
_PAGES = {
    "BV_GB": "https://std.samr.gov.cn/gb/search/gbDetailed?id={}",
    "BV_HB": "https://std.samr.gov.cn/hb/search/stdHBDetailed?id={}",
}
_OPENSTD = "https://openstd.samr.gov.cn/bzgk/std/newGbInfo?hcno={}"
_TTBZ = "https://www.ttbz.org.cn/standardDetail/{}.html"
_IDENTIFIER = re.compile(r"[0-9A-Za-z-]{1,80}")
_CODES, _NAMES = ("C_STD_CODE", "STD_CODE"), ("C_C_NAME", "C_NAME")


class Answer(NamedTuple):
    """One platform's answers: the keys that tell it, whose they are, and how a row of it is read."""

    name: str
    words: Words
    keys: tuple[str, ...]
    source: str
    read: Callable[[Mapping[str, Any]], Values]

    def recognises(self, source: SourceFile) -> bool:
        """By the keys at its beginning."""
        head = source.head_text
        return head[:1] in ("{", "[") and all(re.search(f'"(?:{key})"\\s*:', head) for key in self.keys)

    def table(self, source: SourceFile) -> Table:
        """The standards of the answer. Raises `WordsError`."""
        rows = _rows_of(json_value(source))
        if not rows or len(rows) > _MOST:
            code, zh, en = "empty", "中没有标准", "holds no standards"
            if rows:
                code, zh, en = "too_large", f"超过 {_MOST:,} 条", f"holds more than {_MOST:,} records"
            raise WordsError(code, Words(f"“{source.name}”{zh}。", f"“{source.name}” {en}."), where=source.name)
        return Table(self.name, (), len(rows), self._rows(rows), source=self.source, undated=True)

    def _rows(self, rows: list[Any]) -> Iterator[Row]:
        for number, item in enumerate(rows, 1):
            place = Words(f"第 {number} 条", f"item {number}")
            if not isinstance(item, Mapping):
                yield no_object(place)
                continue
            values = self.read(item)
            if not values["number"] and values.get("plan_number"):
                plan = values["plan_number"]
                yield left_out(
                    place, "plan", f"{plan} 是计划，还没有标准编号", f"{plan} is a plan without a number", "number"
                )
            else:
                yield unread_number(place, values["number"]) or Row(place, values)


def _rows_of(value: Any) -> list[Any]:
    """The list of records, wherever the answer keeps it."""
    for _ in range(_WITHIN):
        if isinstance(value, list):
            return value
        if not isinstance(value, Mapping):
            return []
        value = next((value[key] for key in _HOLDERS if isinstance(value.get(key), list | Mapping)), None)
    return value if isinstance(value, list) else []


def _national(item: Mapping[str, Any]) -> Values:
    """A row of the advanced search of std.samr.gov.cn."""
    number = _said(item, *_CODES)
    page = _PAGES.get(_said(item, "TABLE_NAME"))
    address = page.format(_said(item, "id")) if page and _IDENTIFIER.fullmatch(_said(item, "id")) else ""
    opened = hash_in(item.get("OPEN_HASH_CODE"))
    return {
        "number": number,
        "title_zh": _said(item, *_NAMES),
        "title_en": _said(item, "C_E_NAME", "E_NAME"),
        "asserted_status": _said(item, "STATE", "STATE2", "G_STATE"),
        "nature": _said(item, "STD_NATURE"),
        "ics": ics_codes(_said(item, "ICS")),
        "ccs": ccs_codes(_said(item, "CCS")),
        "published": _said(item, "ISSUE_DATE"),
        "effective": _said(item, "ACT_DATE"),
        "announcement": _said(item, "ISSUE_ANN_NO"),
        "department": _said(item, "CD_NAME"),
        "committee": "; ".join(filter(None, (_said(item, "TA_NAME"), _said(item, "TM_NAME")))),
        "drafters": units(_said(item, "DRAFT_UNIT", longest=20_000)),
        "plan_number": _said(item, "C_PLAN_CODE", "PLAN_CODE"),
        "url": address or (_OPENSTD.format(opened) if opened else ""),
        **replaced_sides(number, _said(item, "TOTAL_REPE", longest=20_000)),
    }


def _industry_or_local(item: Mapping[str, Any]) -> Values:
    """A record of hbba.sacinfo.org.cn or dbba.sacinfo.org.cn."""
    return {
        "number": _said(item, "code"),
        "title_zh": _said(item, "chName"),
        "asserted_status": _said(item, "status"),
    }


def _group(item: Mapping[str, Any]) -> Values:
    """A row of ttbz.org.cn (团体标准)."""
    key = _said(item, "standardUniqueId", "id")
    return {
        "number": _said(item, "standardNo"),
        "title_zh": _said(item, "standardName"),
        "asserted_status": _said(item, "standardStatusName"),
        "url": _TTBZ.format(key) if _IDENTIFIER.fullmatch(key) else "",
    }


def _said(item: Mapping[str, Any], *keys: str, longest: int = 2_000) -> str:
    """The first of the keys that holds a text or number, without markup."""
    for key in keys:
        value = item.get(key)
        if isinstance(value, str | int) and not isinstance(value, bool) and (said := clean(value, longest)):
            return said
    return ""


ANSWERS = (
    Answer(
        "samr", Words("全国标准信息公共服务平台检索结果", "Answer of std.samr.gov.cn"),
        ("C_STD_CODE|STD_CODE|C_PLAN_CODE",), "std.samr.gov.cn", _national,
    ),
    Answer(
        "sacinfo", Words("行业、地方标准平台检索结果", "Answer of hbba or dbba.sacinfo.org.cn"), ("chName", "code"),
        "sacinfo.org.cn", _industry_or_local,
    ),
    Answer(
        "ttbz", Words("团体标准平台检索结果", "Answer of ttbz.org.cn"), ("standardNo", "standardName"),
        "ttbz.org.cn", _group,
    ),
)  # fmt: skip

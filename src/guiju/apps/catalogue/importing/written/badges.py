"""Markdown of headings with badges (标题加徽标): `### [名称](…)`, below it `<Badge text="GB 8978-1996" />`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guiju.apps.catalogue.importing.notes import left_out
from guiju.apps.catalogue.importing.record import Row, Table
from guiju.apps.catalogue.importing.source_file import SourceFile
from guiju.domain.language import Words
from guiju.domain.numbers import NumberError, parse
from guiju.domain.validity.said import Said, meaning

NAME = "badges"
_HEADING = re.compile(r"#{1,6}\s+(?:\[([^\[\]]{1,500})\]\(([^()\s]{0,500})[^()]{0,100}\)|([^\[\]{}]{1,500}))")
_BADGE = re.compile(r"<Badge\s[^<>]{0,200}?text=\"([^\"<>]{1,200})\"")
_DATE = re.compile(r"(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2})日?\s*(施行|实施|生效|发布|废止)")
_FIELDS = {"施行": "effective", "实施": "effective", "生效": "effective", "发布": "published", "废止": "withdrawn"}


def recognises(source: SourceFile) -> bool:
    """By headings and badges at its beginning."""
    head = source.head_text
    return not head.startswith(("<", "{", "[")) and bool(_BADGE.search(head)) and "\n#" in head


def table(source: SourceFile) -> Table:
    """One row a heading that has badges below it."""
    return Table(NAME, (), 0, _rows(source), undated=True)


def _rows(source: SourceFile) -> Iterator[Row]:
    title, address, place, badges = "", "", Words("", ""), list[str]()
    for number, line in source.lines():
        if match := _HEADING.match(line):
            yield from _row(place, title, address, badges)
            title, address, badges = (match[1] or match[3]).strip(), match[2] or "", []
            place = Words(f"第 {number} 行", f"line {number}")
        elif len(badges) < 50:
            badges += _BADGE.findall(line[:10_000])
    yield from _row(place, title, address, badges)


def _row(place: Words, title: str, address: str, badges: list[str]) -> Iterator[Row]:
    if not badges:
        return
    values = {"title_zh": title, "url": address if address.startswith(("http://", "https://")) else ""}
    for badge in badges:
        if match := _DATE.search(badge):
            values.setdefault(_FIELDS[match[2]], match[1])
        elif meaning(badge) != Said.NOTHING:
            values.setdefault("asserted_status", badge.strip())
        elif _is_number(badge):
            values.setdefault("number", badge)
    if "number" in values:
        yield Row(place, values)
    else:
        yield left_out(place, "no_number", f"“{title[:100]}”没有标准编号", f"“{title[:100]}” has no number", "number")


def _is_number(text: str) -> bool:
    try:
        parse(text)
    except NumberError:
        return False
    return True

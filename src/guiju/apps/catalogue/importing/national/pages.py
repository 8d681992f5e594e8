"""Saved pages of openstd.samr.gov.cn (国家标准全文公开系统): a list of results, or the page of one standard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml import etree, html

from guiju.apps.catalogue.importing.columns import field_of
from guiju.apps.catalogue.importing.national.facts import (
    ccs_codes,
    hash_in,
    ics_codes,
    nature_of,
    units,
)
from guiju.apps.catalogue.importing.notes import unread_number
from guiju.apps.catalogue.importing.record import Row, Table
from guiju.apps.catalogue.importing.replacing import replaced_sides
from guiju.apps.catalogue.importing.rows import clean
from guiju.apps.catalogue.importing.source_file import SourceFile
from guiju.domain.documents.limits import DEFAULT_LIMITS
from guiju.domain.language import Words, WordsError

NAME = "openstd"
SOURCE = "openstd.samr.gov.cn"
_LIST = re.compile(r"<title>\s*国家标准全文阅读\s*\|\s*标准检索|class=[\"'][^\"']*\bresult_list\b")
_PAGE = re.compile(r"<title>\s*国家标准\s*\||标准号[：:]\s*(?:GB|DB|[A-Z]{2})")
_LABELLED = re.compile(r"(标准号|中文标准名称|英文标准名称|标准状态)\s*[：:]\s*(.*)", re.DOTALL)
_ADDRESS = "https://openstd.samr.gov.cn/bzgk/std/newGbInfo?hcno={}"
_MOST_LABELS = 200
_TAKEN = frozenset(
    {"title_zh", "title_en", "published", "effective", "withdrawn", "body", "department", "committee", "plan_number"}
    | {"announcement", "filing_number", "language"}
)


def recognises(source: SourceFile) -> bool:
    """By the title of the page, or what only these pages hold."""
    head = source.head_text
    return head.startswith("<") and bool(_LIST.search(head) or (_PAGE.search(head) and "标准状态" in head))


def table(source: SourceFile) -> Table:
    """The standards on the page. Raises `WordsError` when there are none."""
    root = _root(source)
    lists = root.xpath("//table[contains(concat(' ', normalize-space(@class), ' '), ' result_list ')]")
    rows = list(_listed(lists[0])) if lists else list(_single(root))
    if not rows:
        raise WordsError(
            "empty",
            Words(f"“{source.name}”中没有标准。", f"“{source.name}” holds no standards."),
            Words("请检查保存的是不是查询结果页或标准详情页。", "Check that it is a page of results or of a standard."),
            where=source.name,
        )
    return Table(NAME, (), len(rows), iter(rows), source=SOURCE, undated=True)


def _root(source: SourceFile) -> html.HtmlElement:
    text = source.text()
    if text.count("<") > DEFAULT_LIMITS.max_elements:
        raise WordsError(
            "too_large",
            Words(f"“{source.name}”中的标签过多。", f"“{source.name}” holds too many tags."),
            where=source.name,
        )
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise source.damaged() from error


def _listed(table: html.HtmlElement) -> Iterator[Row]:
    """The rows below the header of a list of results."""
    names: list[str] = []
    number = 0
    for line in table.iter("tr"):
        cells = [cell for cell in line if cell.tag in ("td", "th")]
        texts = [_text(cell) for cell in cells]
        if not names:
            names = texts if "标准号" in texts else []
            continue
        number += 1
        held = dict(zip(names, texts, strict=False))
        place = Words(f"列表第 {number} 行", f"row {number} of the list")
        hashes = (hash_in(link.get("onclick") or link.get("href")) for link in line.iter("a", "button"))
        values = {
            "number": held.get("标准号", ""),
            "language": held.get("语种", ""),
            "title_zh": held.get("标准名称", ""),
            "nature": nature_of(held.get("类别", "")),
            "asserted_status": held.get("状态", ""),
            "published": held.get("发布日期", ""),
            "effective": held.get("实施日期", ""),
            "url": _address(next(filter(None, hashes), "")),
        }
        yield unread_number(place, str(values["number"])) or Row(place, values)


def _single(root: html.HtmlElement) -> Iterator[Row]:
    """The one standard of a detail page; nothing when the page names no number."""
    labels = _labels(root)
    number = labels.pop("标准号", "").partition("\n")[0].strip()
    if not number:
        return
    place = Words("标准详情页", "page of the standard")
    values: dict[str, Any] = {"number": number, "asserted_status": labels.pop("标准状态", "")}
    for label, said in labels.items():
        field = (field_of(label) or ("", 0))[0]
        if field in _TAKEN:
            values.setdefault(field, said)
        elif field == "ics":
            values["ics"] = ics_codes(said)
        elif field == "ccs":
            values["ccs"] = ccs_codes(said)
        elif field == "drafters":
            values["drafters"] = units(said)
        elif field in ("replaces", "replaced_by") and said:
            for side, pieces in replaced_sides(number, said).items():
                values[side] = [*values.get(side, ()), *pieces]
    values["url"] = _address(next(filter(None, (hash_in(e.get("data-value")) for e in root.iter("button"))), ""))
    yield unread_number(place, number) or Row(place, values)


def _labels(root: html.HtmlElement) -> dict[str, str]:
    """Text by label: 标准号 in the heading, `td`s that begin with a label, and pairs of title and content."""
    found: dict[str, str] = {}
    for element in root.iter("h1", "td"):
        shown = element.text or "" if element.tag == "h1" else element.text_content()
        match = _LABELLED.match(shown.strip()[:5_000])
        if match:
            found.setdefault(match[1], clean(match[2]))
    for element in islice((e for e in root.iter("div") if _classed(e, "title")), _MOST_LABELS):
        following = element.getnext()
        if following is not None and _classed(following, "content"):
            found.setdefault(_text(element)[:60], _text(following))
    return found


def _classed(element: html.HtmlElement, name: str) -> bool:
    return name in (element.get("class") or "").split()


def _text(element: html.HtmlElement) -> str:
    return clean(element.text_content())


def _address(code: str) -> str:
    return _ADDRESS.format(code) if code else ""

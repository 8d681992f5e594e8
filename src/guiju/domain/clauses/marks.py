"""Numbering of Chinese official documents (公文层次序号): which signs open a clause, how deep, of what kind.

GB/T 9704-2012, 7.3.3 gives 一、 (一) 1. (1); laws use 编 章 节 条 (立法技术规范); lists use ①, 1), dashes and bullets.
Pages from the web have half- and full-width signs, numbers glued to the text, and lost brackets.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from guiju.domain.clauses.model import ClauseKind
from guiju.domain.clauses.numerals import CHINESE, value_of


class Style(NamedTuple):
    """One way to number (序号形式): its name, its depth (lower is higher up), the kind of clause it opens."""

    name: str
    rank: int
    kind: ClauseKind
    pattern: re.Pattern[str]
    certain: bool = True


class Mark(NamedTuple):
    """A number at the start of a line: as printed without its stop, its value, where what follows begins.

    `certain` is false for forms that running text has too; they count only where the sequence asks for them.
    """

    style: Style
    number: str
    value: int | None
    end: int
    certain: bool
    broken: bool


_N = f"[{CHINESE}]{{1,5}}"
_GAP = r"[\s　]*"
_OPEN, _CLOSE = "[(（﹙〔【]", "[)）﹚〕】]"
_NOT_A_LIST = rf"(?!{_N}\s?[、,，级类线次产])"
_NOT_A_REFERENCE = r"(?![的所中第、和与至之及或款项规])"


def _style(name: str, rank: int, kind: ClauseKind, pattern: str, certain: bool = True) -> Style:
    return Style(name, rank, kind, re.compile(_GAP + pattern + _GAP), certain)


BOX_RANK = 65
"""Depth of a box (专栏): below sections, above items."""

STYLES: tuple[Style, ...] = (
    _style("volume", 10, "part", rf"(?P<n>第{_N}(?:编|篇|部分)){_NOT_A_REFERENCE}[、.．:：]?"),
    _style("chapter", 20, "part", rf"(?P<n>第{_GAP}(?:{_N}|\d{{1,3}}){_GAP}章){_NOT_A_REFERENCE}[、.．:：]?"),
    _style("division", 30, "section", rf"(?P<n>第{_GAP}(?:{_N}|\d{{1,3}}){_GAP}节){_NOT_A_REFERENCE}[、.．:：]?"),
    _style("article", 40, "article", rf"(?P<n>第(?:{_N}|\d{{1,3}})条(?:之{_N})?){_NOT_A_REFERENCE}[、.．:：]?"),
    _style("chinese", 50, "part", rf"(?P<n>{_N}){_GAP}[、﹑]{_NOT_A_LIST}"),
    _style("chinese", 50, "part", rf"(?P<n>{_N})[.．]{_NOT_A_LIST}"),
    _style("chinese", 50, "part", rf"(?P<n>{_N})(?:[,，,\ufffd]|[\s　]+)(?![是要方批])", certain=False),
    _style("bracketed", 60, "section", rf"(?P<n>{_OPEN}{_GAP}{_N}{_GAP}{_CLOSE})[、.．:：]?"),
    _style("bracketed", 60, "section", r"(?P<n>[㈠-㈩])"),
    _style("bracketed", 60, "section", rf"(?P<n>{_N}{_GAP}{_CLOSE})"),
    _style("bracketed", 60, "section", rf"(?P<n>{_OPEN}{_GAP}{_N})[、.．]?(?![^()（）]{{0,8}}{_CLOSE})", certain=False),
    _style("arabic", 70, "item", r"(?P<n>[0-9０-９]{1,3})[\s　]*[.．、﹑](?![0-9０-９])"),
    _style("arabic", 70, "item", r"(?P<n>[⒈-⒛])"),
    _style("arabic", 70, "item", r"(?P<n>[0-9]{1,2})[.．、](?=20[0-9]{2}年)"),
    _style(
        "arabic", 70, "item",
        r"(?P<n>[0-9]{1,2})(?:[,，\ufffd]|[\s　]+)?(?=[\u4e00-\u9fff“《])"
        r"(?![年月日时分秒个项家户亩吨人名次件份篇种类级级号条批届万亿千百十余多元处所座台套辆艘架公平米天周倍层])",
        certain=False,
    ),
    _style("enclosed", 80, "item", rf"(?P<n>{_OPEN}{_GAP}[0-9０-９]{{1,3}}{_GAP}{_CLOSE})[、.．:：]?"),
    _style("enclosed", 80, "item", r"(?P<n>[⑴-⒇])"),
    _style("half-enclosed", 85, "item", r"(?P<n>[0-9０-９]{1,2}[)）])[、.．]?"),
    _style("circled", 90, "item", r"(?P<n>[①-⑳㉑-㉟])[、.．]?"),
    _style("bullet", 100, "bullet", r"(?P<n>[—–―─━－-]{2,4})(?![—–―─━－-])"),
    _style("bullet", 100, "bullet", r"(?P<n>[—–―─•·●○◦■□◆◇▪▫▶►➢➤★☆※√])(?![0-9])"),
    _style("bullet", 100, "bullet", r"(?P<n>-)(?=[\u4e00-\u9fff\s“])"),
)  # fmt: skip
"""Every form, in the order they are tried; the name joins forms that count together."""

_FIRST = re.compile(rf"{_GAP}[第{CHINESE}㈠-㈩0-9０-９⒈-⒛①-⑳㉑-㉟⑴-⒇(（﹙〔【—–―─━－•·●○◦■□◆◇▪▫▶►➢➤★☆※√-]")


def mark_at(text: str, start: int, end: int) -> Mark | None:
    """The number that opens the line `text[start:end]`, if any; only its first signs are looked at."""
    if not _FIRST.match(text, start, end):
        return None
    for style in STYLES:
        found = style.pattern.match(text, start, min(end, start + 40))
        if found is None:
            continue
        number = found["n"]
        broken = style.name == "bracketed" and not (number[0] in "(（﹙〔【㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩" and style.certain)
        value = (
            None
            if style.name == "bullet"
            else value_of(number.strip("第编篇部分章节()（）﹙﹚〔〕【】 　").split("条")[0])
        )
        if style.name != "bullet" and value is None:
            continue
        return Mark(style, number, value, found.end(), style.certain, broken)
    return None


_HALF = str.maketrans("（）﹙﹚〔〕【】", "()()()()")


def path_name(mark: Mark) -> str:
    """The number as paths carry it: half-width, brackets on both sides, without spaces."""
    name = "".join(mark.number.split()).translate(_HALF)
    if mark.style.name == "bracketed" and name[0] not in "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩":
        name = "(" + name.strip("()") + ")"
    return name

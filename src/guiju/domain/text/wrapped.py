"""The step that joins lines broken at the edge of a page (硬换行): text taken from PDF, or set by hand to one width.

Such a text gives itself away: many lines have nearly the same width and end in the midst of a sentence. Only then are
lines joined, and only one that reaches the edge, ends no sentence, and is followed by nothing that begins something.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from guiju.domain.language import Words
from guiju.domain.text.model import Rewrite, Step
from guiju.domain.text.page.lines import kind_of
from guiju.domain.text.rewriting import Change, replaced

WRAPPED_WORDS = Words("连接页边换行", "lines broken at the edge of the page joined")
PAGE_NUMBER_WORDS = Words("删去页码", "page numbers removed")

_FEWEST = 6
_SHORTEST, _LONGEST = 15, 70
_SLACK = 2.5
_LOOKED_AT = 4000
_SHARE = 0.3
_STOPS = tuple("。；;！!？?…”")
_DIGITS = "一二三四五六七八九十百零"
_BEGINS = re.compile(
    rf"第[{_DIGITS}\d]{{1,5}}[章节条编篇]|[{_DIGITS}]{{1,4}}、|[(（][{_DIGITS}\d]{{1,4}}[)）]|\d{{1,2}}[.、．](?!\d)|——"
    r"|[①-⑳•●■◆]|附\s?[件录表]|专栏|\d{1,3}$"
)
_NEVER = frozenset({"number", "date", "notice", "annex", "row", "copies"})
_SHORT_KINDS = frozenset({"title", "signature", "subtitle"})
_PAGE_NUMBER = re.compile(r"(?:[-—–]\s?\d{1,3}\s?[-—–]|第\s?\d{1,3}\s?页(?:[\s,，/]*共\s?\d{1,3}\s?页)?)$")
_BARE_NUMBER = re.compile(r"\d{1,3}$")
_LINES_A_PAGE = 8
_LATIN = re.compile("[A-Za-z0-9]")


def _width(line: str) -> float:
    """How wide a line is set, in Chinese characters: letters and figures are half as wide."""
    narrow = sum(sign.isascii() for sign in line)
    return len(line) - narrow / 2


def _edge(lines: list[str]) -> float:
    """The width of the page, 0 when the text is not broken at one."""
    broken = Counter(
        round(_width(line)) for line in lines if line and not line.endswith((*_STOPS, "：", ":")) and "|" not in line
    )
    long = {width: count for width, count in broken.items() if _SHORTEST <= width <= _LONGEST}
    if not long:
        return 0
    edge = max(long, key=lambda width: sum(long.get(near, 0) for near in (width - 1, width, width + 1)))
    near = sum(count for width, count in long.items() if abs(width - edge) <= _SLACK)
    wider = sum(_width(line) > edge + _SLACK for line in lines)
    return edge if near >= _FEWEST and near >= _SHARE * len(lines) and wider <= 0.1 * len(lines) else 0


def _joins(line: str, following: str, edge: float) -> bool | None:
    """Whether two lines are one, beyond doubt (True), very likely (False), or not (None)."""
    width = _width(line)
    if width < edge - _SLACK or line.endswith(("：", ":")) or "|" in line or _BEGINS.match(following):
        return None
    kind = kind_of(following)
    if kind in _NEVER or (kind in _SHORT_KINDS and _width(following) < edge - _SLACK):
        return None
    if not line.endswith(_STOPS):
        return True
    return False if width >= edge - 0.5 else None


def _changes(text: str) -> Iterator[Change]:
    lines = text.split("\n")
    edge = _edge(lines[:_LOOKED_AT])
    if not edge:
        return
    at = 0
    for line, following in pairwise(lines):
        at += len(line)
        joins = _joins(line, following, edge) if line and following else None
        if joins is not None:
            latin = _LATIN.match(line[-1]) and _LATIN.match(following)
            parted = latin and not (line[-1] + following[0]).isdigit()
            yield Change(at, at + 1, " " if parted else "", WRAPPED_WORDS, joins)
        at += 1


def _wrapped(text: str) -> Rewrite | None:
    return replaced(text, _changes(text))


def _page_numbers(text: str) -> Rewrite | None:
    """Lines that only say the page: in dashes, in words, or as bare figures that count up page by page."""
    lines = text.split("\n")
    bare = [index for index, line in enumerate(lines) if _BARE_NUMBER.match(line)]
    counted = {
        one
        for first, second in pairwise(bare)
        if int(lines[second]) == int(lines[first]) + 1 and second - first > _LINES_A_PAGE
        for one in (first, second)
    }
    crowded = any(second - first <= _LINES_A_PAGE for first, second in pairwise(bare))
    changes, at = [], 0
    for index, line in enumerate(lines):
        sure = _PAGE_NUMBER.match(line) is not None
        if sure or (index in counted and not crowded):
            changes.append(Change(at, min(at + len(line) + 1, len(text)), "", PAGE_NUMBER_WORDS, sure))
        at += len(line) + 1
    return replaced(text, changes)


PAGE_NUMBERS_STEP = Step("page_numbers", PAGE_NUMBER_WORDS, _page_numbers)
WRAPPED_STEP = Step("wrapped", WRAPPED_WORDS, _wrapped)

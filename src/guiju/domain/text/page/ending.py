"""Where a policy ends on its page (正文终点): after its last part, its signature, its annexes."""

from __future__ import annotations

import re
from bisect import bisect_right

from guiju.domain.text.page.reading import Page
from guiju.domain.text.page.site import CLEAR

_MOST_UNKNOWN = 3
_GOES_ON = re.compile(
    r"[(（〔【].+[)）〕】]$|(?:责任|牵头|配合|完成|实施|参与)[\u4e00-\u9fff]{2,4}[:：]|(?=.{12,}).{2,60}[,，、;；]"
)
"""What stands right under the text and is not sure to be another's: duties in brackets, a sentence that is cut off."""
_SIGNED_WITHIN = 6


def last_line(page: Page, core: int) -> int | None:
    """The line after the policy's last one; None when it goes on to the end of the page."""
    mains = [(index, main) for index in range(core, len(page.lines)) if (main := page.main(index)) is not None]
    places = [index for index, _ in mains]
    rows = [index for index in range(core, len(page.lines)) if page.lines[index].count("|") > 1]
    last, unknown, annex = core, 0, False
    for index in range(core, len(page.lines)):
        if page.section(index):
            if not _goes_on(index, mains, places, rows):
                break
            continue
        if page.furniture(index):
            continue
        belongs = _belongs(page, index, unknown=unknown, annex=annex)
        if not belongs and unknown > _MOST_UNKNOWN and not annex and not _goes_on(index - 1, mains, places, rows):
            break
        if belongs:
            last, unknown = index, 0
            annex = annex or page.kind(index) in {"annex", "row"}
        else:
            unknown += 1
    return last + 1 if last + 1 < len(page.lines) else None


def _goes_on(index: int, mains: list[tuple[int, tuple[str, int]]], places: list[int], rows: list[int]) -> bool:
    """Whether the text takes up its numbers, or its table, again after this line."""
    at = bisect_right(places, index)
    if 0 < at < len(mains):
        (_, (before, last)), (_, (after, value)) = mains[at - 1], mains[at]
        if before == after and value == last + 1:
            return True
    next_rows = bisect_right(rows, index)
    return 0 < next_rows <= len(rows) - 2 and rows[next_rows] - index < 12


def _belongs(page: Page, index: int, *, unknown: int, annex: bool) -> bool:
    kind, site = page.kind(index), page.site(index)
    if kind in {"numbered", "row"}:
        return site < CLEAR or len(page.lines[index]) > 60
    if site >= 2:
        return False
    if kind in {"sentence", "duty", "annex", "addressee", "notice", "copies", "number"}:
        return True
    if kind == "signature":
        return _is_dated(page, index)
    if kind == "date":
        return unknown <= _MOST_UNKNOWN
    if unknown == 0 and site == 0 and _GOES_ON.match(page.lines[index]):
        return True
    return annex and site == 0 and unknown < 200


def _is_dated(page: Page, index: int) -> bool:
    """Whether a date stands under this signature, or under those that follow it."""
    for below in range(index + 1, min(index + 1 + _SIGNED_WITHIN, len(page.lines))):
        if page.kind(below) == "date":
            return True
        if page.kind(below) != "signature":
            return False
    return False

"""The title beside a number (标准名称): in 《…》 or quotes, in the rest of its line, in the next cell of a row."""

from __future__ import annotations

import re
from typing import NamedTuple

from guiju.domain.citations.phrases import looks_like_title, names_a_standard, tidy

MAX_TITLE = 120
_REACH = MAX_TITLE + 12

_GAP_BEFORE = r"(?P<gap>[ *_`]{0,2}[(\[]?[ ]?(?:(?:标准|文件)?编?号(?:为|是)?[ :]{0,2})?[《“\"`*]?[ ]?)"
_BEFORE = re.compile(
    rf"(?:《(?P<title>[^《》]{{2,{MAX_TITLE}}})》|[“\"](?P<quoted>[^“”\"\n]{{2,60}})[”\"]){_GAP_BEFORE}$"
)
_CLOSED = r"[ `\"'”’)》*_\]]{0,4}(?:\([^()\n]{0,20}\))?"
_AFTER = re.compile(rf"{_CLOSED}[ ,:]{{0,3}}(?:《(?P<title>[^《》]{{2,{MAX_TITLE}}})》|“(?P<quoted>[^“”\n]{{2,60}})”)")
_INSIDE = re.compile(rf"[ :_-]{{0,3}}(?P<title>[^《》]{{2,{MAX_TITLE}}})》")
_EDGE = re.compile(r"[\n{}|\t<>;]")
_ROW_EDGE = re.compile(r"[|\t\n]")
_GAP_AFTER = re.compile(r"[ ]{1,4}[-:]?[ ]*|:[ ]*|[.][ ](?![ ])")
_WIDE_GAPS = frozenset({"  ", "\u3000", "\u2003", "   ", "    ", "\u3000\u3000"})
"""How lists of normative references (规范性引用文件) set the title apart."""

_LIST_MARK = re.compile(
    r"[ ]*(?:[#*•·●○■□▪>-]{1,4}[ ]*)?(?:\[\d{1,3}\]|\(?\d{1,3}(?:\.\d{1,3}){0,2}\)?[.、)]?(?=[ \u4e00-\u9fffA-Z《])"
    r"|[①-⑳]|\([a-z\d]{1,2}\)|[a-z]\)|[一二三四五六七八九十]{1,3}[、.])?[ ]*"
)
_HAN = re.compile("[\u3400-\u9fff]")
_ISSUER = re.compile(r"^中华人民共和国(?:国家|行业)标准[-: ]*")


class Title(NamedTuple):
    """A title and where it stands, so that no two numbers take the same one."""

    text: str
    start: int
    end: int


NO_TITLE = Title("", -1, -1)


class Beside(NamedTuple):
    """What bounds the search: the end of the citation before (with its title), the start of the next one;
    and whether the number bears a year: words beside one without, or beside brackets, are often no title."""

    taken: int
    following: int
    dated: bool


def title_beside(text: str, folded: str, start: int, end: int, beside: Beside) -> Title:
    """The title of the number at `[start, end)`; `text` and `folded` have the same offsets."""
    if start == 0 and end == len(folded):
        return NO_TITLE
    return (
        _inside(text, folded, start, end)
        or _before(text, folded, start, beside)
        or _after(text, folded, end, beside)
        or _in_row(text, folded, start, end, beside)
        or _in_line(text, folded, start, end, beside)
        or NO_TITLE
    )


def _inside(text: str, folded: str, start: int, end: int) -> Title | None:
    if start == 0 or folded[start - 1] != "《":
        return None
    found = _INSIDE.match(folded, end)
    if found is None or not _HAN.search(found["title"]):
        return None
    return Title(tidy(text[found.start("title") : found.end("title")]), start, found.end())


def _before(text: str, folded: str, start: int, beside: Beside) -> Title | None:
    found = _BEFORE.search(folded, max(0, beside.taken, start - _REACH), start)
    if found is None:
        return None
    group = "title" if found["title"] else "quoted"
    if group == "quoted" and not ("(" in found["gap"] and _HAN.search(found["quoted"])):
        return None
    return Title(tidy(text[found.start(group) : found.end(group)]), found.start(), start)


def _after(text: str, folded: str, end: int, beside: Beside) -> Title | None:
    found = _AFTER.match(folded, end)
    if found is None or found.end() > beside.following:
        return None
    group = "title" if found["title"] else "quoted"
    if group == "quoted" and not _HAN.search(found[group]):
        return None
    return Title(tidy(text[found.start(group) : found.end(group)]), end, found.end())


def _in_row(text: str, folded: str, start: int, end: int, beside: Beside) -> Title | None:
    """The cell beside, in a row of text whose cells are parted by bars or tabs; the number must fill its own cell."""
    low, high = max(0, start - 2 * _REACH), min(len(folded), end + 4 * _REACH)
    left = max(folded.rfind(sign, low, start) for sign in "|\t\n")
    edge = _ROW_EDGE.search(folded, end, high)
    right = edge.start() if edge else high
    if (left < 0 or folded[left] == "\n") and (edge is None or edge.group() == "\n"):
        return None
    if _HAN.search(tidy(folded[left + 1 : start])) or _HAN.search(tidy(folded[end:right])):
        return None
    for begin, stop in _cells(folded, left, right, low, high):
        if begin >= beside.taken and stop <= beside.following and looks_like_title(title := tidy(text[begin:stop])):
            return Title(title, min(begin, start), max(stop, end))
    return None


def _cells(folded: str, left: int, right: int, low: int, high: int) -> list[tuple[int, int]]:
    """The cell behind `right`, then the one before `left`, of the same row."""
    cells: list[tuple[int, int]] = []
    if right < high and folded[right] != "\n":
        after = _ROW_EDGE.search(folded, right + 1, high)
        cells.append((right + 1, after.start() if after else high))
    if left >= 0 and folded[left] != "\n":
        before = max(folded.rfind(sign, low, left) for sign in "|\t\n")
        if before >= low or low == 0:
            cells.append((before + 1, left))
    return cells


def _in_line(text: str, folded: str, start: int, end: int, beside: Beside) -> Title | None:
    """A title without marks: only where the number begins or ends its line, cell or braces."""
    low = max(0, beside.taken, start - _REACH)
    left = low
    for edge in _EDGE.finditer(folded, low, start):
        left = edge.end()
    at_edge = left > low or low == 0
    found = _EDGE.search(folded, end, min(len(folded), end + _REACH))
    right = found.start() if found else min(len(folded), end + _REACH)
    mark = _LIST_MARK.match(folded, left)
    body = mark.end() if mark and mark.end() <= start else left
    if at_edge and body >= start:
        gap = _GAP_AFTER.match(folded, end)
        if beside.following < right and folded[beside.following - 1] == "(":
            right = beside.following - 1
        if gap is None or right > beside.following:
            return None
        wide = beside._replace(dated=beside.dated or text[end : gap.end()] in _WIDE_GAPS)
        return _titled(text, gap.end(), right, wide)
    if at_edge and folded[end:right].strip() in ("", ",", ".", "。", ")", "),") and folded[start - 1] in " :(":
        return _titled(text, body, start, beside._replace(dated=False))
    return None


def _titled(text: str, start: int, end: int, beside: Beside) -> Title | None:
    written = text[start:end]
    marked = re.search(r"《([^《》]+)》", written)
    title = tidy(marked[1] if marked else _ISSUER.sub("", written.strip().rstrip("(（[:： ")))
    if not looks_like_title(title) or not (beside.dated or names_a_standard(title)):
        return None
    return Title(title, start, end)

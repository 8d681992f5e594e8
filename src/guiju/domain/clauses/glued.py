"""Paragraphs that a page has run together (段落粘连): "…要求(一)指导思想。…(二)基本原则。…" in one line.

A line is cut before a number only where the number cannot be running text: it stands after a full stop, after a bracket
that names who is responsible, or right after a heading, and the sequence asks for it. Items (1. 2.) are cut only in a
line that has such headings too; lists inside a paragraph, after a colon or a semicolon, stay text.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from guiju.domain.clauses.front import Line
from guiju.domain.clauses.marks import Mark, mark_at
from guiju.domain.clauses.numerals import CHINESE

Follows = Callable[[str, int, int | None], bool]

_N = f"[{CHINESE}]{{1,4}}"
_PLACES = re.compile(
    rf"(?<=[。〕）)\]】])(?=[(（]{_N}[)）]|{_N}、|第{_N}[章节条]|[0-9]{{1,2}}[.．、](?![0-9]))"
    rf"|(?<=[\u4e00-\u9fff”])(?=[(（]{_N}[)）])"
)
_DUTY_END = re.compile(r"(?:负责|牵头|配合|落实|参与|单位)$")
_STRONG = frozenset({"volume", "chapter", "division", "article", "chinese", "bracketed"})
_HEADING = 30
_ENDS = "。〕）)]】"


def pieces(text: str, line: Line, own: Mark | None, follows: Follows) -> list[Line]:
    """The line, cut where another clause begins in it."""
    found = _candidates(text, line, own)
    strong = any(mark.style.name in _STRONG for _, mark in found)
    later = {(mark.style.name, mark.value) for _, mark in found}
    last: dict[str, int] = {own.style.name: own.value or 0} if own else {}
    kept: list[int] = []
    above = own
    for at, mark in found:
        name, value = mark.style.name, mark.value or 0
        if name not in _STRONG and not (strong and name == "arabic"):
            continue
        body = above.end if above else line.start
        if at <= body or not _may_end(text, body, at, above):
            continue
        first = value == 1 and ((name, 2) in later or text[at - 1] not in _ENDS)
        if (value > 1 and last.get(name) == value - 1) or follows(name, mark.style.rank, value) or first:
            kept.append(at)
            last[name] = value
            above = mark
    return _cut(text, line, kept) if kept else [line]


def _candidates(text: str, line: Line, own: Mark | None) -> list[tuple[int, Mark]]:
    """Where numbers stand that might open a clause."""
    found = []
    for place in _PLACES.finditer(text, own.end if own else line.start, line.end):
        mark = mark_at(text, place.start(), line.end)
        if mark is not None and mark.certain and not mark.broken:
            found.append((place.start(), mark))
    return found


def _may_end(text: str, body: int, at: int, own: Mark | None) -> bool:
    """Whether a clause may end here: a full stop, a bracket of duties, or a heading without a stop."""
    sign = text[at - 1]
    if sign == "。":
        return True
    if sign in _ENDS:
        return bool(_DUTY_END.search(text[max(body, at - 12) : at - 1]))
    heading = text[body:at]
    return bool(own and own.style.name in ("chinese", "chapter") and len(heading) <= _HEADING and "。" not in heading)


def _cut(text: str, line: Line, places: list[int]) -> list[Line]:
    ends = [*places[1:], line.end]
    lines = [Line(line.start, places[0], text[line.start : places[0]])]
    return lines + [Line(start, end, text[start:end]) for start, end in zip(places, ends, strict=True)]

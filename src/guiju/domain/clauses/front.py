"""What stands before the first clause (公文首部): titles, document number and addressees, notice of issue, preamble.

Form of GB/T 9704-2012: 发文字号, 标题, 主送机关, 正文. A notice that transmits a document (印发通知) has its own title,
body, signature and day before the document's title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from guiju.domain.clauses.model import ClauseKind

Role = Literal["number", "to", "date", "note", "sentence", "short"]
Span = tuple[int, int]

DATE = re.compile(
    r"[(（]?(?:[0-9]{4}|[〇○O零一二三四五六七八九]{4})\s*年\s*(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})\s*月\s*"
    r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})\s*日[)）]?"
)
_NUMBER = re.compile(r"[\u4e00-\u9fffA-Za-z]{1,24}\s*[〔\[【(（﹝]\s*[0-9]{4}\s*[〕\]】)）﹞]\s*第?\s*[0-9]{1,5}\s*号")
_BODY = re.compile(r"政府|单位|部门|委员会|[委局厅部署省市区县镇办]|街道|集团|公司|学校|企业|机构|院")
_NOTE = re.compile(
    r"[(（](?:此件|本文|联系|公开|主动|依申请|征求|试行|送审|草案|暂行|[0-9]{4})[^()（）]{0,60}[)）]|此件[^。]{2,20}|信息公开.{0,12}|公开属性.{0,10}"
)
_ADOPTED = re.compile(
    r"[(（][^()（）]{0,30}[0-9]{4}年[^()（）]{0,80}(?:通过|发布|公布|修订|修正|施行|批准|印发)[^()（）]{0,40}[)）]"
)
_CLOSING_NOTE = re.compile(r"此件|公开发布|主动公开|依申请|联系|公开属性|信息公开|本文有删减")
_LEADS_ON = re.compile(r"(?:如下|以下|下列).{0,6}[:：]$")
TRANSMITS = re.compile(
    r"(?:现|兹|特)?将[^。]{2,160}(?:印发|转发|下发|发布|公布|发给)|现予?以?(?:印发|公布|发布|转发)|予以(?:印发|公布|发布|转发)|印发给你们|转发给你们"
)
_SHORT = 70


class Line(NamedTuple):
    """A line of the clean text and its span."""

    start: int
    end: int
    text: str


class Piece(NamedTuple):
    """A clause of the front (首部的一块) and the lines it is made of."""

    kind: ClauseKind
    lines: tuple[Line, ...]


class Front(NamedTuple):
    """The lines before the first clause, told apart."""

    titles: tuple[Span, ...]
    pieces: tuple[Piece, ...]


def role_of(line: Line) -> Role:
    """What a line of the front is, by its form."""
    text = line.text[:400]
    if _NUMBER.fullmatch(text.strip("()（）")):
        return "number"
    if DATE.fullmatch(text):
        return "date"
    if _ADOPTED.fullmatch(text) or _NOTE.fullmatch(text):
        return "note"
    if text[-1] in ":：":
        addressed = _BODY.search(text) and not _LEADS_ON.search(text) and "。" not in text
        return "to" if addressed and len(line.text) < 400 else "sentence"
    if text[-1] in "。;；!！" or len(line.text) > _SHORT or "。" in text:
        return "sentence"
    return "short"


def read_front(lines: Sequence[Line]) -> Front:
    """Titles and the pieces between them, in the order of the text."""
    roles = [role_of(line) for line in lines]
    notice_end = _notice_end(lines, roles)
    titles: list[Span] = []
    pieces: list[Piece] = []
    if notice_end:
        sent = _notice_start(lines, roles)
        titles += _before(lines[:sent], roles[:sent], pieces)
        pieces.append(Piece("transmittal", tuple(lines[sent:notice_end])))
    rest, rest_roles = lines[notice_end:], roles[notice_end:]
    opening = next((at for at, role in enumerate(rest_roles) if role == "sentence"), len(rest))
    titles += _before(rest[:opening], rest_roles[:opening], pieces)
    if rest[opening:]:
        pieces.append(Piece("preamble", tuple(rest[opening:])))
    return Front(tuple(titles), tuple(pieces))


def _notice_end(lines: Sequence[Line], roles: Sequence[Role]) -> int:
    """How many lines belong to the notice and what stands before it; 0 without one."""
    sends = next(
        (at for at, line in enumerate(lines) if roles[at] == "sentence" and TRANSMITS.search(line.text[:400])), None
    )
    if sends is None:
        return 0
    end = sends + 1
    dated = end
    for at in range(end, min(len(lines), sends + 60)):
        if roles[at] == "date" and dated == end:
            dated = at + 1
        elif dated > end and not (roles[at] == "note" and _CLOSING_NOTE.search(lines[at].text)):
            break
        elif dated > end:
            dated = at + 1
    return dated if dated > end else _sentences_end(roles, end)


def _sentences_end(roles: Sequence[Role], end: int) -> int:
    """Without a date below, the notice ends with its last sentence before a title."""
    below = end
    while below < len(roles) and roles[below] == "sentence":
        below += 1
    return below if "short" in roles[below : below + 1] else end


def _notice_start(lines: Sequence[Line], roles: Sequence[Role]) -> int:
    """The first line of the notice's body: its number or addressees right above the sentence that sends."""
    sends = next(at for at, line in enumerate(lines) if roles[at] == "sentence" and TRANSMITS.search(line.text[:400]))
    start = next(at for at, role in enumerate(roles) if role == "sentence")
    start = min(start, sends)
    while start and roles[start - 1] in ("number", "to"):
        start -= 1
    return start


def _before(lines: Sequence[Line], roles: Sequence[Role], pieces: list[Piece]) -> list[Span]:
    """Titles among the lines before a body; numbers, addressees and days become headers."""
    titles: list[Span] = []
    for short, group in groupby(range(len(lines)), key=lambda at: _is_title(lines[at], roles[at])):
        members = [lines[at] for at in group]
        if short:
            titles += [(line.start, line.end) for line in members]
        else:
            pieces.append(Piece("header", tuple(members)))
    return titles


def _is_title(line: Line, role: Role) -> bool:
    return role == "short" or (role == "note" and not _ADOPTED.fullmatch(line.text) and "此件" not in line.text)

"""Where a text stops too early (截断), and what it announces and does not have (缺失)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guiju.domain.clauses import Outline
from guiju.domain.policy.meta.dates import numeral
from guiju.domain.policy.meta.lines import kind_of
from guiju.domain.policy.meta.model import Cut, Missing
from guiju.domain.policy.places import Places

_ENDED = re.compile(r"(?:[。!?…]|[。!?;][\"”’」』)〕\]】》]{1,3}|[)〕\]】])$")
_GOES_ON = re.compile(r"[,、:;(〔“《-]$")
_ANNEX_LINE = re.compile(r"附 ?(?:件|表|录)")
_CLOSING_WORDS = re.compile(r"(?:抄送|抄报|印发|主办|附注|联系|咨询|特此|本文|公开方式|信息公开)")
_DUTY = re.compile(r"(?:责任|牵头|主责|主办|配合|协办|参与|参加|落实)(?:单位|部门):[^。;]{2,200}$")
_NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3} ?[、.,]|\([一二三四五六七八九十\d]{1,3}\)|"
    r"第[一二三四五六七八九十百\d]{1,4}[章条节]|\d{1,2} ?[.、])"
)
_ANNOUNCED = re.compile(
    r"(?:以下|如下)(?P<count>[二三四五六七八九十]{1,3}|\d{1,2})(?:条|项|个方面)(?:措施|意见|政策|规定)?"
)
_PAIRS = {"(": ")", "〔": "〕", "《": "》", "“": "”"}
_LAST = 600


def cut_read(text: str, folded: str, places: Places) -> Cut | None:
    """The last words, where the last line is no end: open sentence or bracket, or a bare heading."""
    start, end = _last_line(folded)
    line = folded[start:end]
    if not line or not _open(line, folded, start):
        return None
    left = max(start, max(line.rfind(sign) for sign in "。,;:、!?") + 1 + start)
    left = left if left < end else start
    where = places.words(start)
    after = text[left:end]
    return Cut(f"{where + ',' if where else ''}止于“……{after}”", after, (left, end))


def _last_line(folded: str) -> tuple[int, int]:
    end = len(folded.rstrip())
    return folded.rfind("\n", 0, end) + 1, end


def _open(line: str, folded: str, start: int) -> bool:
    """Whether a last line stops too early."""
    if _GOES_ON.search(line) and not line.startswith("附"):
        return True
    tail = line[max(line.rfind("。") + 1, len(line) - _LAST) :]
    if any(tail.count(sign) > tail.count(other) for sign, other in _PAIRS.items()):
        return True
    if " | " in line or line.endswith(" |"):
        return False
    if kind_of(line) in ("date", "signature", "note", "label", "number", "bracket"):
        return False
    if _DUTY.search(line) and not _GOES_ON.search(line):
        return False
    if _ENDED.search(line) or _ANNEX_LINE.match(line) or _CLOSING_WORDS.match(line):
        return False
    above = folded[folded.rfind("\n", 0, start - 1) + 1 : start - 1] if start > 1 else ""
    if _NUMBERED.match(line):
        unpunctuated = bool(_NUMBERED.match(above)) and not _ENDED.search(above)
        return not (unpunctuated and "," not in line)
    if "," in line or ";" in line:
        return True
    return (
        len(line) > 12
        and _ENDED.search(above) is not None
        and re.search(r"[\u4e00-\u9fff]$", line) is not None
        and (kind_of(line) != "title")
    )


def missing_read(text: str, folded: str, outline: Outline) -> Iterator[Missing]:
    """Annexes that are named and not there, and measures that are counted and fewer."""
    yield from _annexes(text, outline)
    yield from _measures(folded, outline)


def _annexes(text: str, outline: Outline) -> Iterator[Missing]:
    clauses = tuple(outline.walk())
    present = [clause for clause in clauses if clause.kind == "annex" and clause.end - clause.start > 40]
    for clause in clauses:
        if clause.kind != "annex_reference":
            continue
        names = list(_announced(text, clause.start, clause.end))
        for name, start, end in names[len(present) :]:
            yield Missing("annex", name, (start, end))
        return


def _announced(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """The annexes that a note lists, one a line or numbered in one line."""
    for line in re.finditer(r"[^\n]+", text[start : min(end, start + 3000)]):
        body = re.sub(r"^附 ?件 ?[:：]?", "", line[0]) if line.start() == 0 else line[0]
        offset = start + line.end() - len(body)
        for part in re.finditer(r"(?:(?<!\d)\d{1,2} ?[.、．] ?)?(?P<name>(?:(?!(?<![\d年])\d{1,2} ?[.、．]).)+)", body):
            name = part["name"].strip(" 。;；")
            if len(name) > 1:
                yield name, offset + part.start("name"), offset + part.start("name") + len(part["name"].rstrip())


def _measures(folded: str, outline: Outline) -> Iterator[Missing]:
    found = _ANNOUNCED.search(folded, 0, 8000)
    if found is None:
        return
    announced = numeral(found["count"])
    counted = max(
        (sum(1 for one in group if one.number) for group in _levels(outline)),
        default=0,
    )
    if 0 < counted < announced:
        yield Missing("measures", f"{found[0]}(实有{counted})", found.span())


def _levels(outline: Outline) -> Iterator[list]:  # type: ignore[type-arg]
    by_kind: dict[str, list] = {}  # type: ignore[type-arg]
    for clause in outline.walk():
        by_kind.setdefault(clause.kind, []).append(clause)
    yield from by_kind.values()

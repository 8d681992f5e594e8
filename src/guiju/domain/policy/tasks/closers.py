"""Where duties stand in a text (责任短语的位置): in brackets, on lines that begin with a label, in a last sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from guiju.domain.policy.tasks.bodies import body_like
from guiju.domain.policy.tasks.brackets import Bracket, brackets_find
from guiju.domain.policy.tasks.duty import LONGEST_PHRASE, duty_read
from guiju.domain.policy.tasks.labels import LABEL, VERB
from guiju.domain.policy.tasks.model import Duty

STOPS = "。;；!！?？"
_SIGNS = " 　—-–●◆■★※*·>"
_LABELLED = re.compile(
    rf"(?:^|(?<=[。;；!\n]))[{re.escape(_SIGNS)}]*"
    r"(?=[一-鿿]{0,6}(?:单位|部门|主体|处室|时限|时间|节点|期限|分工|安排)|(?:牵头|责任|配合|参与|主办|协办)[:：])",
    re.MULTILINE,
)
_SENTENCE = re.compile(r"(?:^|(?<=[。;；\n]))[^。;；\n]{4,300}[。;；]?\s*$")
_ABOUT = re.compile(r"^(?:此|该|本)项?(?:工作|任务|措施)?")
_GENERAL = re.compile(r"^(?:以上|上述|以下|各项|本(?:方案|意见|计划|规划|措施))")


class Closer(NamedTuple):
    """A duty in a text: what it says, its words, its span. `firm` unless it stands in the middle of a sentence."""

    start: int
    end: int
    phrase: str
    duty: Duty
    firm: bool = True
    own_line: bool = False
    whole: bool = True


def closers_find(text: str, *, first_leads: bool) -> list[Closer]:
    """The duties in `text`, in its order; those in the middle of sentences only where nothing firmer is there."""
    brackets = brackets_find(text)
    lines = _lines(text, brackets, first_leads=first_leads)
    begins = [line.start for line in lines]
    found = lines + [
        closer
        for bracket in brackets
        if not _within(bracket.start, begins, lines)
        and (closer := _bracketed(text, bracket, first_leads=first_leads)) is not None
    ]
    if any(closer.firm for closer in found):
        found = [closer for closer in found if closer.firm]
    return sorted(found)


def _lines(text: str, brackets: list[Bracket], *, first_leads: bool) -> list[Closer]:
    """Runs of lines, or ends of lines, that begin with labels (责任单位:…)."""
    found: list[Closer] = []
    begins = [bracket.start for bracket in brackets]
    done = 0
    for met in _LABELLED.finditer(text):
        start = met.end()
        if start < done or LABEL.match(text, start) is None:
            continue
        if _within(start, begins, brackets):
            continue
        end = _line_end(text, start)
        while end < len(text) and end - start < LONGEST_PHRASE and LABEL.match(text, _next_line(text, end)):
            end = _line_end(text, _next_line(text, end))
        done = end
        phrase = text[start:end].strip().rstrip("。;；")
        duty = duty_read(phrase, first_leads=first_leads)
        if duty is not None:
            found.append(Closer(met.start(), end, phrase, duty, own_line=_own_line(text, start)))
    return found


def _within(at: int, begins: Sequence[int], spans: Sequence[Closer | Bracket]) -> bool:
    """Whether `at` lies in one of `spans`, which stand in order and begin at `begins`."""
    before = bisect_right(begins, at) - 1
    return before >= 0 and at < spans[before].end


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _next_line(text: str, end: int) -> int:
    at = end + 1
    while at < len(text) and text[at] in _SIGNS:
        at += 1
    return at


def _own_line(text: str, at: int) -> bool:
    while at and text[at - 1] in _SIGNS:
        at -= 1
    return at == 0 or text[at - 1] == "\n"


def _bracketed(text: str, bracket: Bracket, *, first_leads: bool) -> Closer | None:
    """The duty inside a bracket, if it stands where duties stand."""
    inside = bracket.inside(text)
    before = text[max(0, bracket.start - 9) : bracket.start].rstrip()[-1:]
    after = text[bracket.end : bracket.end + 9].lstrip(" 　\t")[:1]
    own_line = _own_line(text, bracket.start)
    at_stop = own_line or before in STOPS or before in "”》】)）:："
    at_end = after in ("", "\n") or after in STOPS
    spoken = VERB.search(inside) is not None or LABEL.search(inside) is not None
    duty = duty_read(inside, bare=(before in STOPS or own_line) and at_end, first_leads=first_leads)
    if duty is None or not (bracket.closed or spoken):
        return None
    if not spoken and len(duty.bodies) == 1 and duty.bodies[0][0] not in "市省区县国各":
        return None
    firm = not spoken or at_stop or at_end or text[bracket.start] in "〔[［"
    if not firm and (duty.unsure or not re.search("牵头|负责|单位", inside)):
        return None
    return Closer(bracket.start, bracket.end, inside.strip(), duty, firm, own_line, bracket.closed)


def sentence_find(text: str, *, first_leads: bool) -> tuple[Duty, str] | None:
    """The duty that the last sentence of `text` states (由市科技局牵头,市财政局配合。), and its words."""
    last = _SENTENCE.search(text, max(0, len(text) - 320))
    if last is None or _GENERAL.match(last.group().strip()):
        return None
    sentence = _ABOUT.sub("", last.group().strip().rstrip("。;；"))
    duty = duty_read(sentence, bare=False, first_leads=first_leads) if VERB.search(sentence) else None
    return (duty, sentence) if duty is not None and all(map(body_like, duty.bodies)) else None

"""A clause cut where its duties stand (任务块): brackets, lines of their own, and a last sentence."""

from __future__ import annotations

import re
from typing import NamedTuple

from guiju.domain.policy.tasks.bodies import body_like
from guiju.domain.policy.tasks.brackets import Bracket, brackets_find
from guiju.domain.policy.tasks.deadlines import due_choose, dues_find
from guiju.domain.policy.tasks.duty import duty_read
from guiju.domain.policy.tasks.labels import LABEL, VERB
from guiju.domain.policy.tasks.model import Duty

STOPS = "。;；!！?？"
_LABEL_LINE = re.compile(rf"(?:(?<=[。;；!\n])|^)[ 　]*(?=(?:{LABEL.pattern.replace('(?P<', '(?P<_')}))", re.MULTILINE)
_SENTENCE = re.compile(r"(?:^|(?<=[。;；\n]))[^。;；\n]{4,300}[。;；]?\s*$")
_ABOUT = re.compile(r"^(?:此|该|本|以上|上述)项?(?:工作|任务|措施)?")
_DUE_ONLY = re.compile(r"完成|前$|长期|持续|时限|时间")


class Block(NamedTuple):
    """A piece of a text with the duty that closes it; places count in that text, `guessed` says it is unsure."""

    start: int
    end: int
    duty: Duty | None = None
    phrase: str | None = None
    guessed: bool = False
    own_line: bool = False


def blocks_split(text: str, *, first_leads: bool = False) -> list[Block]:
    """`text` cut after each duty; one block without a duty where it states none."""
    blocks: list[Block] = []
    at = 0
    for bracket in brackets_find(text):
        inside = bracket.inside(text)
        start, end = _trimmed(text, at, bracket.start)
        duty = _bracket_duty(text, bracket, first_leads=first_leads)
        if duty is not None:
            block = Block(start, end, duty, inside.strip(), not bracket.closed, _own_line(text, bracket.start))
            if start >= end and blocks:
                block = _merged(blocks.pop(), block, first_leads=first_leads)
            blocks.append(block)
            at = bracket.end
        elif blocks and start >= end and _DUE_ONLY.search(inside):
            blocks[-1] = _with_due(blocks[-1], inside)
    start, end = _trimmed(text, at, len(text))
    if start < end and blocks and blocks[-1].start >= blocks[-1].end and len(blocks) == 1:
        return [blocks[0]._replace(start=start, end=end)]
    if start < end:
        blocks.append(_ending(text, start, end, first_leads=first_leads))
    return blocks


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without what only stands between two blocks."""
    while start < end and (text[start].isspace() or text[start] in "。;；,，、."):
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _own_line(text: str, at: int) -> bool:
    before = text[:at].rstrip(" 　\t")
    return before == "" or before.endswith("\n")


def _bracket_duty(text: str, bracket: Bracket, *, first_leads: bool) -> Duty | None:
    """The duty inside a bracket, if it stands where duties stand."""
    inside = bracket.inside(text)
    before = text[: bracket.start].rstrip()[-1:]
    after = text[bracket.end :].lstrip(" 　\t")[:1]
    at_stop = before in STOPS or before in "”》】)）:：" or _own_line(text, bracket.start)
    at_end = after in ("", "\n") or after in STOPS
    spoken = VERB.search(inside) is not None or LABEL.search(inside) is not None
    duty = duty_read(inside, bare=before in STOPS and at_end, first_leads=first_leads)
    if duty is None or not (bracket.closed or spoken):
        return None
    if spoken and (at_stop or at_end or text[bracket.start] in "〔["):
        return duty
    if spoken:
        return duty if not duty.unsure and ("牵头" in inside or "负责" in inside or "单位" in inside) else None
    return duty if len(duty.bodies) > 1 or duty.bodies[0][0] in "市省区县国" else None


def _merged(first: Block, second: Block, *, first_leads: bool) -> Block:
    """Two brackets that follow each other as one duty (牵头单位:…)(配合单位:…)."""
    phrase = f"{first.phrase};{second.phrase}"
    return first._replace(duty=duty_read(phrase, first_leads=first_leads) or first.duty, phrase=phrase)


def _with_due(block: Block, inside: str) -> Block:
    due = due_choose(dues_find(inside, source="phrase"))
    if due is None or block.duty is None:
        return block
    old = block.duty
    duty = Duty(old.lead, old.participants, old.etc, due, old.named, old.unsure)
    return block._replace(duty=duty)


def _ending(text: str, start: int, end: int, *, first_leads: bool) -> Block:
    """What follows the last bracket, with a duty on a line of its own or in its last sentence."""
    piece = text[start:end]
    for met in _LABEL_LINE.finditer(piece):
        phrase = piece[met.start() :].strip()
        duty = duty_read(phrase.rstrip("。"), first_leads=first_leads)
        if duty is not None and "\n" not in _beyond_labels(phrase):
            stop = _trimmed(text, start, start + met.start())[1]
            return Block(start, stop, duty, phrase.rstrip("。"), own_line=_own_line(text, start + met.start()))
    last = _SENTENCE.search(piece, max(0, len(piece) - 320))
    if last is not None:
        sentence = _ABOUT.sub("", last.group().strip().rstrip("。;；"))
        duty = duty_read(sentence, bare=False, first_leads=first_leads)
        if duty is not None and all(map(body_like, duty.bodies)) and VERB.search(sentence):
            return Block(start, end, duty, sentence)
    return Block(start, end)


def _beyond_labels(phrase: str) -> str:
    """The lines of `phrase` from the first on that begins with no label; nothing where all do."""
    lines = phrase.split("\n")
    for number, line in enumerate(lines):
        if number and not LABEL.match(line.strip()):
            return "\n" + line
    return ""

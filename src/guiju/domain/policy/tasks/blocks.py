"""A clause cut where its duties stand (任务块): each duty closes the block before it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from guiju.domain.policy.tasks.brackets import brackets_find
from guiju.domain.policy.tasks.closers import closers_find, sentence_find
from guiju.domain.policy.tasks.deadlines import due_choose, dues_find
from guiju.domain.policy.tasks.duty import duty_read
from guiju.domain.policy.tasks.model import Duty

LONGEST_MERGED = 400
_DUE_ONLY = re.compile(r"完成|前$|长期|持续|时限|时间")


class Block(NamedTuple):
    """A piece of a text with the duty that closes it; places count in that text.

    `own_line`: the duty stands on a line of its own. `whole` is false where its bracket was never closed.
    """

    start: int
    end: int
    duty: Duty | None = None
    phrase: str | None = None
    own_line: bool = False
    whole: bool = True


def blocks_split(text: str, *, first_leads: bool = False) -> list[Block]:
    """`text` cut after each duty; one block without a duty where it states none."""
    blocks: list[Block] = []
    at = 0
    for closer in closers_find(text, first_leads=first_leads):
        start, end = _trimmed(text, at, closer.start)
        block = Block(start, end, closer.duty, closer.phrase, closer.own_line, closer.whole)
        if start >= end and blocks:
            block = _merged(blocks.pop(), block, first_leads=first_leads)
        blocks.append(block)
        at = closer.end
    start, end = _trimmed(text, at, len(text))
    if start >= end:
        return blocks
    rest = text[start:end]
    if blocks and (dated := _dated(blocks[-1], rest)) is not None:
        return [*blocks[:-1], dated]
    if len(blocks) == 1 and blocks[0].start >= blocks[0].end:
        return [blocks[0]._replace(start=start, end=end)]
    said = sentence_find(rest, first_leads=first_leads)
    return [*blocks, Block(start, end, *(said or (None, None)))]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without what only stands between two blocks."""
    while start < end and (text[start].isspace() or text[start] in "。;；,，、."):
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _merged(first: Block, second: Block, *, first_leads: bool) -> Block:
    """Two duties that follow each other as one (牵头单位:…)(配合单位:…)."""
    phrase = f"{first.phrase};{second.phrase}"
    if len(phrase) > LONGEST_MERGED:
        return first
    return first._replace(duty=duty_read(phrase, first_leads=first_leads) or first.duty, phrase=phrase)


def _dated(block: Block, rest: str) -> Block | None:
    """`block` with the deadline that alone stands in brackets after its duty ((2025年底前完成))."""
    brackets = brackets_find(rest)
    if block.duty is None or len(brackets) != 1 or brackets[0].start or brackets[0].end < len(rest.rstrip("。")):
        return None
    due = due_choose(dues_find(rest, source="phrase")) if _DUE_ONLY.search(rest) else None
    return block._replace(duty=replace(block.duty, due=due)) if due is not None else None

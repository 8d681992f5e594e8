"""Sentences of a clause and the stretches between their commas (句、分句), with offsets in the clean text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from guiju.domain.clauses.model import Clause
from guiju.domain.policy.targets.dates import Mention, mentions
from guiju.domain.policy.targets.folding import fold

_LONGEST = 2000
_LONG_AGO = 2021
_END = re.compile(r"[。!?！？\n]+[”’\"]?")
_BREAK = re.compile(r"(?<!\d)[,;:]|[,;:](?!\d)|(?<=\d),(?=\d{4})|[;；]")
_SHELTERED = re.compile(r"《[^《》]*》|“[^“”]*”|〈[^〈〉]*〉|〔[^〔〕]*〕")
_DUTIES = "牵头|负责|责任|参与|参加|配合|协助|主管|主办|协办|单位|部门|联系"
_NO_WORK = re.compile(_DUTIES + "|时限|期限|时间|进度|序号|编号|依据|属性")
_GOAL = re.compile(r"目标|指标|成效|成果")
_SENTENCE_PART = re.compile(r";")


@dataclass(frozen=True)
class Sentence:
    """One sentence: `start` in the clean text, its `text` as printed; `title` in a heading, `goal` in a goal cell.

    `since` is the first year that is not past for the document; 0 where it is not known.
    """

    start: int
    text: str
    title: bool = False
    goal: bool = False
    since: int = 0

    @cached_property
    def folded(self) -> str:
        """The text in one spelling, as long as it is."""
        return fold(self.text)

    @cached_property
    def dates(self) -> list[Mention]:
        """The dates it names."""
        return mentions(self.folded)

    @cached_property
    def limits(self) -> list[Mention]:
        """The dates it sets as time limits."""
        return [date for date in self.dates if date.dues and date.bound and not self.is_past(date)]

    def is_past(self, date: Mention) -> bool:
        """Whether a date lies before the time the document is about (“十三五”期间 in a plan to 2025)."""
        return bool(date.dues) and not date.baseline and int(date.dues[-1][:4]) < (self.since or _LONG_AGO)

    @cached_property
    def sheltered(self) -> tuple[tuple[int, int], ...]:
        """What stands in quotes and title marks: names, not promises."""
        return tuple(match.span() for match in _SHELTERED.finditer(self.text))

    @cached_property
    def pieces(self) -> tuple[tuple[int, int], ...]:
        """The stretches between commas, semicolons and colons outside of quotes; offsets in the sentence."""
        cuts = [0]
        shelters = iter((*self.sheltered, (len(self.text) + 1, len(self.text) + 2)))
        low, high = next(shelters)
        for match in _BREAK.finditer(self.folded):
            while match.start() >= high:
                low, high = next(shelters)
            if not low < match.start() < high:
                cuts.append(match.end())
        body = len(self.text.rstrip("。!?！？\n”;；,，:： "))
        return tuple((a, min(b, body)) for a, b in zip(cuts, [*cuts[1:], body], strict=True) if a < min(b, body))

    def piece_of(self, at: int) -> tuple[int, int]:
        """The stretch that holds the place; an open bracket before it begins one of its own."""
        place = bisect_right(self.pieces, (at, len(self.text))) - 1
        if place >= 0:
            start, end = self.pieces[place]
            if at < end:
                opened = self.folded.rfind("(", start, at)
                return (opened + 1, end) if opened >= 0 and self.folded.find(")", opened, at) < 0 else (start, end)
        return 0, len(self.text)

    def part_start(self, at: int) -> int:
        """Where the part between semicolons that holds the place begins."""
        return max((match.end() for match in _SENTENCE_PART.finditer(self.folded, 0, at)), default=0)


def sentences_of(clause: Clause, text: str, since: int = 0) -> Iterator[Sentence]:
    """The sentences of a clause's own title and text; of a row those of its cells that are no duties."""
    told = [cell for cell in clause.cells if not _NO_WORK.search(cell.column)]
    if told:
        for cell in told:
            yield from split(text, cell.start, cell.end, since, goal=_GOAL.search(cell.column) is not None)
        return
    if clause.title:
        at = text.find(clause.title, clause.start, clause.text_start)
        if at >= 0:
            yield from split(text, at, at + len(clause.title), since, title=True)
    yield from split(text, clause.text_start, clause.text_end, since)


def split(
    text: str, start: int, end: int, since: int = 0, *, title: bool = False, goal: bool = False
) -> Iterator[Sentence]:
    """The sentences between two offsets; one without an end is cut, so that work stays bounded."""
    at = start
    while at < end:
        found = _END.search(text, at, min(end, at + _LONGEST))
        stop = found.end() if found else min(end, at + _LONGEST)
        piece = text[at:stop]
        bare = piece.strip()
        if bare:
            yield Sentence(at + piece.index(bare[0]), bare, title, goal, since)
        at = stop

"""Sentences of a clause and the stretches between their commas (句、分句), with offsets in the clean text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from guiju.domain.clauses.model import Clause
from guiju.domain.policy.targets.folding import fold

_LONGEST = 2000
_END = re.compile(r"[。!?！？\n]+[”’\"]?")
_BREAK = re.compile(r"(?<!\d)[,;:]|[,;:](?!\d)|(?<=\d),(?=\d{4})|[;；]")
_SHELTERED = re.compile(r"《[^《》]*》|“[^“”]*”|〈[^〈〉]*〉|〔[^〔〕]*〕")
_SENTENCE_PART = re.compile(r";")


@dataclass(frozen=True)
class Sentence:
    """One sentence: `start` in the clean text, its `text` as printed; `title` where it is a heading."""

    start: int
    text: str
    title: bool = False

    @cached_property
    def folded(self) -> str:
        """The text in one spelling, as long as it is."""
        return fold(self.text)

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
        for start, end in self.pieces:
            if start <= at < end:
                opened = self.folded.rfind("(", start, at)
                return (opened + 1, end) if opened >= 0 and self.folded.find(")", opened, at) < 0 else (start, end)
        return 0, len(self.text)

    def part_start(self, at: int) -> int:
        """Where the part between semicolons that holds the place begins."""
        return max((match.end() for match in _SENTENCE_PART.finditer(self.folded, 0, at)), default=0)


def sentences_of(clause: Clause, text: str) -> Iterator[Sentence]:
    """The sentences of a clause's own title and text; of a row those of its cells that are no duties."""
    if clause.title:
        at = text.find(clause.title, clause.start, clause.text_start)
        if at >= 0:
            yield from split(text, at, at + len(clause.title), title=True)
    yield from split(text, clause.text_start, clause.text_end)


def split(text: str, start: int, end: int, *, title: bool = False) -> Iterator[Sentence]:
    """The sentences between two offsets; one without an end is cut, so that work stays bounded."""
    at = start
    while at < end:
        found = _END.search(text, at, min(end, at + _LONGEST))
        stop = found.end() if found else min(end, at + _LONGEST)
        piece = text[at:stop]
        bare = piece.strip()
        if bare:
            yield Sentence(at + piece.index(bare[0]), bare, title)
        at = stop

"""A rule that is cut off (截断的规则): its last words, how they certainly went on, what is lost."""

from __future__ import annotations

import re

from guiju.domain.policy.funding.model import Truncation
from guiju.domain.policy.meta.model import Cut

_SHORTEST = 4
_LONGEST = 30
_STOPS = ",。;:、)\n"


def completion_of(folded: str, cut: Cut) -> str | None:
    """How the last words certainly went on: every earlier place with the same words goes on alike."""
    start, end = cut.at
    for length in range(min(_LONGEST, end - start), _SHORTEST - 1, -1):
        words = folded[end - length : end]
        if any(sign in words for sign in _STOPS):
            continue
        endings = set()
        at = folded.find(words, 0, start)
        while at >= 0:
            stop = re.compile(r"[,。;:、)\n]|$").search(folded, at + length)
            endings.add(folded[at + length : stop.start() if stop else len(folded)])
            at = folded.find(words, at + 1, start)
        if len(endings) == 1 and next(iter(endings)):
            return next(iter(endings)) + _closings(folded, end)
        if endings:
            return None
    return None


def _closings(folded: str, end: int) -> str:
    """The bracket that the last sentence opened and did not close."""
    start = max(folded.rfind(sign, 0, end) for sign in "。;\n") + 1
    tail = folded[start:end]
    return ")" * max(0, min(3, tail.count("(") - tail.count(")")))


def truncation_of(cut: Cut, completion: str | None, missing: tuple[str, ...], unfunded: tuple[str, ...]) -> Truncation:
    """What the cut takes away: named only as kinds, never as amounts."""
    lost = (f"“……{cut.after}”以后的文字", *missing)
    return Truncation(cut.after, f"{cut.after}{completion}" if completion else None, lost, unfunded)

"""The foot of a document (落款): who signed it, and on which day."""

from __future__ import annotations

from collections import deque
from typing import NamedTuple

from guiju.domain.policy.meta.dates import DATE
from guiju.domain.policy.meta.lines import Line, lines_of

_MOST_SIGNERS = 20
_MOST_DATES = 60


class Foot(NamedTuple):
    """Signature and date below the text."""

    signature: tuple[Line, ...]
    dated: Line | None


def foot_read(text: str, folded: str, start: int) -> Foot:
    """The last signature with its date after `start`; without a date, a body alone on one of the last lines."""
    best: Foot | None = None
    for found in deque(DATE.finditer(folded, start), maxlen=_MOST_DATES):
        left = folded.rfind("\n", 0, found.start()) + 1
        right = folded.find("\n", found.end())
        right = len(folded) if right < 0 else right
        if right - left > 120:
            continue
        here = tuple(lines_of(text, folded, left, right))
        if here and here[-1].kind == "date":
            signed = tuple(line for line in here[:-1] if line.kind == "signature")
            best = Foot(signed or _above(text, folded, left), here[-1])
    if best is not None:
        return best
    tail = _last_lines(text, folded, start)
    return Foot(tuple(line for line in tail if line.kind == "signature"), None)


def _above(text: str, folded: str, stop: int) -> tuple[Line, ...]:
    """The lines of bodies right above a date."""
    lines: list[Line] = []
    while stop > 0 and len(lines) < _MOST_SIGNERS:
        left = folded.rfind("\n", 0, stop - 1) + 1
        here = tuple(lines_of(text, folded, left, stop - 1)) if stop - left < 200 else ()
        if not here or any(line.kind != "signature" for line in here):
            break
        lines[:0] = here
        stop = left
    return tuple(lines)


def _last_lines(text: str, folded: str, start: int) -> tuple[Line, ...]:
    """The last lines of the text, as far as they are short."""
    lines: list[Line] = []
    stop = len(folded)
    while stop > start and len(lines) < 6:
        left = max(folded.rfind("\n", start, stop) + 1, start)
        if stop - left > 200:
            break
        lines[:0] = lines_of(text, folded, left, stop)
        stop = left - 1
    return tuple(lines)

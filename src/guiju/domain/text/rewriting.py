"""Rewriting a text by pattern while keeping the map back and the list of repairs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from re import Match, Pattern
from typing import NamedTuple

from guiju.domain.language import Words
from guiju.domain.text.model import Repair, Rewrite
from guiju.domain.text.offsets import Edit, OffsetMap

Replacement = str | tuple[str, bool] | None
"""What a match becomes: a text (certain), a text and whether it is certain, or None to leave it."""


def rewrite(
    text: str, pattern: Pattern[str], replace: Callable[[Match[str]], Replacement], why: Words
) -> Rewrite | None:
    """`text` with every match replaced; None when nothing changed. One pass, linear in the text."""
    pieces: list[str] = []
    edits: list[Edit] = []
    repairs: list[Repair] = []
    done = 0
    for match in pattern.finditer(text):
        found = replace(match)
        new, certain = found if isinstance(found, tuple) else (found, True)
        start, end = match.span()
        old = match.group()
        if new is None or new == old:
            continue
        pieces += (text[done:start], new)
        done = end
        if len(new) != len(old):
            edits.append(Edit(start, end, len(new)))
        repairs.append(Repair(start, old, new, why, certain))
    if not repairs:
        return None
    pieces.append(text[done:])
    return Rewrite("".join(pieces), OffsetMap(edits), repairs)


class Change(NamedTuple):
    """One replacement a step wants: `text[start:end]` becomes `new`, for this reason, beyond doubt or not."""

    start: int
    end: int
    new: str
    why: Words
    certain: bool = True


def replaced(text: str, changes: Iterable[Change]) -> Rewrite | None:
    """`text` with every change made, in the order of the text, none over another. None when nothing changed."""
    pieces: list[str] = []
    edits: list[Edit] = []
    repairs: list[Repair] = []
    done = 0
    for start, end, new, why, certain in changes:
        old = text[start:end]
        if new == old:
            continue
        pieces += (text[done:start], new)
        done = end
        if len(new) != len(old):
            edits.append(Edit(start, end, len(new)))
        repairs.append(Repair(start, old, new, why, certain))
    if not repairs:
        return None
    pieces.append(text[done:])
    return Rewrite("".join(pieces), OffsetMap(edits), repairs)

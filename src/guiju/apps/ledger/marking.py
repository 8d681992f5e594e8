"""Where a task has the words it was found by (命中处), for the list of tasks."""

from __future__ import annotations

from typing import NamedTuple

from guiju.kernel.search.pieces import places

_BEFORE, _BEHIND = 16, 40


class Piece(NamedTuple):
    """A piece of a text, and whether it was asked for."""

    text: str
    hit: bool


class Marked(NamedTuple):
    """A title in pieces; and what stands in the text around the first word the title has not, if there is one."""

    title: list[Piece]
    beside: list[Piece]


def marked(title: str, text: str, typed: str) -> Marked:
    """The title and, where it has not every word, a stretch of the text with its words."""
    missing = [word for word in typed.split() if not places(title, word)]
    first = next((found[0] for word in missing if (found := places(text, word))), None)
    if first is None:
        return Marked(_cut(title, typed), [])
    start, end = max(first[0] - _BEFORE, 0), min(first[1] + _BEHIND, len(text))
    stretch = _cut(text[start:end], typed)
    before, behind = [Piece("…", False)] if start else [], [Piece("…", False)] if end < len(text) else []
    return Marked(_cut(title, typed), [*before, *stretch, *behind])


def _cut(text: str, typed: str) -> list[Piece]:
    pieces, at = [], 0
    for start, end in places(text, typed):
        pieces += [Piece(text[at:start], False), Piece(text[start:end], True)]
        at = end
    return [piece for piece in (*pieces, Piece(text[at:], False)) if piece.text]

"""Pairs of brackets in a text (括号), of whatever width and shape, one inside another."""

from __future__ import annotations

from typing import NamedTuple

OPENING = {"(": "round", "（": "round", "〔": "tortoise", "[": "square", "［": "square", "【": "lenticular"}
CLOSING = {")": "round", "）": "round", "〕": "tortoise", "]": "square", "］": "square", "】": "lenticular"}
LONGEST = 2000


class Bracket(NamedTuple):
    """A pair of brackets (括号): `start` is at the opening one, `end` after the closing one."""

    start: int
    end: int
    closed: bool = True

    def inside(self, text: str) -> str:
        """What stands between the two."""
        return text[self.start + 1 : self.end - 1 if self.closed else self.end]


def brackets_find(text: str) -> list[Bracket]:
    """The outermost brackets of `text`, line by line; one that is never closed runs to the end of its line."""
    found: list[Bracket] = []
    stack: list[tuple[int, str]] = []
    for at, char in enumerate(text):
        if char in OPENING:
            stack.append((at, OPENING[char]))
        elif char in CLOSING and stack:
            _close(stack, CLOSING[char], at, found)
        elif char == "\n" and stack:
            found += _unclosed(text, stack, at)
            stack.clear()
    if stack:
        found += _unclosed(text, stack, len(text))
    return _outermost(found)


def _close(stack: list[tuple[int, str]], shape: str, at: int, found: list[Bracket]) -> None:
    """Close the nearest opening bracket of the same shape; one of another shape only if it is the last open."""
    for depth in range(len(stack) - 1, max(-1, len(stack) - 9), -1):
        if stack[depth][1] == shape:
            found.append(Bracket(stack[depth][0], at + 1))
            del stack[depth:]
            return
    if len(stack) == 1:
        found.append(Bracket(stack.pop()[0], at + 1))


def _unclosed(text: str, stack: list[tuple[int, str]], end: int) -> list[Bracket]:
    """The last bracket left open on a line, if no sentence ends in it."""
    start = stack[-1][0] if text.find("。", stack[0][0], end - 1) >= 0 else stack[0][0]
    if end - start > LONGEST or text.find("。", start, end - 1) >= 0:
        return []
    return [Bracket(start, end, closed=False)]


def _outermost(found: list[Bracket]) -> list[Bracket]:
    kept: list[Bracket] = []
    for bracket in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or bracket.start >= kept[-1].end:
            kept.append(bracket)
    return kept


def depths(text: str) -> list[int]:
    """How many brackets stand open at each character of `text`."""
    depth, all_depths = 0, []
    for char in text:
        if char in CLOSING:
            depth = max(0, depth - 1)
        all_depths.append(depth)
        if char in OPENING:
            depth += 1
    return all_depths

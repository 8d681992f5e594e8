"""A policy and its newer version (新旧版本对照): which task became which, what was added, what was dropped."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

ALIKE = 0.6
MOST_COMPARED = 60_000
"""Pairs of tasks that are compared word by word; beyond, only equal texts and titles are found."""
LONGEST = 600
_NUMBER = re.compile(
    r"^\s*(?:[（(][0-9一二三四五六七八九十百]{1,4}[)）]|第[0-9一二三四五六七八九十百]{1,4}[条章节项]|[0-9一二三四五六七八九十百]{1,4}[.．、](?!\d))\s*"
)
Kind = Literal["same", "changed", "added", "kept", "dropped"]
Origin = Literal["text", "hand", "decision"]


class Said(NamedTuple):
    """A task as a version says it: read in its text, added by hand (补录), or a decision of a meeting (议定事项).

    `text` is all that was read for it, split or not; `root` the task of which a person made this one too (拆分).
    """

    pk: int
    title: str
    text: str
    origin: Origin = "text"
    root: int = 0


class Pair(NamedTuple):
    """A task of the older version and what it became in the newer; one side is None where it was added or dropped,
    or where it was never of the text and is kept as it is."""

    kind: Kind
    older: Said | None
    newer: Said | None


class Piece(NamedTuple):
    """A run of words of a changed text: kept, removed or added."""

    text: str
    what: Literal["kept", "removed", "added"]


def compared(older: Sequence[Said], newer: Sequence[Said]) -> list[Pair]:
    """Every task of both once, in the order of the newer version, the kept and dropped ones last.

    What a meeting decided is taken for the same words of a policy alone; nothing a person added is dropped, save what
    was split from a task that is.
    """
    partner: dict[int, Said] = {}
    left = list(older)
    for alike in (_text, _title):
        known: dict[str, list[Said]] = defaultdict(list)
        for one in left:
            known[alike(one)].append(one)
        for one in newer:
            if one.pk not in partner and alike(one) and known.get(alike(one)):
                partner[one.pk] = known[alike(one)].pop(0)
        taken = {one.pk for one in partner.values()}
        left = [one for one in left if one.pk not in taken and one.origin != "decision"]
    open_ = [one for one in newer if one.pk not in partner]
    partner |= _by_words(left, open_)
    taken = {one.pk for one in partner.values()}
    pairs = [_pair(partner.get(one.pk), one) for one in newer]
    gone = [one for one in older if one.pk not in taken]
    stays = taken | {one.pk for one in gone if one.origin != "text" and not one.root}
    return pairs + [Pair("kept" if _goes_on(one, stays) else "dropped", one, None) for one in gone]


def changes(older: str, newer: str) -> list[Piece]:
    """What changed in a text, word by word."""
    pieces: list[Piece] = []
    matcher = SequenceMatcher(None, older[:4_000], newer[:4_000], autojunk=False)
    for tag, start, end, begin, stop in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece(older[start:end], "kept"))
            continue
        if end > start:
            pieces.append(Piece(older[start:end], "removed"))
        if stop > begin:
            pieces.append(Piece(newer[begin:stop], "added"))
    return pieces


def unnumbered(text: str) -> str:
    """A text without the number of its clause and without blanks: what it says, wherever it stands."""
    return "".join(_NUMBER.sub("", text).split())


def alike(one: str, other: str) -> float:
    """How many pairs of neighbouring signs two texts share, 0 to 1."""
    if one == other:
        return 1.0 if one else 0.0
    mine, theirs = _pairs(one[:LONGEST]), _pairs(other[:LONGEST])
    return 2 * len(mine & theirs) / ((len(mine) + len(theirs)) or 1)


def _goes_on(one: Said, stays: set[int]) -> bool:
    """Whether a task that became none of the newer version is kept; `stays` are the tasks that go on for their own."""
    return one.origin != "text" and (not one.root or one.root in stays)


def _pair(older: Said | None, newer: Said) -> Pair:
    if older is None:
        return Pair("added", None, newer)
    return Pair("same" if _text(older) == _text(newer) else "changed", older, newer)


def _by_words(older: Sequence[Said], newer: Sequence[Said]) -> dict[int, Said]:
    """The best partners among those whose words are alike enough, each taken once."""
    if len(older) * len(newer) > MOST_COMPARED:
        return {}
    scores = sorted(_scores(older, newer), key=lambda row: -row[0])
    found: dict[int, Said] = {}
    taken: set[int] = set()
    for _, one, other in scores:
        if one.pk not in taken and other.pk not in found:
            found[other.pk] = one
            taken.add(one.pk)
    return found


def _scores(older: Sequence[Said], newer: Sequence[Said]) -> Iterator[tuple[float, Said, Said]]:
    grams = {one.pk: _grams(one) for one in (*older, *newer)}
    for other in newer:
        for one in older:
            shared = len(grams[one.pk] & grams[other.pk])
            score = 2 * shared / ((len(grams[one.pk]) + len(grams[other.pk])) or 1)
            if score >= ALIKE:
                yield score, one, other


def _grams(one: Said) -> frozenset[str]:
    return _pairs(f"{one.title}{one.text[:LONGEST]}")


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def _text(one: Said) -> str:
    return unnumbered(one.text)


def _title(one: Said) -> str:
    return unnumbered(one.title)

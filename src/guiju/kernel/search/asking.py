"""What somebody typed, taken apart (检索式): numbers in any spelling, and words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from guiju.domain.numbers import read
from guiju.kernel.search.spellings import NONE, compact, spellings
from guiju.kernel.search.words import fold, stream, words

MAX_PARTS = 12
MAX_TYPED = 100
LONGEST_PREFIX = 6
_CHINESE = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_SPACE = re.compile(r"[\s,;，；、。《》“”\"'()（）]+")


@dataclass(frozen=True, slots=True)
class Part:
    """One thing a document must have: a number spelled so, or these words.

    `typed` is its compact spelling, empty when it can be no number; `exact`, `alike`, `series` the spellings of the
    number it reads as (see `spellings`); `begun` a word that may go on ("stand" for "standard"). `plain`: one word
    that the dictionary does not cut or change, so that its words say no more than its stream.
    """

    typed: str
    exact: tuple[str, ...]
    alike: tuple[str, ...]
    series: tuple[str, ...]
    stream: tuple[str, ...]
    words: tuple[str, ...]
    begun: str

    @property
    def plain(self) -> bool:
        return self.words == ("".join(self.stream),) and not self.words[0].isascii()


@lru_cache(256)
def parts(text: str) -> tuple[Part, ...]:
    """The parts of a question, at most `MAX_PARTS`."""
    if _is_number(text):
        return (_part(text),)
    pieces = [piece for piece in _SPACE.split(text) if piece][:MAX_PARTS]
    found: list[Part] = []
    while pieces:
        # A number may be typed with spaces in it ("GB/T 19001 2016"): the longest run that reads as one is one part.
        size = next((n for n in (3, 2) if len(pieces) >= n and _is_number(" ".join(pieces[:n]))), 1)
        part = _part(" ".join(pieces[:size]))
        if part.stream:
            found.append(part)
        pieces = pieces[size:]
    return tuple(found)


def telling(asked: tuple[Part, ...]) -> tuple[Part, ...]:
    """Those parts of which one alone will do when no document has them all.

    A bare prefix of numbers (GB, ISO) says nothing by itself: tens of thousands of numbers begin so.
    """
    return tuple(part for part in asked if not _is_prefix(part.typed)) or asked


@lru_cache(1_000)
def _is_prefix(typed: str) -> bool:
    return typed.isalpha() and len(typed) <= LONGEST_PREFIX and _is_number(f"{typed} 1001-2001")


def refused(texts: Iterable[str]) -> tuple[Part, ...]:
    """What a document must not have, one part a text, at most `MAX_PARTS`.

    Digits alone are a whole number or serial, letters alone also the beginning of numbers; a word does not go on, and
    a number with its year is no other edition.
    """
    made = (_part(text.strip()) for text in texts if text.strip())
    alone = (replace(part, begun="", series=() if part.exact else part.series) for part in made if part.stream)
    return tuple(alone)[:MAX_PARTS]


def phrases(text: str) -> tuple[tuple[str, ...], ...]:
    """What a text field must have: the stream of every piece of the text between spaces and signs."""
    pieces = (tuple(stream(fold(piece))) for piece in _SPACE.split(text) if piece)
    return tuple(piece for piece in pieces if piece)[:MAX_PARTS]


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is typed so far: the beginning of a `number`, or of a title: its whole words and one that may go on.

    `begun` is empty when the last piece is a Chinese character or a single letter; then the pieces follow each other.
    """

    number: str
    pieces: tuple[str, ...]
    begun: str


def beginning(text: str) -> Beginning:
    """What somebody has typed so far."""
    pieces = tuple(stream(fold(text[:MAX_TYPED])))
    going_on = bool(pieces) and pieces[-1].isascii() and len(pieces[-1]) > 1
    return Beginning(typed_number(text), pieces[:-1] if going_on else pieces, pieces[-1] if going_on else "")


def _part(text: str) -> Part:
    folded = fold(text)
    typed = typed_number(text)
    number = spellings(text) if _is_number(text) else NONE
    pieces = stream(folded)
    begun = pieces[0] if len(pieces) == 1 and pieces[0].isascii() and len(pieces[0]) > 1 else ""
    distinct = tuple(dict.fromkeys(words(folded, searching=True)))
    return Part(typed, number.exact, number.alike, number.series, tuple(pieces), distinct, begun)


def typed_number(text: str) -> str:
    """The compact spelling of what somebody types into a number field; empty when it can be no number."""
    return "" if _CHINESE.search(text) else compact(text)


def _is_number(text: str) -> bool:
    """Whether all of the text is one standard number; `read` alone would also take a title behind it."""
    return not _CHINESE.search(text) and read(text).number is not None

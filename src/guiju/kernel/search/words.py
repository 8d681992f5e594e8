"""Words of titles (分词): the same for documents and for questions, whatever the engine.

A text becomes two lists. The *stream* has every Chinese character, every run of letters and of digits in order, so that
any piece of a title, of any length, is found as a phrase. The *words* are what a dictionary and a stemmer make of it,
so that words standing apart are found too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

import rjieba
import tantivy

from guiju.domain.text import simplified

MAX_LENGTH = 2_000
EDGE, STARTS = 5, 8
WORD = r"[a-z0-9]+|[^\x00-\x7f\s]+"
"""A word in a text whose Chinese words stand apart; what it takes in must hold for the engine's expressions too."""

PIECES = re.compile(r"[a-z]+|\d+|[^\W\d_a-z]")
_WORDS = re.compile(WORD)
_CHINESE = re.compile(r"[\u2e80-\U0003ffff]")
_STEM = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).filter(tantivy.Filter.stemmer("english")).build()


def fold(text: str) -> str:
    """One spelling: half width, lower case, Simplified characters."""
    if text.isascii():
        return text[:MAX_LENGTH].casefold()
    return simplified(unicodedata.normalize("NFKC", text[:MAX_LENGTH]).casefold())


def stream(folded: str) -> list[str]:
    """The pieces of a folded text in order: characters, runs of letters, runs of digits."""
    return PIECES.findall(folded)


def pairs(pieces: Sequence[str]) -> list[str]:
    """Every two neighbours of a stream of which one is a Chinese character, written as one."""
    return [a + b for a, b in pairwise(pieces) if a > "\x7f" or b > "\x7f"]


def edges(pieces: Iterable[str]) -> set[str]:
    """How the words of letters or digits begin: their first letters, from two to `EDGE`."""
    return {edge for piece in pieces if piece < "\x7f" for edge in _edges(piece[:EDGE])}


@lru_cache(100_000)
def _edges(piece: str) -> tuple[str, ...]:
    return tuple(piece[:size] for size in range(2, len(piece) + 1))


def start(pieces: Sequence[str]) -> str:
    """How a stream begins: its first `STARTS` signs, written as one."""
    return "".join(pieces[:STARTS])[:STARTS]


def parted(folded: str, *, searching: bool) -> str:
    """A folded text with its Chinese words apart; a document has the shorter words inside long ones too."""
    if not _CHINESE.search(folded):
        return folded
    return " ".join(rjieba.cut(folded) if searching else rjieba.cut_for_search(folded))


def words(folded: str, *, searching: bool) -> list[str]:
    """The words of a folded text, English ones as their stems; `searching`: of a question, else of a document."""
    found = _WORDS.findall(parted(folded, searching=searching))
    return [stem(word) for word in found if word.isascii()] + [w for w in found if w[0] > "\x7f" and w[0].isalnum()]


@lru_cache(100_000)
def stem(word: str) -> str:
    """The stem of an English word."""
    return _STEM.analyze(word)[0]

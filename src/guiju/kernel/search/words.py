"""Words of titles (分词): the same for documents and for questions, whatever the engine.

A text becomes two lists. The *stream* has every Chinese character, every run of letters and of digits in order, so that
any piece of a title, of any length, is found as a phrase. The *words* are what a dictionary and a stemmer make of it,
so that words standing apart are found too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise

import rjieba
import tantivy

from guiju.domain.text import TRADITIONAL_STEP, clean

MAX_LENGTH = 2_000
EDGE, STARTS = 5, 6
PIECES = re.compile(r"[a-z]+|\d+|[^\W\d_a-z]")
_LATIN = re.compile(r"[a-z0-9]+")
_STEM = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).filter(tantivy.Filter.stemmer("english")).build()


def fold(text: str) -> str:
    """One spelling: half width, lower case, Simplified characters."""
    text = unicodedata.normalize("NFKC", text[:MAX_LENGTH]).casefold()
    return text if text.isascii() else clean(text, (TRADITIONAL_STEP,)).text


def stream(folded: str) -> list[str]:
    """The pieces of a folded text in order: characters, runs of letters, runs of digits."""
    return PIECES.findall(folded)


def pairs(pieces: Sequence[str]) -> list[str]:
    """Every two neighbours of a stream of which one is a Chinese character, written as one."""
    return [a + b for a, b in pairwise(pieces) if not (a.isascii() and b.isascii())]


def edges(pieces: Iterable[str]) -> set[str]:
    """The first letters of every word of letters or digits, from two to `EDGE`."""
    latin = {piece[:EDGE] for piece in pieces if piece.isascii()}
    return {piece[:size] for piece in latin for size in range(2, len(piece) + 1)}


def starts(pieces: Sequence[str]) -> list[str]:
    """How a stream begins: its first piece, its first two written as one, and so on, up to `STARTS`."""
    return ["".join(pieces[:size]) for size in range(1, min(len(pieces), STARTS) + 1)]


def words(folded: str, *, searching: bool) -> list[str]:
    """The words of a folded text; a document also gets the shorter words inside long ones (`searching` false)."""
    if folded.isascii():
        return _STEM.analyze(" ".join(_LATIN.findall(folded)))
    cut = rjieba.cut(folded) if searching else rjieba.cut_for_search(folded)
    chinese = [word for word in cut if not word.isascii() and word[0].isalnum()]
    latin = _LATIN.findall(folded)
    return chinese + _STEM.analyze(" ".join(latin)) if latin else chinese

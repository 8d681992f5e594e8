"""Why a record was found (命中原因): the places in its texts that answer the question. Knows no engine."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from guiju.domain.numbers import fold as fold_number
from guiju.domain.text import TRADITIONAL_STEP, clean
from guiju.kernel.search.asking import Part, parts, phrases
from guiju.kernel.search.port import SearchQuery
from guiju.kernel.search.spellings import Spellings, spellings
from guiju.kernel.search.words import MAX_LENGTH, PIECES, words

How = Literal["number", "phrase", "word", "beginning"]
NUMBER = "number"
_DIGIT = re.compile(r"\d")


class Mark(NamedTuple):
    """A place of a text, its end exclusive, the part of the question it answers, and how.

    `part` counts the parts of the question's text from 0; for the text of a field it is the field's name.
    """

    start: int
    end: int
    part: int | str
    how: How


class _Piece(NamedTuple):
    text: str
    start: int
    end: int


def marks(query: SearchQuery, texts: Mapping[str, str]) -> dict[str, tuple[Mark, ...]]:
    """The places of each text that answer the question, in order, none over another.

    `texts` are the texts of a record by name: "number" is read as a standard number; a text named like a text field
    answers what was asked of that field; all the others and "title" are read as titles.
    """
    asked = parts(query.text)
    if not asked and not query.fields:
        return dict.fromkeys(texts, ())
    found = {}
    for name, text in texts.items():
        each: list[Mark] = []
        if name == NUMBER:
            each = [mark for place, part in enumerate(asked) for mark in _number(text, part, place)]
        else:
            pieces = _pieces(text)
            if name == "title" or name not in query.fields:
                each = [mark for place, part in enumerate(asked) for mark in _title(pieces, part, place)]
            for wanted in phrases(query.fields.get(name, "")):
                each += (Mark(start, end, name, "phrase") for start, end in _runs(pieces, wanted))
        found[name] = _apart(each)
    return found


def _pieces(text: str) -> list[_Piece]:
    """The stream of a text with its places in the text as it is written."""
    if text.isascii():
        return [_Piece(match[0], *match.span()) for match in PIECES.finditer(text[:MAX_LENGTH].casefold())]
    folded, origin = [], []
    for place, sign in enumerate(text[:MAX_LENGTH]):
        for one in _folded(sign):
            folded.append(one)
            origin.append(place)
    cleaned = clean("".join(folded), (TRADITIONAL_STEP,))
    found = []
    for match in PIECES.finditer(cleaned.text):
        start, end = cleaned.to_source(*match.span())
        found.append(_Piece(match.group(), origin[start], origin[end - 1] + 1))
    return found


@lru_cache(10_000)
def _folded(sign: str) -> str:
    return unicodedata.normalize("NFKC", sign).casefold()


@lru_cache(10_000)
def _forms(word: str) -> frozenset[str]:
    """A Latin word as it is searched for."""
    return frozenset(words(word, searching=True))


def _title(pieces: Sequence[_Piece], part: Part, place: int) -> Iterator[Mark]:
    """A phrase where it stands; the part's words, if it does not stand as a phrase; words that begin so."""
    runs = list(_runs(pieces, part.stream))
    yield from (Mark(start, end, place, "phrase") for start, end in runs)
    wanted = frozenset(part.words)
    latin = [word for word in part.words if word.isascii()]
    for piece in pieces:
        if latin and piece.text.isascii() and wanted.intersection(_forms(piece.text)):
            yield Mark(piece.start, piece.end, place, "word")
        elif part.begun and piece.text.startswith(part.begun):
            end = min(piece.end, piece.start + len(part.begun))
            yield Mark(piece.start, end, place, "beginning")
    if not runs:
        for word in part.words:
            if not word.isascii():
                yield from (Mark(start, end, place, "word") for start, end in _runs(pieces, tuple(word)))


def _runs(pieces: Sequence[_Piece], wanted: Sequence[str]) -> Iterator[tuple[int, int]]:
    size = len(wanted)
    for first in range(len(pieces) - size + 1 if size else 0):
        if all(pieces[first + n].text == wanted[n] for n in range(size)):
            yield pieces[first].start, pieces[first + size - 1].end


def _number(text: str, part: Part, place: int) -> Iterator[Mark]:
    """What of a number was typed; up to its serial when it answers in another spelling (GB 19001 for GB/T 19001)."""
    if not part.typed:
        return
    signs = [(sign, n) for n, written in enumerate(text) for sign in _compact(written)]
    whole = "".join(sign for sign, _ in signs)
    for needle in sorted({part.typed, *part.exact, *part.alike, *part.series}, key=len, reverse=True):
        start = whole.find(needle)
        if start >= 0:
            yield Mark(signs[start][1], signs[start + len(needle) - 1][1] + 1, place, "number")
            return
    if not _DIGIT.search(part.typed) and not whole.startswith(part.typed[:1]):
        return  # a word without digits answers a number only as its beginning, and every spelling begins alike
    spelled = _spelled(text)
    wanted = {part.typed, *part.exact, *part.alike, *part.series}
    known = (*spelled.exact, *spelled.alike, *spelled.series)
    if wanted.intersection(known) or any(one.startswith(part.typed) for one in known):
        serial = spelled.serial[-1] if spelled.serial else ""
        start = whole.find(serial)
        last = signs[start + len(serial) - 1][1] + 1 if serial and start >= 0 else len(text)
        yield Mark(0, last, place, "number")


@lru_cache(2_000)
def _spelled(text: str) -> Spellings:
    return spellings(text)


@lru_cache(10_000)
def _compact(sign: str) -> str:
    return "".join(
        one
        for one in fold_number(sign).casefold().replace(":", "-")
        if one in "-." or (one.isascii() and one.isalnum())
    )


def _apart(found: Iterable[Mark]) -> tuple[Mark, ...]:
    """The same in order, of those that overlap the one that begins first, then the longest."""
    kept: list[Mark] = []
    for mark in sorted(found, key=lambda mark: (mark.start, -mark.end)):
        if mark.start < mark.end and (not kept or mark.start >= kept[-1].end):
            kept.append(mark)
    return tuple(kept)

"""What somebody may have meant who found nothing (您是不是要找): slips in numbers, in words, in Chinese titles.

A few questions to the index and one to the database, whatever was typed. Only what then finds something is offered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from guiju.apps.catalogue.models import Edition
from guiju.apps.catalogue.synonyms import known_words
from guiju.domain.numbers import StandardNumber, read, series_key
from guiju.kernel.search.port import Hit, SearchQuery
from guiju.kernel.search.queries import search, suggest
from guiju.kernel.search.slips import distance
from guiju.kernel.search.words import fold, parted

_DIGITS = str.maketrans("OoQlIiSsBbZz", "000111558822")
_LETTERS = str.maketrans("01582", "OISBZ")
_LATIN = re.compile(r"[a-z]+")
_CHINESE = re.compile(r"[\u3400-\u9fff]+")
_COLLOQUIAL = re.compile(r"^(?:国标|国家标准)\s*(?=\d)")
_SHORT_YEAR = re.compile(r"(\d{1,6}(?:\.\d{1,3})*)-(\d\d)")
_LOOKED_AT = 40
_LONGEST = 60
_MOST_OFFERED = 3
_LONGEST_RUN = 8


class Meant(NamedTuple):
    """A text to search for instead, and how many records that finds."""

    text: str
    total: int


def meant(kind: str, text: str, on: date) -> tuple[Meant, ...]:
    """Up to three other texts that find something, the likeliest first."""
    text = " ".join(text.split())
    if not text or len(text) > _LONGEST:
        return ()
    found: dict[str, int] = {}
    for other in _others(kind, text, on):
        if other not in found and fold(other) != fold(text):
            answer = search(kind, SearchQuery(on=on, text=other, limit=1, counts=()))
            if answer.total and not answer.loosened:
                found[other] = answer.total
        if len(found) == _MOST_OFFERED:
            break
    return tuple(Meant(*pair) for pair in found.items())


def numbers_begun_alike(kind: str, text: str) -> tuple[Hit, ...]:
    """Numbers that begin as the one asked for does, as far as any does; none for words."""
    members = read(text).members if text else ()
    if not members:
        return ()
    serial = members[0].serial
    for length in range(len(serial), 0, -1):
        if found := suggest(kind, f"{members[0].prefix} {serial[:length]}", 8):
            return found
    return ()


def words_apart(text: str) -> str:
    """The words of a text with spaces between; single characters only where there is nothing longer."""
    found = list(dict.fromkeys(parted(fold(text), searching=True).split()))
    longer = [word for word in found if len(word) > 1]
    return " ".join(longer or found)


def _others(kind: str, text: str, on: date) -> Iterator[str]:
    text = _COLLOQUIAL.sub("GB ", text)
    if not _CHINESE.search(text):
        reading = read(text)
        if reading.suggestion:
            yield reading.suggestion
        if reading.number is not None:
            yield text
            yield from _other_prefix(kind, reading.number, on)
            yield from _held(reading.number)
            return
        if short := _SHORT_YEAR.fullmatch(text):
            yield f"{short[1]}-19{short[2]}"
        yield from _misread_letters(text)
    yield from _words(kind, text, on)


def _other_prefix(kind: str, number: StandardNumber, on: date) -> Iterator[str]:
    """The same serial and year with a prefix a slip or two away: ISO 27002-2022, JJG 46-2005."""
    serial = f"{number.serial}{number.part_join}{number.part}" if number.part else number.serial
    if not number.year or len(serial) < 2:
        return
    for hit in search(kind, SearchQuery(on=on, text=f"{serial}-{number.year[:4]}", limit=8, counts=())).hits:
        other = read(hit.label.partition("  ")[0]).members[:1] or read(" ".join(hit.label.split()[:2])).members[:1]
        if other and other[0].serial == number.serial and _prefix_alike(other[0].prefix, number.prefix):
            yield str(other[0])


def _prefix_alike(one: str, other: str) -> bool:
    one, other = one.strip().upper(), other.strip().upper()
    return distance(one, other) < 3 or set(one.split("/")) > set(other.split("/"))


def _misread_letters(text: str) -> Iterator[str]:
    """GB5O204, 1SO 9001, gbt1900l: letters for digits and digits for letters, where a known prefix may end."""
    plain = text.replace(" ", "")
    for end in range(min(6, len(plain) - 1), 0, -1):
        other = plain[:end].translate(_LETTERS).upper() + plain[end:].translate(_DIGITS)
        number = read(other).number
        if number is not None and other.casefold() != plain.casefold():
            yield str(number)
            yield from _held(number)
            return


def _held(number: StandardNumber) -> Iterator[str]:
    """Numbers on record that differ by one slip in their digits; those of the same year first."""
    slips = {series_key(other): order for order, other in reversed(list(enumerate(_one_slip(number))))}
    rows = Edition.objects.filter(series__key__in=slips, supplement="").values_list("number", "year", "series__key")
    likely = sorted(rows[:200], key=lambda row: (row[1] != number.year, slips[row[2]], row[0]))
    if number.year and any(year == number.year for _, year, _ in likely):
        likely = [row for row in likely if row[1] == number.year]
    yield from (row[0] for row in likely[: 2 * _MOST_OFFERED])


def _one_slip(number: StandardNumber) -> Iterator[StandardNumber]:
    """The same serial in another year; then two digits swapped, one left out, one too many, one mistaken."""
    yield number
    serial = number.serial
    if not serial.isdigit() or len(serial) > 8:
        return
    texts = [serial[:n] + serial[n + 1] + serial[n] + serial[n + 2 :] for n in range(len(serial) - 1)]
    texts += [serial[:n] + serial[n + 1 :] for n in range(len(serial))]
    texts += [serial[:n] + digit + serial[n:] for n in range(len(serial) + 1) for digit in "0123456789"]
    texts += [serial[:n] + digit + serial[n + 1 :] for n in range(len(serial)) for digit in "0123456789"]
    for text in dict.fromkeys(texts):
        if text and text != serial:
            yield replace_serial(number, text)


def replace_serial(number: StandardNumber, serial: str) -> StandardNumber:
    """The number with another serial, without year, supplements and pair."""
    return number._replace(serial=serial, supplements=(), adopted=(), text=f"{number.prefix} {serial}")


def _words(kind: str, text: str, on: date) -> Iterator[str]:
    """The text with its unknown words put as titles near it have them."""
    folded = fold(text)
    asked = SearchQuery(on=on, text=text, limit=_LOOKED_AT, counts=())
    labels = [hit.label for hit in search(kind, asked).hits]
    runs = [run for run in _CHINESE.findall(folded) if len(run) > 2]
    if runs:
        pairs = [run[n : n + 2] for run in runs for n in range(len(run) - 1)]
        loose = replace(asked, text=" ".join(pairs[:12]))
        labels += [hit.label for hit in search(kind, loose).hits]
        for parts in _without_one(runs[0]):
            answer = search(kind, replace(asked, text=parts, limit=_LOOKED_AT // 4))
            labels += [hit.label for hit in answer.hits if not answer.loosened]
    latin = [word for word in _LATIN.findall(folded) if len(word) > 3]
    for start in dict.fromkeys(word[:size] for word in latin[:3] for size in (5, 3)):
        labels += [hit.label for hit in search(kind, replace(asked, text=start)).hits]
    titles = [*(fold(label) for label in labels), *(known_words() if runs else ())]
    other = folded
    for run in runs:
        near = _nearest_run(run, titles)
        other = other.replace(run, near if near != run else _nearest_words(run, titles))
    vocabulary = {word: None for title in titles for word in _LATIN.findall(title)}
    for word in latin:
        if word not in vocabulary:
            other = other.replace(word, _nearest_word(word, list(vocabulary)))
    yield other


def _without_one(run: str) -> Iterator[str]:
    """A short run of characters with each left out in turn, what stands before and behind it apart."""
    if len(run) <= _LONGEST_RUN:
        yield from (f"{run[:n]} {run[n + 1 :]}".strip() for n in range(len(run)))


def _nearest_words(run: str, titles: list[str]) -> str:
    """A run of characters whose words stand apart in titles, each put as it stands there."""
    pieces: list[str] = []
    for word in parted(run, searching=True).split():
        if len(word) == 1 and pieces and len(pieces[-1]) < 3 and pieces[-1][-1:] != " ":
            pieces[-1] += word
        else:
            pieces.append(word if len(word) == 1 else f"{word} ")
    return " ".join(
        _nearest_run(piece.strip(), titles) if len(piece.strip()) > 2 else piece.strip() for piece in pieces
    )


def _nearest_run(run: str, titles: list[str]) -> str:
    """The piece of a title that differs from a run of characters in one, or in two of a long one; else the run."""
    allowed = 1 if len(run) < 8 else 2
    best, least, signs = run, allowed + 1, set(run)
    for title in titles:
        if run in title:
            return run
        for size in (len(run), len(run) + 1, len(run) - 1):
            for start in range(len(title) - size + 1):
                piece = title[start : start + size]
                close = len(signs.intersection(piece)) >= len(signs) - allowed and _CHINESE.fullmatch(piece)
                if close and (far := distance(piece, run)) < least:
                    best, least = piece, far
    return best


def _nearest_word(word: str, vocabulary: list[str]) -> str:
    allowed = 1 if len(word) < 6 else 2
    alike = (
        other
        for other in vocabulary
        if abs(len(word) - len(other)) <= allowed and (other[0] == word[0] or other[-2:] == word[-2:])
    )
    least, close = min(((distance(word, other), other) for other in alike), default=(allowed + 1, word))
    return close if least <= allowed else word

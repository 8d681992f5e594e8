"""Spellings of a standard number (编号的各种写法): what the index keeps and what a question is compared with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from guiju.domain.numbers import canonical, edition_key, fold, read

MAX_LENGTH = 100
EDGE = 12
_BETWEEN_DIGITS = re.compile(r"(?<=\d) +(?=\d)")
_SLASH_LETTER = re.compile(r"/[TZtz]$")
_NEITHER = re.compile(r"[^a-z0-9.\-]+")


class Spellings(NamedTuple):
    """The compact spellings of one number, from the most to the least telling.

    For GB/T 19001-2016: `exact` gbt19001-2016; `alike` the same and gb19001-2016, for people mix up GB and GB/T;
    `series` gbt19001, gb19001; `serial` 19001-2016, 19001.
    """

    exact: tuple[str, ...]
    alike: tuple[str, ...]
    series: tuple[str, ...]
    serial: tuple[str, ...]


NONE = Spellings((), (), (), ())


def compact(text: str) -> str:
    """A text as a number is compared: folded, lower case, without spaces and slashes, colons as dashes."""
    return _squeezed(_BETWEEN_DIGITS.sub("-", fold(text[:MAX_LENGTH])))


def spellings(text: str) -> Spellings:
    """The spellings of a standard number; a text that is none has only its compact form."""
    number = read(text[:MAX_LENGTH]).number
    if number is None:
        plain = compact(text)
        return NONE._replace(exact=(plain,)) if plain else NONE
    number = canonical(number)
    serial = f"{number.serial}{number.part_join}{number.part}" if number.part else number.serial
    prefixes = _prefixes(number.prefix)
    serial = _squeezed(serial)
    tail = _squeezed(edition_key(number).removeprefix(number.prefix)) if number.year else ""
    dated = tuple(_joined(prefix, tail) for prefix in prefixes) if tail else ()
    return Spellings(
        dated[:1],
        dated,
        tuple(_joined(prefix, serial) for prefix in prefixes),
        _unique(tail, serial),
    )


def beginnings(spelled: Iterable[Spellings]) -> set[str]:
    """How these numbers may begin: their spellings' first characters, up to `EDGE`, and the whole of them."""
    whole = {text for one in spelled for text in (*one.exact, *one.alike, *one.series, *one.serial)}
    return whole | {text[:size] for text in whole for size in range(1, min(len(text), EDGE) + 1)}


def _squeezed(text: str) -> str:
    return _NEITHER.sub("", text.casefold().replace(":", "-")).strip("-.")


@cache
def _prefixes(prefix: str) -> tuple[str, ...]:
    """A prefix as it is compared, and without the letter behind its slash."""
    return _unique(_squeezed(prefix), _squeezed(_SLASH_LETTER.sub("", prefix)))


def _joined(prefix: str, rest: str) -> str:
    return f"{prefix}-{rest}" if prefix[-1:].isdigit() and rest[:1].isdigit() else prefix + rest


def _unique(*texts: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))

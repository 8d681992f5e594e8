"""Spellings of a standard number (编号的各种写法): what the index keeps and what a question is compared with."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from guiju.domain.numbers import canonical, edition_key, fold, read

MAX_LENGTH = 100
# A number whose spellings follow from its form: letters, then at most four whole numbers, then a year.
_REGULAR = re.compile(r"(?P<prefix>.* )(?P<rest>[1-9]\d{0,6}(?:[.-][1-9]\d{0,4}){0,3}[-:](?:19|20)\d\d)")
_SAMPLES = (("4321", "765", "98", "31", "2011"), ("86", "5417", "3902", "7", "1999"))
_DIGITS = re.compile(r"\d+")
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
    regular = _REGULAR.fullmatch(text)
    form = _form(regular["prefix"], _DIGITS.sub("#", regular["rest"])) if regular else None
    if regular is None or form is None:
        return _read(text)
    digits = _DIGITS.findall(regular["rest"])
    return Spellings(*[tuple([one.format(*digits) for one in kind]) for kind in form])


@lru_cache(10_000)
def _form(prefix: str, rest: str) -> Spellings | None:
    """The spellings of all numbers that differ only in their digits, with places for these; None when there are none.

    Seen from two numbers of the form: where their digits stand, those of others will.
    """
    one, other = (_formed(prefix, rest, digits) for digits in _SAMPLES)
    return one if one == other and one.alike else None


def _formed(prefix: str, rest: str, digits: tuple[str, ...]) -> Spellings:
    used = [*digits[: rest.count("#") - 1], digits[-1]]
    number = prefix + rest.replace("#", "{}").format(*used)
    places = {text: f"{{{place}}}" for place, text in enumerate(used)}
    return Spellings(*[tuple(_DIGITS.sub(lambda m: places.get(m[0], m[0]), one) for one in k) for k in _read(number)])


def _read(text: str) -> Spellings:
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

"""How sure the shape alone makes us (形态把握): sure, in need of a cue, or none at all."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, NamedTuple

from guiju.domain.citations.shapes import YEAR

Strength = Literal["sure", "cue", "none"]


class Hit(NamedTuple):
    """A candidate: where it stands in the folded text, which shape it has, its first word, the words themselves."""

    start: int
    end: int
    shape: str
    head: str
    text: str


_DATED = re.compile(rf"\d[A-Z]?(?:[ ]?[:-]{{1,2}}\s*|[ ]?\(){YEAR}")
_SHORT_YEAR = re.compile(r"[\d)][ ]?-{1,2}[ ]?[5-9]\d$")
_OLD_LOCAL = re.compile(r"\d-\d{1,4}-[5-9]\d$")
"""A local construction standard with two digits for the year; "DBJT20-61" is an atlas of drawings."""

_FILM_SPAN = re.compile(r"ISO[ ]?\d+[ ]?-[ ]?\d+")
_DIGITS = re.compile(r"\d+")
_YEAR_LIKE = re.compile(r"(?:19[5-9]|20[0-4])\d")
_YEAR_SPAN = re.compile(r"((?:19|20)\d\d)[ ]?-[ ]?(?!\1)(?:19|20)\d\d")
_CLASSED = re.compile(r"[A-Za-z][ ]?[/_][ ]?[A-Zt]")
_HYPHENED = re.compile(r"[A-Za-z]+-\d")

FIRM = frozenset(
    ["GB", "GBT", "GBJ", "GBZ", "GBZT", "GJB", "GJBZ", "JGJ", "JGJT", "CJJ", "CJJT", "CECS", "GWPB", "GWKB", "GHZB"]
)
"""First words that hardly ever mean anything but a standard."""

_LEAST = {"GB": 4, "GBT": 3, "GBZ": 3}
"""Digits of an undated number that leave no doubt: a "GB 350" may be a car, "GBZ 2" a column in a drawing."""

_LONGEST_SERIAL = 5
"""National serials are no longer: "GB 2020123" is the number of a patent or of a sequence."""

_SPEEDS = "50 64 80 100 125 160 200 250 320 400 500 640 800 1000 1250 1600 2000 2500 3200 6400 12800 25600"
FILM = frozenset(_SPEEDS.split())
"""Speeds of film and sensors (感光度), which are written like numbers of ISO."""


def dated(text: str) -> bool:
    """Whether the candidate ends in a year of four digits."""
    return _DATED.search(text) is not None


def serial(text: str) -> str:
    """The first digits of the candidate."""
    found = _DIGITS.search(text)
    return found.group() if found else ""


def strength(hit: Hit) -> Strength:
    """What the shape of a candidate is worth, before its surroundings are looked at."""
    rule = _RULES.get(hit.shape, _sure)
    return rule(hit)


def _sure(hit: Hit) -> Strength:
    return "sure"


def _plain(hit: Hit) -> Strength:
    text, number = hit.text, serial(hit.text)
    has_year = dated(text)
    if not hit.head.isupper() and hit.head != "GBn":
        return "sure" if has_year or _CLASSED.search(text) else "cue"
    if _CLASSED.search(text):
        return "sure"
    firm = hit.head in FIRM
    if firm and not has_year and len(number) > _LONGEST_SERIAL:
        return "none"
    if _HYPHENED.match(text):
        return "cue" if firm and (has_year or hit.head != "GB") else "none"
    if _YEAR_SPAN.search(text) and not firm:
        return "cue"
    if firm:
        plenty = has_year or _SHORT_YEAR.search(text) or "." in text or len(number) >= _LEAST.get(hit.head, 1)
        return "sure" if plenty and (has_year or "." in text or not _YEAR_LIKE.fullmatch(number)) else "cue"
    return "sure" if has_year else "cue"


def _local(hit: Hit) -> Strength:
    if "/" in hit.text:
        return "sure"
    return "sure" if dated(hit.text) else "cue"


def _dated_or_cue(hit: Hit) -> Strength:
    return "sure" if dated(hit.text) else "cue"


def _construction(hit: Hit) -> Strength:
    return "sure" if dated(hit.text) or _OLD_LOCAL.search(hit.text) or "/" in hit.text else "cue"


def _group(hit: Hit) -> Strength:
    if dated(hit.text):
        return "sure"
    code, number = re.match(r"[TQ][ ]?/[ ]?([A-Z]*)", hit.text), serial(hit.text)
    if code and len(code[1]) >= 3 and len(number) >= 3:
        return "sure"
    return "cue" if len(number) >= 2 else "none"


def _iso(hit: Hit) -> Strength:
    number = serial(hit.text)
    if re.match(r"ISO-?8859", hit.text):
        return "none"
    if dated(hit.text) or (len(number) >= 5 and hit.head.isupper()) or hit.head == "CISPR":
        return "sure"
    if _FILM_SPAN.fullmatch(hit.text) and FILM.issuperset(_DIGITS.findall(hit.text)):
        return "none"
    if hit.head.islower():
        return "sure" if len(number) >= 4 and " " in hit.text and not _YEAR_LIKE.fullmatch(number) else "cue"
    if number in FILM or len(number) < 3 or _YEAR_LIKE.fullmatch(number):
        plain = re.fullmatch(r"[A-Z]+[ -]?\d+", hit.text)
        return "cue" if plain else "sure"
    return "sure"


def _european(hit: Hit) -> Strength:
    if re.fullmatch(r"(?:EN|HD)-\d+[A-Z]?", hit.text):
        return "none"
    bare = re.fullmatch(r"(?:EN|HD)[ -]?(?:\d\d?|(?:19|20)\d\d)", hit.text)
    return "cue" if bare and hit.text != "EN 71" else "sure"


def _din(hit: Hit) -> Strength:
    number = serial(hit.text)
    return "sure" if dated(hit.text) or (len(number) >= 3 and not _YEAR_LIKE.fullmatch(number)) else "cue"


def _cie(hit: Hit) -> Strength:
    if re.match(r"CIE (?:1931|1964|1976|1960|2000|94)(?!\d)", hit.text):
        return "none"
    return "sure" if dated(hit.text) or hit.text.startswith("CIE S") else "cue"


def _ieee(hit: Hit) -> Strength:
    number = serial(hit.text)
    if (dated(hit.text) and not _YEAR_SPAN.search(hit.text)) or "." in hit.text:
        return "sure"
    return "sure" if len(number) in (3, 4, 5) and not _YEAR_LIKE.fullmatch(number) else "cue"


_SPOKEN = frozenset(["AS", "IS", "SS", "NS", "PD", "PAS", "UNI", "UNE"])
_AMERICAN = frozenset(["ACI", "ASCE", "AISC", "NFPA", "AWWA", "AASHTO"])
"""Bodies that write the year with two digits: ASCE 7-16."""

_LETTERED = frozenset(["SAE", "API", "ANSI", "EIA", "TIA", "AMS", "KS", "NF", "CSA", "AAMI", "ACI"])


def _body(hit: Hit) -> Strength:
    """National and trade bodies: many heads are also words, so that a bare number is worth little."""
    text, number = hit.text, serial(hit.text)
    year_like = _YEAR_LIKE.fullmatch(number) is not None
    has_year = dated(text) and not _YEAR_SPAN.search(text)
    if hit.head in _AMERICAN and re.search(r"\d-[012]\d$", text):
        return "sure"
    if hit.head in _SPOKEN:
        return "sure" if has_year and ":" in text else "cue" if has_year or "/" in text else "none"
    if hit.head == "CNS":
        return "sure" if has_year else "cue" if not year_like else "none"
    if hit.head in _LETTERED:
        if has_year:
            return "sure"
        lettered = re.search(r"(?:[ -][A-Z]{1,4}[ -]?\d{2,}|\d{1,3}[A-Z](?![A-Za-z])|(?:Spec|SPEC|STD|Std|RP) )", text)
        return "sure" if lettered else "cue" if len(number) >= 3 and "." not in text else "none"
    glued = hit.head != "UL" and re.match(r"[A-Z]+\d", text)
    return "sure" if has_year or (len(number) >= 2 and not year_like and not glued) else "cue"


_RULES: dict[str, Callable[[Hit], Strength]] = {
    "plain": _plain,
    "local": _local,
    "construction": _construction,
    "special": _dated_or_cue,
    "sample": _dated_or_cue,
    "group": _group,
    "enterprise": _group,
    "iso": _iso,
    "european": _european,
    "din": _din,
    "cie": _cie,
    "ieee": _ieee,
    "body": _body,
}

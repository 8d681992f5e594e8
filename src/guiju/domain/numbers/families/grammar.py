"""The shape most of the world prints its numbers in: prefix, serial, parts after dashes, year after a colon, tail.

`9001`, `60601-1-2:2014`, `105-B01:1994/AMD 1:1998`, `14065.2:2018`, `60335-1:2020+AMD1:2021 CSV`. A family says which
prefixes it knows (`Prefix` for the letters before the serial) and how it prints; everything else is here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from guiju.domain.numbers import problems
from guiju.domain.numbers.families import glued, years
from guiju.domain.numbers.families.lazy import Lazy
from guiju.domain.numbers.families.tail import NO_TAIL, Style, Tail, read_tail
from guiju.domain.numbers.model import Level, Nature, StandardNumber


class Prefix(NamedTuple):
    """What the letters before the serial mean (代号): how they are printed, whose they are, how the tail is written."""

    printed: str
    publisher: str
    level: Level
    style: Style = Style()
    nature: Nature = "unknown"
    iteration: str = ""  # with its dot
    year_join: str = ":"
    misordered: bool = False


PrefixReader = Callable[[str], "Prefix | None"]

_SHAPE = Lazy(
    r"(?P<prefix>[^\d:;()\[\]|]*(?:(?<=/HL)7 |(?<=[/ ](?:CD|WD))[1-9](?= \d)|(?<=[/ ]DIS)[1-9](?= \d))?\s?)"
    r"(?P<serial>\d{1,6}[A-Z]{0,2}(?![a-z0-9]))"
    r"(?P<parts>(?:-(?:[A-Z]{0,5}\d{1,6}[A-Za-z]{0,2}|[A-Z]{1,6})(?![A-Za-z0-9]))*(?:/\d{1,2}(?=:))?)"
    r"(?P<iteration>\.\d{1,2}(?![\d.]))?"
    r"(?:\s?:\s?(?P<year>\d+)(?P<month>(?:-\d\d){1,2}(?!\d))?(?![A-Za-z0-9])"
    r"|\s?-\s(?P<apart>(?:19|20)\d\d)(?!\w)|\s-(?P<apart2>(?:19|20)\d\d)(?!\w)|\s?\((?P<round>(?:19|20)\d\d)\))?"
)
_PART_WORD = re.compile(r"(?<=\d),? ?\(?(?:Part|PART|part|Pt\.?) ?(\d{1,4})\)?(?! and)")
_YEAR_BEHIND = Lazy(r"[ /.,_]{1,2}(?P<year>(?:19|20)\d\d)\Z")
_DASH_YEAR = re.compile(r"(.*)-((?:19|20)\d\d)\Z")


def read_shape(text: str, read_prefix: PrefixReader) -> StandardNumber | None:
    """Reads `text` whole; None when its letters are no prefix of this family.

    Raises `NumberError`: missing_serial, implausible_year, broken_year, trailing_text.
    """
    if "art" in text or "ART" in text:
        text = parts_after_dashes(text)
    shape = _SHAPE.match(text)
    if shape is None:
        prefix = read_prefix(_letters(text))
        if prefix is None:
            return None
        raise problems.missing_serial(prefix.printed)
    letters = shape["prefix"].replace("_", " ").strip(" -")
    prefix = read_prefix(letters) or read_prefix(glued.apart(letters))
    return None if prefix is None else _finish(text, shape, prefix)


def parts_after_dashes(text: str) -> str:
    """ "BS 476 Part 7" and "IS 1893 (Part 1)" as everybody else writes them: BS 476-7, IS 1893-1."""
    return _PART_WORD.sub(r"-\1", text)


def _finish(text: str, shape: re.Match[str], prefix: Prefix) -> StandardNumber:
    _, serial, parts, iteration, year, month, apart, apart2, around = shape.groups()
    if year is None:
        year = apart or apart2 or around
        if year is None and parts and (dash := _DASH_YEAR.match(parts)) and years.plausible(dash[2]):
            parts, year = dash[1], dash[2]
    if parts[:1] == "/":  # ISO 7/1:1982, as parts were written until 1988
        parts = f"-{parts[1:]}"
    stem = f"{prefix.printed} {serial}{parts}{iteration or prefix.iteration}"
    body = stem
    if year:
        year = years.written_out(year)
        if not years.plausible(year):
            raise years.complaint(year, stem, prefix.year_join)
        year += month or ""
        body = f"{stem}{prefix.year_join}{year}"
    pos = shape.end()
    tail = NO_TAIL
    if pos < len(text):
        if not year and (behind := _YEAR_BEHIND.match(text, pos)):
            raise problems.wrong_separator(f"{stem}{prefix.year_join}{behind['year']}")
        tail = read_tail(text, pos, prefix.style)
        body = _consolidated(body, tail, prefix)
        if tail.end < len(text):
            raise problems.trailing_text(text[tail.end :].strip(), body)
    if prefix.misordered:
        raise problems.unknown_prefix(shape["prefix"].strip(), body)
    return StandardNumber(
        prefix.publisher, prefix.level, prefix.nature, prefix.printed, serial, parts[1:], "-" if parts else "",
        year or "", body, tail.supplements, "", (), tail.language,
    )  # fmt: skip


def _consolidated(body: str, tail: Tail, prefix: Prefix) -> str:
    """The whole number; IEC names an edition with its amendments merged a consolidated version (CSV)."""
    merged = (
        prefix.style.amd == "AMD"
        and not tail.consolidated
        and any(s.join == "+" and s.kind == "AMD" for s in tail.supplements)
    )
    return f"{body}{tail.text} CSV" if merged else f"{body}{tail.text}"


def _letters(text: str) -> str:
    end = len(text)
    for place, character in enumerate(text):
        if not (character.isalpha() or character in "/ .+-"):
            end = place
            break
    return text[:end].strip(" -:")

"""Publications of BSI (英国标准学会): British Standards, European and international ones adopted, PD, PAS, DD, Flex.

BS 3900-D10:1986 · BS 2G 115:1956 · BS EN 60898-1:2019+A11:2024 · PD IEC TR 63400:2025 · BSI Flex 1887 v2.0:2025-01 ·
NA+A1:2012 to BS EN 1993-2:2006 · BS 1722-1 Supplement No. 1:1974 · 14/30300822 DC. Forms: the BSI shop.
"""

from __future__ import annotations

import re
from functools import lru_cache

from guiju.domain.numbers import problems
from guiju.domain.numbers.families import cen, iso_iec, years
from guiju.domain.numbers.families.glued import AFTER_A_BODY
from guiju.domain.numbers.families.grammar import Prefix, parts_after_dashes, read_shape
from guiju.domain.numbers.families.lazy import Lazy
from guiju.domain.numbers.families.tail import NO_TAIL, Style, read_tail
from guiju.domain.numbers.family import Family
from guiju.domain.numbers.model import StandardNumber

STYLE = Style(amd="A", merge="+", loose=True)
_LEADS = ("DISC PD", "BS", "PD", "DD")
_MARKS = Lazy(r"(?P<number>.*?)(?P<marks>(?: ExComm| - TC| \((?:Fire|Book)\))*)\Z")
_WORDS = (
    r"and|to|TO|Addendum|Addenda|Supplement|Supplements|Supplementary|Index|Issue|Sections?|Parts?|Methods?|No\.|BS|SP"
    r"|LFS\d{1,2}|\d{1,4}(?:\.\d{1,3}){0,3}[A-Za-z]?|[A-Z]\d{0,3}[A-Z]?"
)
_OWN = Lazy(
    r"(?P<lead>DISC PD|BS|PD|DD|PAS|EP|BIP|TS(?= \d+:))(?P<series> ?\d?[A-Z]{1,5}(?= ?\d))? ?"
    r"(?P<serial>\d{1,6}[A-Za-z]?)"
    r"(?P<part>(?:[-/](?:[A-Z]{0,3} ?\d{1,5}|[A-Z](?![A-Za-z]))(?:\.\d{1,3}){0,3}[A-Za-z]?)*)"
    rf"(?P<words>(?:[ :;,&\[\]-]{{1,3}}(?:{_WORDS})(?![A-Za-z0-9]))*?)"
    r"(?: ?: ?(?P<year>\d{4,})(?P<month>-\d\d)?)?(?P<more>(?:(?:[+/]| (?=AMD|Amd|ED\d|\()).*)?)\Z"
)
_ANNEX = Lazy(
    r"(?P<lead>(?:UK )?NA(?:\+A\d{1,2}:\d{4})*|(?:Supplement|Addendum) No\. \d{1,2}(?: \(\d{4}\))?)"
    r" to (?P<to>(?:BS|PD) .+)\Z"
)
_OTHER = Lazy(
    r"(?P<prefix>BSI Flex|AMD) (?P<serial>\d{1,5})(?P<version> v\d{1,2}\.\d{1,2})?(?::(?P<year>\d{4}(?:-\d\d)?))?\Z"
)
_STEM = Lazy(r"BS (?:\d?[A-Z]{1,4} )?\d{1,6}(?:-\d{1,5})*(?::\d{4}(?!\d))?")
_DRAFT = Lazy(r"(?P<serial>\d\d/\d{8}) (?P<prefix>DC)\Z")
_DASH_YEAR = re.compile(r"(.*)-((?:19|20)\d\d)\Z")


def read(text: str) -> StandardNumber | None:
    """Reads British numbers; None when the text is of another body. Raises `NumberError` when malformed."""
    if " to " in text and (annex := _ANNEX.match(text)):
        basis = read(annex["to"])
        if basis is None:
            return None
        return basis._replace(prefix=f"{annex['lead']} to {basis.prefix}", text=f"{annex['lead']} to {basis.text}")
    if other := _OTHER.match(text) or _DRAFT.match(text):
        return _other(text, other.groupdict())
    marked = _MARKS.match(text)
    bare, marks = (text, "") if marked is None else (marked["number"], marked["marks"])
    number = None if bare[3:4].isdigit() else read_shape(bare, _read_prefix)
    number = number or _own(parts_after_dashes(bare))
    return number._replace(text=number.text + marks) if number is not None and marks else number


@lru_cache(maxsize=512)
def _read_prefix(letters: str) -> Prefix | None:
    letters = letters.replace("-", " ")
    for lead in _LEADS:
        if letters.upper().startswith(f"{lead} "):
            inner = letters[len(lead) :].strip()
            known = cen.read_prefix(inner) or iso_iec.read_prefix(inner)
            if known is None:
                return None
            printed = f"{lead} {known.printed.replace('GUIDE', 'Guide')}"
            return Prefix(printed, "bsi", "foreign", STYLE, known.nature, known.iteration)
    return None


def _own(text: str) -> StandardNumber | None:
    shape = _OWN.match(text if text[:2].isupper() else text[:4].upper() + text[4:])
    if shape is None:
        _refuse(text)
        return None
    lead, series, serial, part, words, year, month, more = shape.groups()
    if not year and not words and (dash := _DASH_YEAR.match(part)):
        part, year = dash[1], dash[2]
    prefix = f"{lead} {series.strip()}" if series else lead
    stem = f"{prefix} {serial}{part}{words}"
    if year and not years.plausible(year):
        raise years.complaint(year, stem)
    body = f"{stem}:{year}{month or ''}" if year else stem
    tail = read_tail(more, 0, STYLE) if more else NO_TAIL
    if more and tail.end < len(more):
        raise problems.trailing_text(more[tail.end :].strip(), body + tail.text)
    return StandardNumber(
        "bsi", "foreign", "unknown", prefix, serial, part[1:] or words.strip(" :"), part[:1], year or "",
        body + tail.text, tail.supplements, "", (), tail.language,
    )  # fmt: skip


def _refuse(text: str) -> None:
    """Only "BS" is nobody else's word: what stands behind it must be a number."""
    if not text.upper().startswith("BS ") and text.upper() != "BS":
        return
    stem = _STEM.match(text)
    if stem is None:
        raise problems.missing_serial("BS")
    raise problems.trailing_text(text[stem.end() :].strip(), stem[0])


def _other(text: str, groups: dict[str, str | None]) -> StandardNumber:
    part = (groups.get("version") or "").strip()
    year, serial, prefix = groups.get("year") or "", groups["serial"] or "", groups["prefix"] or ""
    return StandardNumber("bsi", "foreign", "unknown", prefix, serial, part, " " if part else "", year, text)


HEADS = frozenset({"", "BS", "PD", "DD", "PAS", "EP", "BIP", "DISC", "BSI", "NA", "UK", "AMD", "TS", "SUPPLEMENT",
                   "ADDENDUM", *(f"{lead}{word}" for lead in ("BS", "PD", "DD") for word in AFTER_A_BODY)})  # fmt: skip
FAMILY = Family("bsi", HEADS, read)

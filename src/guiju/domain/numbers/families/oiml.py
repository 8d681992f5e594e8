"""Publications of OIML (国际法制计量组织): OIML R 49-3:2013(E), OIML D 31 1CD, OIML Bulletin 1960-01.

Kinds: R recommendations, D documents, G guides, B basic publications, E expert reports, V vocabularies, S seminars.
Language in brackets, after a space or not as the OIML prints it. An amendment printed on its own keeps its words.
"""

from __future__ import annotations

import re

from guiju.domain.numbers import problems
from guiju.domain.numbers.families import years
from guiju.domain.numbers.families.lazy import Lazy
from guiju.domain.numbers.family import Family
from guiju.domain.numbers.model import StandardNumber, Supplement

_SHAPE = Lazy(
    r"OIML[ -]?(?P<kind>[RDGBEVS]) ?-?(?P<serial>\d{1,3})"
    r"(?P<part>(?:-\d{1,3}(?!\d)|-[A-Za-z]{1,9}(?: ?\d{1,4})?|/-\d)*)"
    r"(?P<stage> \d{1,2}(?:\.\d)?CD)?(?P<ordinal> \d{1,2}(?:st|nd|rd|th))?"
    r"(?P<words> Annex(?:es)?(?: [A-Z](?:-[A-Z])?(?![a-z]))?)?"
    r"(?:,? (?i:edition|ed\.?) ?(?P<edition>\d{4})| ?: ?(?P<year>\d+)|-(?P<dash>(?:19|20)\d\d)(?!\d)"
    r"| \((?P<round>(?:19|20)\d\d)\))?"
    r"(?P<more>(?:[+ ](?:Amendment|Amd)(?: ?: ?\d{4}| \(\d{4}\))?| Annex(?:es)?(?: [A-Z](?:-[A-Z])?(?![a-z]))?"
    r"| Errata| Brochure)?)"
    r"(?P<gap> ?)(?:\((?P<language>(?:[A-Z]{1,2})(?:/[A-Z]{1,2})?)\))?(?P<rest>.*)\Z"
)
_AMENDMENT = Lazy(r"Amendment \((?P<year>\d{4})\) to (?P<to>OIML .+)\Z")
_AMENDED = re.compile(r"(OIML [RDGBEVS] \d{1,3}(?:-\d{1,3})?(?: Edition \d{4})?) Amendment: (\d{4})( ?\([A-Z]\))?\Z")
_BULLETIN = Lazy(r"(?P<prefix>OIML Bulletin)(?: (?P<serial>\d{4}(?:-\d\d)?)(?:-(?P<part>\d{1,2}))?)?\Z")


def read(text: str) -> StandardNumber | None:
    """Reads OIML numbers; None when the text is of another body. Raises `NumberError` when malformed."""
    if after := _AMENDED.match(text):
        text = f"Amendment ({after[2]}) to {after[1]}{after[3] or ''}"
    if amendment := _AMENDMENT.match(text):
        basis = read(amendment["to"])
        return basis and _amended(basis, amendment["year"])
    if bulletin := _BULLETIN.match(text):
        serial, part = bulletin["serial"] or "", bulletin["part"] or ""
        join = "-" if part else ""
        return StandardNumber(
            "oiml", "international", "unknown", bulletin["prefix"], serial, part, join, serial[:4], text
        )
    shape = _SHAPE.match(text if text[:4] == "OIML" else text[:6].upper() + text[6:])
    if shape is None:
        if text[:4].upper() != "OIML":
            return None
        raise problems.missing_serial("OIML")
    return _standard(shape)


def _standard(shape: re.Match[str]) -> StandardNumber:
    kind, serial, part, stage, ordinal, words, edition, year, dash, around, more, gap, language, rest = shape.groups()
    prefix = f"OIML {kind}"
    stem = f"{prefix} {serial}{part}{stage or ''}{ordinal or ''}{words or ''}"
    year = years.written_out(year or dash or around or "")
    if year and not years.plausible(year):
        raise years.complaint(year, stem)
    body = f"{stem} Edition {edition}" if edition else f"{stem}:{year}" if year else stem
    more = re.sub(r"^[+ ](?:Amendment|Amd) ?[:(] ?(\d{4})\)?", r"+Amendment:\1", more)
    supplements = (Supplement("Amendment", "", more[-4:], "+"),) if more.startswith("+") else ()
    body += more
    if language:
        body += f"{gap}({language})"
    if rest:
        raise problems.trailing_text(rest.strip(), body)
    return StandardNumber(
        "oiml", "international", "guide" if kind == "G" else "unknown", prefix, serial, part[1:], "-" if part else "",
        edition or year, body, supplements, "", (), language or "",
    )  # fmt: skip


def _amended(basis: StandardNumber, year: str) -> StandardNumber:
    return basis._replace(
        prefix=f"Amendment to {basis.prefix}",
        text=f"Amendment ({year}) to {basis.text}",
        supplements=(Supplement("Amendment", "", year),),
    )


FAMILY = Family("oiml", frozenset({"OIML", "OIMLR", "OIMLD", "OIMLG", "OIMLB", "AMENDMENT"}), read)

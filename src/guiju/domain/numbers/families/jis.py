"""Japanese Industrial Standards (日本工业标准): JIS B 0205-1:2001, JIS C 0364-4-41:1997/AMENDMENT 2:2002, TS X 0025.

Division letter, four or five digits, parts after dashes, year after a colon (after a dash in older writing).
Technical specifications and reports (TS, TR) share the scheme. Forms: the JSA catalogue.
"""

from __future__ import annotations

from guiju.domain.numbers import problems
from guiju.domain.numbers.families import years
from guiju.domain.numbers.families.lazy import Lazy
from guiju.domain.numbers.family import Family
from guiju.domain.numbers.model import StandardNumber, Supplement

_SHAPE = Lazy(
    r"(?P<kind>JIS|jis|Jis|TS|TR) ?-?(?P<division>[A-HJ-MP-TW-Zabcdefghjkmlpqrstwxyz]) ?-?(?P<serial>\d{3,5})"
    r"(?P<part>(?:-\d{1,4})*?)(?: ?: ?(?P<year>\d+)| ?-(?P<dash>(?:19|20)\d\d(?![\d-])))?(?P<revised>R(?![A-Z]))?"
    r"(?P<more>(?:[/( +].*)?)\Z"
)
_SUPPLEMENT = Lazy(
    r"[/ +(]{1,2}(?P<kind>(?i:amendment|amd|corrigendum|cor|explanation|expl)|追補|追补) ?(?P<number>\d{1,2})?"
    r"(?: ?: ?(?P<year>\d{4}))?(?P<revised>R(?![A-Z]))?\)?"
)
_SYMBOL = Lazy(r" SYMBOL [A-Za-z0-9][A-Za-z0-9 ]{0,40}\Z")
_LANGUAGE = Lazy(r" ?\((?P<language>[EJ])\)")
_KINDS = {"AMD": "AMENDMENT", "COR": "CORRIGENDUM", "追補": "AMENDMENT", "追补": "AMENDMENT"}
_DIVISIONS = "ABCDEFGHKLMPQRSTWXYZ"
HEADS = frozenset({"JIS", *(f"JIS{letter}" for letter in _DIVISIONS), "TS", "TR"})


def read(text: str) -> StandardNumber | None:
    """Reads JIS numbers; None when the text is of another body. Raises `NumberError` when malformed."""
    shape = _SHAPE.match(text)
    if shape is None:
        if text[:3].upper() != "JIS":
            return None
        raise problems.missing_serial("JIS")
    kind, division, serial, part, year, dash, revised, more = shape.groups()
    year = years.written_out(year or dash or "")
    prefix = f"{kind.upper()} {division.upper()}"
    stem = f"{prefix} {serial}{part}"
    if year and not years.plausible(year):
        raise years.complaint(year, stem)
    body = f"{stem}:{year}{revised or ''}" if year else stem
    supplements: tuple[Supplement, ...] = ()
    language = ""
    if more:
        body, supplements, language = _more(body, more)
    return StandardNumber(
        "jis",
        "foreign",
        "unknown",
        prefix,
        serial,
        part[1:],
        "-" if part else "",
        year,
        body,
        supplements,
        "",
        (),
        language,
    )


def _more(body: str, more: str) -> tuple[str, tuple[Supplement, ...], str]:
    supplements: list[Supplement] = []
    language = ""
    pos = 0
    while pos < len(more):
        if found := _SUPPLEMENT.match(more, pos):
            kind = _KINDS.get(found["kind"].upper(), found["kind"].upper())
            number, year, revised = found["number"] or "", found["year"] or "", found["revised"] or ""
            supplements.append(Supplement(kind, number, year, "/"))
            body += f"/{kind}{' ' if number else ''}{number}{':' if year else ''}{year}{revised}"
        elif found := _LANGUAGE.match(more, pos):
            language = found["language"]
            body += f"({language})"
        elif found := _SYMBOL.match(more, pos):
            body += found[0]
        else:
            raise problems.trailing_text(more[pos:].strip(" /"), body)
        pos = found.end()
    return body, tuple(supplements), language


FAMILY = Family("jis", HEADS, read)

"""Publications of CIE (国际照明委员会): CIE 015:2018, CIE S 014-3/E:2011, CIE ISO 11664-1:2019, CIE x043-OP01.

The year follows a dash until about 2000 and a colon since; it is printed as issued. A joint standard names its ISO
number in brackets.
"""

from __future__ import annotations

from guiju.domain.numbers import problems
from guiju.domain.numbers.families import iso_iec, years
from guiju.domain.numbers.families.grammar import Prefix, read_shape
from guiju.domain.numbers.families.lazy import Lazy
from guiju.domain.numbers.family import Family
from guiju.domain.numbers.model import StandardNumber, Supplement

_SHAPE = Lazy(
    r"CIE ?(?P<kind>(?:DIS|DS|S|D(?=\d)|x(?=\d)|IEC|TN|TR|TS)?) ?(?P<serial>\d{1,3})"
    r"(?P<part>(?:[./]\d{1,3}(?:\.\d)?(?=[-:/]))?(?:-(?:\d(?!\d)|SP\d(?:\.\d)?))*)(?P<language>/[EFGDRJ])?"
    r"(?:(?P<join>[-:/]|(?<=/E))(?P<year>\d{4}(?!\d)|\d{2}(?=\Z)))?"
    r"(?P<more>/IEC \d{4,6}(?:-\d{1,3})?:\d{4}|/(?:[a-z0-9]{6})(?=\Z)| Amendment \d(?:: ?\d{4})?|/Cor ?\d:\d{4}"
    r"| \(ISO(?:/CIE)? \d{3,6}(?:-\d)?:\d{4}(?:\([EF]\))?\)| ?\([A-Z]{2}(?:-\d{4})?\))?\Z"
)
_PAPER = Lazy(
    r"CIE (?P<serial>x\d{3})-(?P<paper>(?:OP|PP|WP|PO|IP|P)\d{1,4})\Z"
    r"|CIE (?P<kind>(?:OP|PP|WP|PO|IP)\d{1,4}) (?P<pages>(?:Pages )?\d{1,4}-\d{1,4})\Z"
    r"|CIE (?P<bundle>Tutorials Bundle) (?P<number>\d{1,3})\Z"
)
_COR = Lazy(r"/Cor ?(?P<number>\d):(?P<year>\d{4})| Amendment (?P<amendment>\d)")


def read(text: str) -> StandardNumber | None:
    """Reads CIE numbers; None when the text is of another body. Raises `NumberError` when malformed."""
    shape = _SHAPE.match(text if text[:3] == "CIE" else text[:3].upper() + text[3:])
    if shape is None:
        return _paper(text) or _joint(text)
    kind, serial, part, language, join, year, more = shape.groups()
    prefix = "CIE" if kind in ("", "x", "D") else f"CIE {kind}"
    lead = kind if kind in ("x", "D") else ""
    stem = f"{prefix} {lead}{serial}{part}{language or ''}"
    year = years.written_out(year or "")
    if year and not years.plausible(year):
        raise years.complaint(year, stem)
    body = f"{stem}{join}{year}" if year else stem
    supplements: tuple[Supplement, ...] = ()
    if more and (changed := _COR.match(more)):
        word, number = ("Cor", changed["number"]) if changed["number"] else ("Amendment", changed["amendment"])
        supplements = (Supplement(word, number, changed["year"] or "", "/"),)
    return StandardNumber(
        "cie", "international", "unknown", prefix, lead + serial, part[1:], part[:1], year, body + (more or ""),
        supplements, "", (), (language or "")[1:],
    )  # fmt: skip


def _joint(text: str) -> StandardNumber | None:
    number = read_shape(text, _read_prefix)
    if number is None and text[:3].upper() == "CIE":
        raise problems.missing_serial("CIE")
    return number


def _read_prefix(letters: str) -> Prefix | None:
    if not letters.upper().startswith("CIE ISO"):
        return None
    known = iso_iec.read_prefix(letters[4:])
    if known is None:
        return None
    spaced = letters[4:].upper()
    printed = known.printed if "ISO/" in spaced else known.printed.replace("/", " ")
    return Prefix(f"CIE {printed}", "cie", "international", known.style)


def _paper(text: str) -> StandardNumber | None:
    paper = _PAPER.match(text)
    if paper is None:
        return None
    serial = paper["serial"] or paper["kind"] or paper["bundle"]
    part = paper["paper"] or paper["pages"] or paper["number"]
    return StandardNumber(
        "cie", "international", "unknown", "CIE", serial, part, "-" if paper["paper"] else " ", "", text
    )


FAMILY = Family("cie", frozenset({"CIE", "CIES", "CIEX"}), read)

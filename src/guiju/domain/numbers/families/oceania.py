"""Australian and New Zealand standards (澳新标准): AS/NZS 3000:2018, AS 1170.4-2007, AS/NZS ISO 9001:2016.

Parts after dots; the year after a colon, in older standards after a dash, printed as issued.
"""

from __future__ import annotations

from guiju.domain.numbers import problems
from guiju.domain.numbers.families import cen, iso_iec, years
from guiju.domain.numbers.families.grammar import Prefix, read_shape
from guiju.domain.numbers.families.lazy import Lazy
from guiju.domain.numbers.families.tail import NO_TAIL, Style, read_tail
from guiju.domain.numbers.family import Family
from guiju.domain.numbers.model import StandardNumber

_STYLE = Style(amd="Amd")
_SHAPE = Lazy(
    r"(?P<prefix>(?i:AS/NZS|AS ?/ ?NZS|NZS|AS|SA/SNZ (?:TS|TR|HB)|SA (?:TS|TR|HB)|SNZ (?:TS|TR|HB|PAS))) ?"
    r"(?P<serial>\d{3,5}|(?<=HB )\d{2,3})(?P<part>(?:\.\d{1,3}){0,4}(?:-\d{1,2}(?!\d))?)"
    r"(?:(?P<join>[:-])(?P<year>\d+)| ?: ?(?P<spaced>\d+))?(?P<more>.*)\Z"
)
_WITH_ADOPTED = Lazy(r"(?P<lead>(?i:AS/NZS|AS|NZS))[ /](?P<adopted>(?:ISO|IEC|CISPR|EN)\b.*)\Z")


def read(text: str) -> StandardNumber | None:
    """Reads these numbers; None when the text is of another body. Raises `NumberError` when malformed."""
    if _WITH_ADOPTED.match(text):
        return read_shape(text, _read_prefix)
    shape = _SHAPE.match(text)
    if shape is None:
        return None
    prefix, serial, part, join, year, spaced, more = shape.groups()
    prefix = prefix.upper().replace(" / ", "/")
    stem = f"{prefix} {serial}{part}"
    year = years.written_out(year or spaced or "")
    join = join or ":"
    if year and not years.plausible(year):
        raise years.complaint(year, stem, join)
    body = f"{stem}{join}{year}" if year else stem
    tail = read_tail(more, 0, _STYLE) if more else NO_TAIL
    if more and tail.end < len(more):
        raise problems.trailing_text(more[tail.end :].strip(), body + tail.text)
    return StandardNumber(
        "nzs" if prefix.startswith(("NZS", "SNZ")) else "as", "foreign", "unknown", prefix, serial, part[1:],
        part[:1], year, body + tail.text, tail.supplements,
    )  # fmt: skip


def _read_prefix(letters: str) -> Prefix | None:
    lead, _, rest = letters.partition("/" if letters[:3].upper() == "AS/" and letters[:6].upper() != "AS/NZS" else " ")
    known = iso_iec.read_prefix(rest) or cen.read_prefix(rest)
    if known is None:
        return None
    return Prefix(f"{lead.upper()} {known.printed}", "nzs" if lead.upper() == "NZS" else "as", "foreign", _STYLE)


FAMILY = Family("oceania", frozenset({"AS", "NZS", "SA", "SNZ"}), read)

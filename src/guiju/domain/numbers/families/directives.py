"""The ISO/IEC Directives and their supplements: ISO/IEC DIR 1:2022 + IEC SUP:2022, ISO/IEC DIR JTC 1 SUP."""

from __future__ import annotations

from guiju.domain.numbers import problems
from guiju.domain.numbers.families.lazy import Lazy
from guiju.domain.numbers.model import StandardNumber

_SHAPE = Lazy(
    r"(?P<prefix>ISO/IEC DIR)(?P<serial>(?: JTC 1)?(?: \d)?(?: (?:ISO|IEC|JTC 1))?(?: SUP)?)"
    r"(?::(?P<year>\d{4}(?:-\d\d){0,2}))?(?P<more>(?: \+ (?:ISO|IEC) SUP(?::\d{4}(?:-\d\d)?)?)?)"
    r"(?: Edition (?P<edition>\d{1,2}))?\Z"
)
_WITHOUT_PART = Lazy(r"ISO/IEC JTC 1 DIR:(?P<year>\d{4})\Z")
_WORDS = (
    ("Directives", "DIR"),
    ("Supplement", "SUP"),
    (", Part ", " "),
    (" Part ", " "),
    (", ", " "),
    (" Ed ", " Edition "),
)


def read_directives(text: str) -> StandardNumber | None:
    """Reads a text that holds "DIR" or "Directives"; None when it is not about the Directives of ISO and IEC."""
    if "DIR" not in text and "Directives" not in text:
        return None
    short = text
    for word, code in _WORDS:
        short = short.replace(word, code)
    if plain := _WITHOUT_PART.match(short):
        return StandardNumber("iso", "international", "guide", "ISO/IEC", "JTC 1 DIR", "", "", plain["year"], short)
    shape = _SHAPE.match(short)
    if shape is None:
        return None
    if not shape["serial"]:
        raise problems.missing_serial("ISO/IEC DIR")
    return StandardNumber(
        "iso", "international", "guide", shape["prefix"], shape["serial"].strip(), "", "", shape["year"] or "", short
    )

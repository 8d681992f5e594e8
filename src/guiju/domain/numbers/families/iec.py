"""Standards of IEC and CISPR (国际电工委员会), with their consolidated versions and interpretation sheets.

IEC 60335-1:2020+AMD1:2021 CSV · IEC TR 61340-5-2:2018 RLV · CISPR 16-4-2:2011/AMD2:2018/COR1:2019 ·
IEC 60076-11:2018/ISH1:2020 · IEC White Paper AI:2018. Forms: the IEC webstore.
"""

from __future__ import annotations

from guiju.domain.numbers.families import iso_iec
from guiju.domain.numbers.families.grammar import read_shape
from guiju.domain.numbers.families.lazy import Lazy
from guiju.domain.numbers.family import Family
from guiju.domain.numbers.model import StandardNumber

_REPORT = Lazy(
    r"(?P<prefix>IEC (?:White Paper|Technology Report|Trend Report|Technology and Market Outlook Paper))"
    r" (?P<serial>[A-Za-z][\w :.,()-]{1,80}):(?P<year>\d{4})\Z"
)
_COVER_DATE = Lazy(
    r"(?P<number>.+?) (?:Edition|Ed\.?|ED) ?(?P<edition>\d{1,2}(?:\.\d)?)(?: [bef](?=:))?"
    r"[ ,:(]{1,3}(?P<year>(?:19|20)\d\d)(?:-\d\d)?\)?\Z"
)


def read(text: str) -> StandardNumber | None:
    """Reads IEC and CISPR numbers; None when the text is of another body. Raises `NumberError` when malformed."""
    if " E" in text and (cover := _COVER_DATE.match(text)):
        text = f"{cover['number']}:{cover['year']} ED{cover['edition']}"
    number = read_shape(text, iso_iec.read_prefix)
    return _report(text) if number is None else number


def _report(text: str) -> StandardNumber | None:
    report = _REPORT.match(text)
    if report is None:
        return None
    prefix, serial, year = report.groups()
    return StandardNumber("iec", "international", "unknown", prefix, serial, "", "", year, text)


FAMILY = Family("iec", iso_iec.IEC_HEADS, read)

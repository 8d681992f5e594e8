"""Documents of the IEC conformity schemes (合格评定体系): IECEE TRF 60335-2-14,15D:2017, IECEx TRF 60079-0v2A:2006."""

from __future__ import annotations

from guiju.domain.numbers import problems
from guiju.domain.numbers.families.lazy import Lazy
from guiju.domain.numbers.family import Family
from guiju.domain.numbers.model import StandardNumber

_SHAPE = Lazy(
    r"(?P<prefix>(?:IECEE|IECEx|IECQ|IECRE)(?: (?:TRF|OD|CS|CB|DS|PD|RR))?(?: (?:CISPR|EN|ISO|ISO/IEC))?) ?"
    r"(?P<serial>\d[\dA-Z]*?)(?P<part>(?:,\d+)?(?:-[A-Z]{0,3}\d+(?:,\d+)*)*(?:-[A-Z]{2,3})?)"
    r"(?P<version>(?:v\d{1,2})?[A-Za-z]?\d?(?:_[A-Za-z]{2,3})?)"
    r"(?::(?P<year>\d{4}))?(?P<edition> ED\d{1,2}(?:\.\d)?)?\Z"
)


def read(text: str) -> StandardNumber | None:
    """Reads numbers of IECEE, IECEx, IECQ and IECRE. Raises `NumberError` when one is malformed."""
    shape = _SHAPE.match(text)
    if shape is None:
        raise problems.missing_serial(text.split(" ", 1)[0])
    prefix, serial, part, version, year, edition = shape.groups()
    printed = f"{prefix} {serial}{part}{version}{':' if year else ''}{year or ''}{edition or ''}"
    part = part[1:] + version if part else ""
    serial = serial if part else serial + version
    return StandardNumber(
        "iec", "international", "unknown", prefix, serial, part, "-" if part else "", year or "", printed
    )


FAMILY = Family("iec_conformity", frozenset({"IECEE", "IECEX", "IECQ", "IECRE"}), read)

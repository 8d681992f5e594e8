"""Standards of the Eurasian council EASC and of its members (独联体标准): ГОСТ, ГОСТ Р, РМГ, ПМГ, СТ РК, СТБ, ДСТУ.

ГОСТ 12.1.005-88 · ГОСТ Р 7.0.97-2016 · ГОСТ Р ИСО/МЭК 17025-2019 · ГОСТ IEC 60335-1-2015 · ПМГ В 31-2001.
The year stands after the last dash, in two digits until 1999, and is printed as issued
(ДСТУ with a colon). Latin writing stays Latin.
"""

from __future__ import annotations

import re

from guiju.domain.numbers import problems
from guiju.domain.numbers.families import years
from guiju.domain.numbers.families.lazy import Lazy
from guiju.domain.numbers.family import Family
from guiju.domain.numbers.model import Level, StandardNumber

_EASC: tuple[str, Level] = ("easc", "regional")
_RUSSIA: tuple[str, Level] = ("gost", "foreign")
_SERIES: dict[str, tuple[str, Level]] = {  # as printed: (publisher, level)
    "ГОСТ": _EASC, "GOST": _EASC, "ГОСТ В": _EASC, "РМГ": _EASC, "RMG": _EASC, "ПМГ": _EASC, "PMG": _EASC,
    "ПМГ В": _EASC, "МГС": _EASC, "СТ СЭВ": ("sev", "regional"), "ГОСТ Р": _RUSSIA, "GOST R": _RUSSIA,
    "ПНСТ": _RUSSIA, "ОСТ": _RUSSIA, "СТ РК": ("kz", "foreign"), "ST RK": ("kz", "foreign"),
    "СТБ": ("by", "foreign"), "STB": ("by", "foreign"), "ДСТУ": ("ua", "foreign"), "DSTU": ("ua", "foreign"),
}  # fmt: skip
_GLUED = {"ГОСТР": "ГОСТ Р", "GOSTR": "GOST R", "ГОСТВ": "ГОСТ В"}
_SHAPE = Lazy(
    r"(?P<series>ГОСТ ?[РВ](?![А-Яа-я])|ГОСТ|GOST ?R(?![A-Za-z])|GOST|ПМГ В|РМГ|ПМГ|RMG|PMG|МГС|СТ РК|ST RK"
    r"|СТБ|STB|ДСТУ|DSTU|ПНСТ|СТ СЭВ|ОСТ)"
    r"(?P<adopted> (?:ИСО|МЭК|ЕН|СИСПР|МСЭ-Т|ISO|IEC|EN|CISPR|ASTM|OIML|МОЗМ)"
    r"(?:[/ ](?:МЭК|IEC|ИСО|ISO|ТС|ТО|TS|TR|ПАС|PAS|R|Р|Guide|Руководство)){0,2})?"
    r" ?(?P<serial>\d{1,6})(?P<part>(?:\.\d{1,4}){0,4}(?:-\d{1,3}(?=[-.]\d)(?:\.\d{1,3})?){0,3}(?:/\d{1,5}(?=-))?)"
    r"(?:(?P<join>[-:])(?P<year>\d+))?(?P<rest>.*)\Z",
    re.IGNORECASE,
)


def read(text: str) -> StandardNumber | None:
    """Reads these numbers in either alphabet; None when the text is of another body. Raises `NumberError`."""
    shape = _SHAPE.match(text)
    if shape is None:
        if text[:4].upper() not in ("ГОСТ", "GOST"):
            return None
        raise problems.missing_serial(text[:4].upper())
    series, adopted, serial, part, join, year, rest = shape.groups()
    printed = _GLUED.get(series.upper(), series.upper())
    publisher, level = _SERIES[printed]
    prefix = f"{printed}{adopted or ''}"
    stem = f"{prefix} {serial}{part}"
    full = years.written_out(year or "")
    if year and not years.plausible(full):
        raise years.complaint(year, stem, "-")
    if publisher != "ua":
        join = "-"
    body = f"{stem}{join}{year}" if year else stem
    if _ADOPTED.match(rest):
        body += rest
    elif rest:
        raise problems.trailing_text(rest.strip(), body)
    return StandardNumber(publisher, level, "unknown", prefix, serial, part[1:], part[:1], full, body)


_ADOPTED = Lazy(r" \((?:IEC|МЭК|ISO|ИСО|EN|ЕН|CISPR|СИСПР|ASTM)[/ ][\w/:. -]{1,40}\)\Z")
HEADS = frozenset({*(name.partition(" ")[0] for name in _SERIES), *_GLUED})
FAMILY = Family("gost", HEADS, read)

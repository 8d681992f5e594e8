"""Standards of the Eurasian council EASC and of its members (独联体标准): ГОСТ, ГОСТ Р, РМГ, ПМГ, СТ РК, СТБ, ДСТУ.

ГОСТ 12.1.005-88 · ГОСТ Р 7.0.97-2016 · ГОСТ Р ИСО/МЭК 17025-2019 · ГОСТ IEC 60335-1-2015 · ПМГ В 31-2001 · GOST R 51901.1-2002.
The year stands after the last dash, in two digits until 1999, and is printed as issued. Latin writing stays Latin.
"""

from __future__ import annotations

import re

from guiju.domain.numbers import problems
from guiju.domain.numbers.families import years
from guiju.domain.numbers.families.lazy import Lazy
from guiju.domain.numbers.family import Family
from guiju.domain.numbers.model import Level, StandardNumber

_SERIES: dict[str, tuple[str, str, Level]] = {  # as written: (as printed, publisher, level)
    "ГОСТ": ("ГОСТ", "easc", "regional"), "ГОСТ Р": ("ГОСТ Р", "gost", "foreign"), "ГОСТР": ("ГОСТ Р", "gost", "foreign"),
    "GOST": ("GOST", "easc", "regional"), "GOST R": ("GOST R", "gost", "foreign"), "GOSTR": ("GOST R", "gost", "foreign"),
    "РМГ": ("РМГ", "easc", "regional"), "ПМГ": ("ПМГ", "easc", "regional"), "ПМГ В": ("ПМГ В", "easc", "regional"),
    "RMG": ("RMG", "easc", "regional"), "PMG": ("PMG", "easc", "regional"), "МГС": ("МГС", "easc", "regional"),
    "СТ РК": ("СТ РК", "kz", "foreign"), "ST RK": ("ST RK", "kz", "foreign"), "СТБ": ("СТБ", "by", "foreign"),
    "STB": ("STB", "by", "foreign"), "ДСТУ": ("ДСТУ", "ua", "foreign"), "DSTU": ("DSTU", "ua", "foreign"),
    "ПНСТ": ("ПНСТ", "gost", "foreign"), "СТ СЭВ": ("СТ СЭВ", "sev", "regional"), "ГОСТ В": ("ГОСТ В", "easc", "regional"),
    "ОСТ": ("ОСТ", "gost", "foreign"),
}  # fmt: skip
_SHAPE = Lazy(
    r"(?P<series>ГОСТ ?[РВ](?![А-Яа-я])|ГОСТ|GOST ?R(?![A-Za-z])|GOST|ПМГ В|РМГ|ПМГ|RMG|PMG|МГС|СТ РК|ST RK|СТБ|STB|ДСТУ|DSTU|ПНСТ"
    r"|СТ СЭВ|ОСТ)"
    r"(?P<adopted> (?:ИСО|МЭК|ЕН|СИСПР|МСЭ-Т|ISO|IEC|EN|CISPR|ASTM|OIML|МОЗМ)(?:[/ ](?:МЭК|IEC|ИСО|ISO|ТС|ТО|TS|TR|ПАС|PAS|R|Р|Guide|Руководство)){0,2})?"
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
    series, adopted, serial, part, _, year, rest = shape.groups()
    printed, publisher, level = _SERIES[" ".join(series.upper().split())]
    prefix = f"{printed}{adopted or ''}"
    stem = f"{prefix} {serial}{part}"
    full = years.written_out(year or "")
    if year and not years.plausible(full):
        raise years.complaint(year, stem, "-")
    body = f"{stem}-{year}" if year else stem
    if rest:
        raise problems.trailing_text(rest.strip(), body)
    join = part[:1]
    return StandardNumber(publisher, level, "unknown", prefix, serial, part[1:], join, full, body)


HEADS = frozenset({*(name.partition(" ")[0] for name in _SERIES), "ST"})
FAMILY = Family("gost", HEADS, read)

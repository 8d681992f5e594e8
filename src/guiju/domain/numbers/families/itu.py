"""Recommendations of ITU (国际电信联盟): ITU-T X.680 (2008), ITU-T G.709.1 (2018) Amd. 1 (04/2019), ITU-R BT.601-7.

Also supplements of a series (ITU-T G Suppl. 39), ITU-R questions and reports (ITU-R 237/3:, ITU-R M.4/BL/7) and the
Operational Bulletin (ITU OB No. 1096 (03/2016)). Forms: the ITU's own list; old CCITT and CCIR numbers are read too.
"""

from __future__ import annotations

import re

from guiju.domain.numbers import problems
from guiju.domain.numbers.families import years
from guiju.domain.numbers.families.lazy import Lazy
from guiju.domain.numbers.family import Family
from guiju.domain.numbers.model import StandardNumber, Supplement

_LEAD = Lazy(r"(?:(?:Recommendation|Rec\.?|RECOMMENDATION) )?(?P<body>ITU-?[TRD]|ITU|CCITT|CCIR)\b[ -]?"
             r"(?:(?:Recommendation|Recommendations|Rec\.?|RECOMMENDATION)s?(?= ) )?", re.IGNORECASE)  # fmt: skip
_T = Lazy(
    r"(?P<series>[A-Z])[. ]?(?P<serial>\d{1,5}l?)(?P<part>(?:\.\d{1,4})*(?:-\d{1,3}(?!\d))?"
    r"(?:[a-z](?![a-z])|\.[A-F](?![A-Za-z\d]))?)"
    r"(?P<letter> ?(?:bis|ter|quater|quarter)| [A-FR](?![A-Za-z])|R(?![A-Za-z]))?"
    r"(?P<twin>(?:/[A-Z]\.\d{1,5}l?(?:\.\d{1,4})*(?: ?(?:bis|ter|quater|quarter)| R)?){0,3}(?:-[A-Z]\.\d{1,5})?)"
    r"(?P<version> \(V\d{1,2}\)| v\.\d{1,2})?"
)
_T_SERIES = Lazy(
    r"(?P<serial>[A-Z](?:[-.]\d{1,4})?(?: series)?|[A-Z]\d{2,4}(?:-\d{2,4})?|[A-Z]{2,5}-(?:\d{1,3}|[A-Z]{3}))"
    r"(?= Suppl| \()"
)
_EXTRA = Lazy(
    r"[ /,]{1,2}(?P<kind>Suppl|Supplement|Amendment|Amd|Technical Cor|Corrigendum|Cor|Err|Add|Annex|App|Appendix"
    r"|attachment|Software|test vectors)\.? ?"
    r"(?P<number>\d{1,3}(?:\.\d{1,2})?|[IVX]{1,5}(?![A-Za-z])|[A-Z]\d{0,2}\+?)?(?![A-Za-z])"
)
_KINDS = {"Supplement": "Suppl", "Amendment": "Amd", "Corrigendum": "Cor", "Appendix": "App"}
_PARTS_OF_IT = frozenset({"Annex", "App", "Suppl", "attachment"})  # their date is that of the whole document
_R = Lazy(
    r"(?P<serial>[A-Z]{1,3}[.]?\d{1,5}|SG\d\d\.\d{1,4}|\d{1,4})(?P<part>(?:-\d{1,3}){0,2})"
    r"(?P<date> ?\((?:\d\d/)?\d{4}\)|:(?:19|20)\d\d)?\Z"
)
_R_OTHER = Lazy(
    r"(?P<serial>\d\d\.HDB|\d{1,4}(?:-\d{1,3})?(?:/\d{1,2}:?|:)"
    r"|[A-Z]{1,3}\.(?:\[?\d{1,2}/(?:BL/)?\d{1,4}\]?:?|\d-BL-\d{1,3}|\d{1,4}(?:/[A-Z]{1,3}\.\d{1,4})))\Z"
)
_BULLETIN = Lazy(
    r"(?P<prefix>(?:Annex to )?ITU OB No\.) (?P<serial>\d{1,5}(?:-[A-Z])?)(?: \((?P<month>\d\d)/(?P<year>\d{4})\))?\Z"
)


def read(text: str) -> StandardNumber | None:
    """Reads ITU numbers; None when the text is of another body. Raises `NumberError` when malformed."""
    if bulletin := _BULLETIN.match(text):
        year = f"{bulletin['year']}-{bulletin['month']}" if bulletin["year"] else ""
        return StandardNumber(
            "itu", "international", "unknown", bulletin["prefix"], bulletin["serial"], "", "", year, text
        )
    lead = _LEAD.match(text)
    if lead is None:
        return None
    body = lead["body"].upper()
    prefix = body if body.startswith("CC") else f"ITU-{body[-1]}" if len(body) > 3 else "ITU-T"
    rest = text[lead.end() :]
    number = _read_r(prefix, rest) if prefix in ("ITU-R", "CCIR") else _read_t(prefix, rest)
    if number is None:
        raise problems.missing_serial(prefix)
    return number


def _read_r(prefix: str, rest: str) -> StandardNumber | None:
    if other := _R_OTHER.match(rest):
        serial = other["serial"]
        return StandardNumber("itu", "international", "recommended", prefix, serial, "", "", "", f"{prefix} {serial}")
    shape = _R.match(rest if rest[:1].isdigit() or "." in rest else _dotted(rest))
    if shape is None:
        return None
    serial, part, date = shape["serial"], shape["part"], shape["date"]
    year, printed = _written_date(date or "")
    text = f"{prefix} {serial}{part}{printed}"
    return StandardNumber(
        "itu", "international", "recommended", prefix, serial, part[1:], "-" if part else "", year, text
    )


def _dotted(rest: str) -> str:
    return re.sub(r"^([A-Z]{1,3}) ?(\d{3,5})", r"\1.\2", rest)


def _read_t(prefix: str, rest: str) -> StandardNumber | None:
    shape = _T.match(rest)
    if shape is None:
        shape = _T_SERIES.match(rest)
        if shape is None:
            return None
        serial, part, printed = shape["serial"], "", shape["serial"]
    else:
        serial, part = f"{shape['series']}.{shape['serial']}", shape["part"]
        letter = shape["letter"] or ""
        printed = f"{serial}{part}{letter}{shape['twin']}{shape['version'] or ''}"
        part = f"{part}{letter}"
    return _with_extras(prefix, serial, part, printed, rest, shape.end())


def _with_extras(prefix: str, serial: str, part: str, printed: str, rest: str, pos: int) -> StandardNumber:
    supplements: list[Supplement] = []
    dates: list[str] = []
    while pos < len(rest):
        if date := _DATE_AT.match(rest, pos):
            year, written = _written_date(date[0])
            dates.append(year)
            printed += written
            pos = date.end()
        elif extra := _EXTRA.match(rest, pos):
            kind = _KINDS.get(extra["kind"], extra["kind"])
            dot = "." if kind in ("Suppl", "Amd", "Cor", "Technical Cor", "Err", "Add", "App") else ""
            number = extra["number"] or ""
            slash = "/" if rest[pos] == "/" else " "
            tight = kind == "App" and rest[extra.start("number") - 1] == "."
            printed += f"{slash}{kind}{dot}{' ' if number and not tight else ''}{number}"
            supplements.append(Supplement(kind, number, "", "/"))
            pos = extra.end()
        else:
            raise problems.trailing_text(rest[pos:].strip(), f"{prefix} {printed}")
    if supplements and dates and supplements[0].kind not in _PARTS_OF_IT:
        last = supplements[-1]
        supplements[-1] = Supplement(last.kind, last.number, dates[-1], "/")
        dates = dates[:-1]
    join = part[:1] if part[:1] in (".", "-", " ") else ""
    return StandardNumber(
        "itu", "international", "recommended", prefix, serial, part[len(join) :], join, dates[0] if dates else "",
        f"{prefix} {printed}", tuple(supplements),
    )  # fmt: skip


_DATE_AT = Lazy(r" ?\((?:\d{2}/)?\d{4}\)| ?\(\d\d/\d\d\)|[ :-](?:19|20)\d\d(?!\d)")


def _written_date(date: str) -> tuple[str, str]:
    """The year, with its month when printed, and the date as ITU writes it: " (07/2008)"."""
    bare = date.strip(" :-()")
    if not bare:
        return "", ""
    month, _, year = bare.rpartition("/")
    year = years.written_out(year)
    bare = f"{month}/{year}" if month else year
    if not years.plausible(year):
        raise problems.implausible_year(year)
    return (f"{year}-{month}" if month else year), f" ({bare})"


_SERIES_HEADS = frozenset({"ITU", "ITUT", "ITUR", "CCITT", "CCIR", "RECOMMENDATION", "REC", "ANNEX"})
FAMILY = Family("itu", _SERIES_HEADS, read)

"""ASME (美国机械工程师学会): B16.5, PTC, Y14.5, NQA-1, the Boiler and Pressure Vessel Code by section."""

from __future__ import annotations

from guiju.domain.numbers.families.lazy import Lazy
from guiju.domain.numbers.families.reader import patient
from guiju.domain.numbers.families.years import written_out
from guiju.domain.numbers.family import Family
from guiju.domain.numbers.model import StandardNumber

_BODY = r"(?P<body>(?:ANSI/)?ASME(?:/[A-Z]{3,5})?|USAS|ANSI/ASME)"
_NUMBER = Lazy(
    _BODY + r"[ -]?(?P<serial>(?:PTC ?|TR ?|V ?& ?V ?|V V ?|RA-S-|NM\.|VVUQ ?)?(?:[A-Z]{1,5}-?)?\d*[A-Z]{0,4})"
    r"(?P<parts>(?:(?:\.|-(?!\d\d(?!\d)))(?!(?:19|20)\d\d|20XX)\d+[A-Z]{0,2})*)(?P<suffix> (?:TW|[A-Z]{2}))?"
    r"(?P<before> \((?:[A-Z]{5,12})\))?"
    r"(?P<joint>/(?:(?:CSA|ISO|AWS) ?[A-Z]+\d*(?:\.\d+)*|S[AFB]-\d+M))?(?P<kind> Handbook)?"
    r"(?: ?- ?(?P<year>(?:19|20)(?:\d\d|XX)|\d\d))?(?: \(R(?P<reaffirmed>\d{4})\))?"
    r"(?: \((?:Proposed )?[Rr]evision of (?P<revises>[^()]{4,40})\))?(?P<after> \([A-Z]{5,12}\))?\Z"
)
_CODE = Lazy(
    r"(?:ANSI/)?ASME (?:(?:BPVC|Boiler and Pressure Vessel Code|B&PV(?: Code)?)[ .,-]*(?:Section |Sec\.? ?|SEC )?"
    r"|Section |Sec\.? ?|SEC |(?=[IVX]{1,5}[ -](?:\d|Div)))"
    r"(?P<section>[IVX]{1,5}|CC|SSC)"
    r"(?:(?:[ .,-]+(?:Division |Div\.? ?|DIV )?|\.)(?P<division>[A-D]|\d|NB|NC|ND|NE|NF|NG|NH|NCA)(?![A-Za-z]))?"
    r"(?:[.](?P<sub>[A-Z\d]{1,3}))?(?:[ -](?P<year>(?:19|20)\d\d))?\Z",
)
_CLAIMED = Lazy(_BODY + r" ?(?P<serial>[A-Z]{0,4}-?\d)")


def _attempt(text: str) -> StandardNumber | None:
    code = _CODE.match(text)
    if code is not None:
        part = code.groupdict("")
        division = f".{part['division']}" if part["division"] else ""
        division += f".{part['sub']}" if part["sub"] else ""
        return _make("ASME", f"BPVC.{part['section']}", division, part["year"], "")
    found = _NUMBER.match(text)
    if found is None or not (found["serial"][-1:].isdigit() or found["parts"] or found["year"]):
        return None
    part = found.groupdict("")
    serial = part["serial"].replace("V V", "V&V").replace("V & V", "V&V")
    if serial.startswith(("PTC", "TR", "V&V", "VVUQ")):
        serial = serial.replace(" ", "")
    tail = f" (R{part['reaffirmed']})" if part["reaffirmed"] else ""
    tail += f" (Revision of {part['revises']})" if part["revises"] else ""
    tail += part["before"] or part["after"]
    parts = part["parts"] + part["suffix"]
    return _make(part["body"], serial, parts, part["year"], tail, part["joint"] + part["kind"])


def _make(prefix: str, serial: str, parts: str, year: str, tail: str, joint: str = "") -> StandardNumber:
    return StandardNumber(
        publisher="asme",
        level="foreign",
        nature="unknown",
        prefix=prefix,
        serial=serial,
        part=parts[1:],
        part_join=parts[:1],
        year=written_out(year) if year.isdigit() else "",
        text=f"{prefix} {serial}{parts}{joint}{'-' + year if year else ''}{tail}",
        edition_note=tail.strip(" ()"),
    )


FAMILY = Family("asme", frozenset({"ASME", "USAS"}), patient(_attempt, _CLAIMED))

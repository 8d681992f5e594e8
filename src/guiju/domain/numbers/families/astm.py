"""ASTM (美国材料与试验协会): D638-14(2022)e1, dual E8/E8M-21, work items, research reports, manuals and data series."""

from __future__ import annotations

from guiju.domain.numbers.families.lazy import Lazy
from guiju.domain.numbers.families.reader import patient
from guiju.domain.numbers.families.years import written_out
from guiju.domain.numbers.family import Family
from guiju.domain.numbers.model import StandardNumber, Supplement

_STANDARD = Lazy(
    r"(?P<body>ASTM|ANSI/ASTM|ISO/ASTM) ?-?(?P<serial>[A-G] ?-?\d{1,4}|\d{5})(?P<metric>M)?"
    r"(?: ?/ ?(?P<dual>[A-G] ?\d{1,4}M?))?"
    r"(?: ?[-:] ?(?P<year>\d\d(?:\d\d)?)(?P<letter>[a-z](?!\d))?)?(?: ?\((?P<again>\d{4})\))?"
    r"(?P<editorial> ?[e\u03b5]-?\d)?(?P<redline> Redline)?\Z"
)
_OTHER = Lazy(
    r"(?:ASTM )?(?:(?P<work>WK ?\d{3,6})|(?P<report>RR:[A-Z]\d\d-\d{4})|(?P<book>(?:MNL|MONO|DS|STP|TR|ISO/ASTMTR|ADJ)"
    r"[A-Z]*\d+[A-Z]*(?:-?S\d+)?(?:-(?:\d+(?:ST|ND|RD|TH)|SUP))*(?:-EB)?))\Z"
)
_SUPPLEMENT = Lazy(r"(.*?\d)-?(S\d+)(-EB)?\Z")
_CLAIMED = Lazy(r"ASTM ?[A-G] ?-?\d")


def _attempt(text: str) -> StandardNumber | None:
    found = _STANDARD.match(text)
    if found is not None:
        return _standard(found.groupdict(""))
    other = _OTHER.match(text)
    if other is not None and (text.startswith(("ASTM", "ISO/ASTM")) or text.endswith("-EB")):
        return _other(other.groupdict(""))
    return None


def _standard(part: dict[str, str]) -> StandardNumber:
    """Years keep their two digits in the normal form, as ASTM prints them; a four-digit one is shortened to match."""
    serial = part["serial"].replace(" ", "").replace("-", "") + part["metric"]
    dual = f"/{part['dual'].replace(' ', '')}" if part["dual"] else ""
    year = part["year"]
    editorial = part["editorial"].strip().replace("\u03b5", "e").replace("-", "")
    short = year[2:] if len(year) == 4 and written_out(year[2:]) == year else year
    dated = f"-{short}{part['letter']}" if year else ""
    again = f"({part['again']})" if part["again"] else ""
    body = part["body"]
    return StandardNumber(
        publisher="astm",
        level="foreign",
        nature="unknown",
        prefix=body,
        serial=serial + dual,
        part="",
        part_join="",
        year=written_out(year),
        text=f"{body} {serial}{dual}{dated}{again}{editorial}",
        supplements=(Supplement("e", editorial[1:], join=""),) if editorial else (),
    )


def _other(part: dict[str, str]) -> StandardNumber:
    """Publications beside the standards. The peer drops "ASTM" before adjuncts and technical reports; it stays here,
    for "TR3-EB" alone names nothing.
    """
    serial = (part["work"].replace(" ", "") or part["report"]) or part["book"]
    prefix = "ASTM"
    if serial.startswith("ISO/ASTM"):
        prefix = ""
    if serial.startswith("DS") and (found := _SUPPLEMENT.match(serial)) is not None:
        stem = found[1].rstrip("-")
        serial = f"{stem}{'S' if '-S' not in serial else ''}-{found[2]}{found[3] or ''}"
    return StandardNumber(
        publisher="astm",
        level="foreign",
        nature="unknown",
        prefix=prefix,
        serial=serial,
        part="",
        part_join="",
        year="",
        text=f"{prefix} {serial}".strip(),
    )


FAMILY = Family("astm", frozenset({"ASTM", "ISO"}), patient(_attempt, _CLAIMED))

"""Numbers of those who came before the IEEE (前身): AIEE, IRE, ASA's electrical codes; and the Safety Code C2."""

from __future__ import annotations

from guiju.domain.numbers import problems
from guiju.domain.numbers.families.ieee.names import MONTH
from guiju.domain.numbers.families.ieee.notes import read_notes
from guiju.domain.numbers.families.lazy import Lazy
from guiju.domain.numbers.family import Family
from guiju.domain.numbers.model import StandardNumber

_AIEE = Lazy(
    rf"(?:AIEE|A\.I\.E\.E\.) ?(?P<no>No\.?)? ?(?P<serial>\d+[A-Z]?)(?:\.(?P<part>\d+))?(?: ?-(?:{MONTH} )?"
    rf"(?P<year>\d{{4}}))?"
)
_IRE = Lazy(r"(?P<year>\d\d) IRE (?P<serial>\d+)\.? ?(?P<part>[SP]{1,2}\d+)")
_ASA = Lazy(r"(?P<body>ASA|USAS) (?P<serial>[A-Z]\d+)(?:\.(?P<part>\d+(?:\.\d+)?))?(?:-(?P<year>\d{4}))?")
_CODE = Lazy(
    r"(?:National Electrical Safety Code,? )?C2-(?P<year>\d{4})"
    r"(?P<name> National Electric(?:al)? Safety Code)?(?: \(NESC\))?"
    r"(?: - Redline)?\Z"
)


def _read(text: str) -> StandardNumber | None:
    code = _CODE.match(text)
    if code is not None:
        return _number("", "C2", "", "", code["year"], f"C2-{code['year']} National Electrical Safety Code")
    found = _AIEE.match(text)
    if found is not None:
        no = found["no"] or "No"
        part = f".{found['part']}" if found["part"] else ""
        year = found["year"] or ""
        named = f"AIEE {no} {found['serial']}{part}{'-' + year if year else ''}"
        return _number("AIEE", found["serial"], found["part"] or "", ".", year, _noted(named, text[found.end() :]))
    found = _IRE.match(text)
    if found is not None:
        named = f"{found['year']} IRE {found['serial']}.{found['part']}"
        return _number(
            "IRE", found["serial"], found["part"], ".", f"19{found['year']}", _noted(named, text[found.end() :])
        )
    found = _ASA.match(text)
    if found is not None:
        return _number(
            found["body"], found["serial"], found["part"] or "", ".", found["year"] or "",
            _noted(found[0], text[found.end() :]),
        )  # fmt: skip
    return None


def _noted(named: str, rest: str) -> str:
    notes = read_notes(rest) if rest else ""
    if notes is None:
        raise problems.trailing_text(rest.strip(), named)
    return named + notes


def _number(prefix: str, serial: str, part: str, join: str, year: str, text: str) -> StandardNumber:
    return StandardNumber(
        publisher="ieee",
        level="foreign",
        nature="unknown",
        prefix=prefix,
        serial=serial,
        part=part,
        part_join=join if part else "",
        year=year,
        text=text,
    )


FAMILY = Family("ieee forerunners", frozenset({"", "AIEE", "A", "ASA", "USAS", "C", "NATIONAL"}), _read)

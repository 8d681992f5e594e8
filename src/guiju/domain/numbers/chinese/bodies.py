"""Group standards (团体标准, T/CECS 101-2021) and enterprise standards (企业标准, Q/GDW 1354-2013)."""

from __future__ import annotations

import re

from guiju.domain.numbers import problems, years
from guiju.domain.numbers.chinese.build import build
from guiju.domain.numbers.chinese.prefixes import Prefix, printed
from guiju.domain.numbers.chinese.serials import GROUP
from guiju.domain.numbers.chinese.tail import capitals
from guiju.domain.numbers.model import StandardNumber

_GROUP = re.compile(
    r"T ?[/\\_-] ?(?P<code>\d{0,6}[A-Z]{2,12}(?:\d{1,2}[A-Z]{1,6})?(?:-[A-Z]{1,4}(?=[ \d]))?)(?:[ _-]+(?=\S)|(?=\d))",
    re.ASCII,
)
_GLUED = re.compile(r"(?P<kind>[TQ])[ _-]?(?P<code>[A-Z]{3,10})[ _-]?(?=\d)", re.ASCII)
_NATIONAL = frozenset({"GB", "GBT"})  # T/GB is GB/T the wrong way round
_DATED = re.compile(r"\d[-:—](?:19|20)\d\d(?!\d)", re.ASCII)
# T/CECS G:D60-01-2020: highway standards of an association, lettered as the ministry's
_HIGHWAY = re.compile(r"(?P<serial>G:[A-Z]\d{2})(?P<part>-\d{2})", re.ASCII)
_ENTERPRISE = re.compile(r"Q ?[/\\_-] ?", re.ASCII)
_CODE = re.compile(r"(?P<code>\d{0,6}[A-Z]+(?:-[A-Z]+)*)(?P<gap>[ _-]*)", re.ASCII)
_OWN_SERIAL = re.compile(r"[A-Z0-9]+(?:(?: |[./:-](?=[A-Z]{0,3}\d))[A-Z0-9]+)*(?:\([A-Z0-9]{1,4}\))?", re.ASCII)
_OWN_YEAR = re.compile(r"(?:[-:]|(?<=\d) )(?P<year>\d{4}|[89]\d)$", re.ASCII)
_LOOSE = re.compile(r" ?([./:-]) ?")


def read_group(text: str) -> StandardNumber | None:
    """A group standard; None when the text does not begin like one."""
    upper = capitals(text)
    found = _GROUP.match(upper)
    if found is None:
        if re.match(r"T ?/ ?(?:\d|$)", upper):
            raise problems.missing_owner("T/")
        return None
    return _group(found["code"], text[found.end() :])


def _group(code: str, rest: str) -> StandardNumber:
    if code in _NATIONAL:
        raise problems.unknown_prefix(f"T/{code}", f"GB/T {rest.strip()}")
    prefix = Prefix(f"T/{code}", "t", "group", "unknown", "plain", "团体标准", "group standard")
    return build(prefix, rest, _HIGHWAY if _HIGHWAY.match(capitals(rest)) else GROUP)


def read_enterprise(text: str) -> StandardNumber | None:
    """An enterprise standard; None when the text does not begin like one."""
    upper = capitals(text)
    start = _ENTERPRISE.match(upper)
    if start is None:
        return None
    return _enterprise(_LOOSE.sub(r"\1", upper[start.end() :]))


def _enterprise(body: str) -> StandardNumber:
    year = ""
    if found := _OWN_YEAR.search(body):
        year = found["year"] if len(found["year"]) == 4 else years.written_out(found["year"])
        if year in years.PLAUSIBLE:
            body = body[: found.start()]
        else:
            year = ""
    code, serial = _code_and_serial(body)
    if not code:
        raise problems.missing_owner("Q/")
    if not any(char.isdigit() for char in serial):
        raise problems.missing_serial(f"Q/{code}")
    if _OWN_SERIAL.fullmatch(serial) is None:
        raise problems.trailing_text(serial, "")
    text = f"Q/{code} {serial}" + (f"-{year}" if year else "")
    return StandardNumber("q", "enterprise", "unknown", f"Q/{code}", serial, "", "", year, text)


def _code_and_serial(body: str) -> tuple[str, str]:
    first, _space, rest = body.partition(" ")
    if rest and (first.isdigit() or not any(char.isdigit() for char in first)):
        return first, rest
    found = _CODE.match(body)
    return (found["code"], body[found.end() :]) if found else ("", body)


def read_glued(text: str) -> StandardNumber | None:
    """TCECS101-2021, QGDW 1354-2013: without the slash, when the code is known or the year leaves no doubt."""
    upper = capitals(text)
    found = _GLUED.match(upper)
    if found is None or not (found["code"] in printed() or _DATED.search(upper)):
        return None
    rest = text[found.end() :]
    return _group(found["code"], rest) if found["kind"] == "T" else _enterprise(f"{found['code']} {capitals(rest)}")

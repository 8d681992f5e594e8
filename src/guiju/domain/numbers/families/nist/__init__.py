"""NIST and its forerunner NBS (美国国家标准与技术研究院): SP, FIPS, IR, TN, HB and the old circulars and monographs."""

from __future__ import annotations

from guiju.domain.numbers import problems
from guiju.domain.numbers.families.lazy import Lazy
from guiju.domain.numbers.families.nist.report import Report, read_report
from guiju.domain.numbers.families.nist.series import CODES, SPELLED
from guiju.domain.numbers.family import Family
from guiju.domain.numbers.model import StandardNumber

_CODE = "|".join(sorted((*CODES, *SPELLED), key=len, reverse=True)).replace(".", r"\.").replace(" ", "[ .]")
_NUMBER = Lazy(
    rf"(?i:(?P<body>NIST|NBS)?(?P<dot>[ .]?)(?P<series>{_CODE}))(?:[ .-]|(?=[\dv]))(?P<rest>(?=\S*\d|sup).{{1,80}})\Z"
)
_BARE = Lazy(r"(?i:NIST |(?:NIST[ -])?SP[ -])800-\d")
_PLAIN = Lazy(r"(?P<body>NIST|NBS) (?P<series>[A-Z]+) (?P<rest>\d+[A-Z]?(?:-\d{1,4})?)\Z")
_PRINTED = {code: code for code in CODES} | SPELLED


def _read(text: str) -> StandardNumber | None:
    plain = _PLAIN.match(text)
    if plain is not None:
        body, series, rest = plain.groups()
        if series in CODES and (report := read_report(series, rest)) is not None:
            return _number(f"{body} {series}", report)
    if _BARE.match(text) is not None:
        text = "NIST SP " + text[text.index("800-") :]
    found = _NUMBER.match(text)
    if found is None:
        return None
    body = (found["body"] or "").upper()
    written = found["series"].upper().replace(".", " ")
    series = _PRINTED[written]
    if not body and series != "FIPS":
        return None
    prefix = f"{body} {series}".strip()
    rest = found["rest"]
    report = read_report(series, rest) or (read_report(series, rest.replace(".", "-")) if found["dot"] == "." else None)
    if report is not None:
        return _number(prefix, report)
    shorter = read_report(series, rest.split(" ")[0]) if " " in rest else None
    if shorter is None:
        raise problems.trailing_text(rest, "")
    raise problems.trailing_text(rest.partition(" ")[2], f"{prefix} {shorter.text}")


def _number(prefix: str, report: Report) -> StandardNumber:
    """`year` is the edition's ("e2019", "r1990"); revisions, versions and updates are supplements."""
    return StandardNumber(
        publisher="nist",
        level="foreign",
        nature="unknown",
        prefix=prefix,
        serial=report.number,
        part=report.part,
        part_join=report.part_join,
        year=report.year,
        text=f"{prefix} {report.text}",
        supplements=report.supplements,
        language=report.language,
    )


FAMILY = Family("nist", frozenset({"NIST", "NBS", "NISTIR", "NBSIR", "FIPS", "SP"}), _read)

"""CSA (加拿大标准协会): own standards, National Standards of Canada, adoptions of ISO and IEC."""

from __future__ import annotations

from guiju.domain.numbers.families.lazy import Lazy
from guiju.domain.numbers.families.reader import patient
from guiju.domain.numbers.families.years import written_out
from guiju.domain.numbers.family import Family
from guiju.domain.numbers.model import StandardNumber, Supplement

_ITEM = (
    r"(?P<international>(?:CEI/)?(?:ISO|IEC|CISPR|IWA)(?:/IEC|/CISPR)?(?: (?:TR|TS|GUIDE|Guide|IWA))? ?)?"
    r"(?P<serial>[A-Z]{0,2}\d+[A-Z]*)(?P<parts>(?:\.\d+)*)(?P<no> (?i:NO)\.? ?(?P<number>\d+(?:\.\d+)*))?"
    r"(?P<more>(?:-(?!M?(?:19|20)\d\d(?!\d)|\d\d(?![\dA-Z:-]))\d+[A-Z]?)*)(?P<series> (?:MH )?SERIES)?"
)
_NUMBER = Lazy(
    r"(?P<body>CAN/CSA|CSA|CAN3|CAN/CGSB)(?P<join>[- ])"
    + _ITEM
    + r"(?:(?P<colon>[:-])(?P<year>M?\d{4}|M?\d\d))?(?P<package> (?:SERIES [A-Z] )?PACKAGE)?"
    r"(?P<early> ?\(R(?P<early_year>\d\d(?:\d\d)?)\))?"
    r"(?P<changes>(?: ?[+/] ?A\d+[:-]\d\d(?:\d\d)?)*)(?P<consolidated> \(CONSOLIDATED\))?"
    r"(?P<late> ?\(R(?P<late_year>\d\d(?:\d\d)?)\))?\Z"
)
_BUNDLE = Lazy(
    r"(?P<body>CAN/CSA|CSA)[- ](?P<serial>[A-Z]\d+)(?P<parts>(?:\.\d+)*)(?:[:-](?P<year>\d\d))?"
    r"(?P<rest>(?:, CSA [A-Z\d.:]+)?(?:/(?:CAN/)?(?:CSA[- ])?[A-Z]\d[\d.]*(?: SERIES)?[:-]\d\d(?: \(R\d{4}\))?"
    r"|(?:,[A-Za-z ]{1,20})? ?& Training Package|HB[:-]\d\d|[A-Z]+HB-\d\d| Code, Handbook & Training Package))\Z"
)
_HANDBOOK = Lazy(r"(?P<serial>[A-Z]\d+)(?P<parts>(?:\.\d+)*)(?:HB)?[:-](?P<year>\d\d)(?: PACKAGE)?(?: \(R\d{4}\))?\Z")
_CLAIMED = Lazy(r"(?:CAN/CSA|CSA)[- ][A-Z]{0,2}\d")


def _attempt(text: str) -> StandardNumber | None:
    found = _NUMBER.match(text)
    if found is not None:
        return _number(found.groupdict(""))
    bundle = _BUNDLE.match(text)
    if bundle is None and (text.endswith(" PACKAGE") or "HB-" in text):
        bundle = _HANDBOOK.match(text)
    if bundle is not None:
        part = bundle.groupdict("")
        return _make(part.get("body", ""), "", part["serial"], part["parts"], part["year"], text, (), "")
    return None


def _number(part: dict[str, str]) -> StandardNumber:
    """National Standards are printed with a dash behind "CAN/CSA", amendments to them with a space, as CSA does."""
    international = (
        part["international"].strip().replace("CEI/", "").replace("GUIDE", "Guide").replace("ISO IWA", "IWA")
    )
    parts = part["parts"] + part["more"]
    serial = part["serial"]
    if part["no"]:
        serial, parts = f"{serial}{part['parts']} NO. {part['number']}", part["more"]
    changes = part["changes"]
    amends = changes.startswith("/")
    join = " " if amends and part["body"] == "CAN/CSA" and not international else part["join"]
    dated = f"{part['colon']}{part['year']}" if part["year"] else ""
    text = f"{part['body']}{join}{international}{' ' if international else ''}{serial}{parts}{part['series']}{dated}"
    reaffirmed = part["early_year"] or part["late_year"]
    note = (part["late"] or part["early"]).strip()
    text += part["package"] + changes + part["consolidated"]
    if note:
        # "-M1981(R2013)" and "(R04)" stand tight in CSA's own lists.
        text += ("" if len(reaffirmed) == 2 else " ") + note
    supplements = tuple(
        Supplement("A", *_split(change), join=sign)
        for sign in "+/"
        for change in changes.replace(" ", "").split(sign)[1:]
    )
    return _make(
        f"{part['body']}{join}", international, serial, parts, part["year"], text, supplements, note.strip("()")
    )


def _split(change: str) -> tuple[str, str]:
    number, _, year = change[1:].replace("-", ":").partition(":")
    return number, written_out(year)


def _make(
    body: str,
    international: str,
    serial: str,
    parts: str,
    year: str,
    text: str,
    supplements: tuple[Supplement, ...],
    note: str,
) -> StandardNumber:
    return StandardNumber(
        publisher="csa",
        level="foreign",
        nature="unknown",
        prefix=f"{body}{international}".strip(" -"),
        serial=serial,
        part=parts[1:],
        part_join=parts[:1],
        year=written_out(year.lstrip("M")),
        text=text,
        supplements=supplements,
        edition_note=note,
    )


FAMILY = Family("csa", frozenset({"CSA", "CAN", "C", "B"}), patient(_attempt, _CLAIMED))

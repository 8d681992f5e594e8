"""ASHRAE (美国采暖、制冷与空调工程师学会): standards, guidelines, and the addenda that are numbered by letters."""

from __future__ import annotations

from guiju.domain.numbers.families.lazy import Lazy
from guiju.domain.numbers.families.reader import patient
from guiju.domain.numbers.family import Family
from guiju.domain.numbers.model import StandardNumber, Supplement

_BODY = r"(?:ANSI ?/ ?)?ASHRAE(?: ?/ ?[A-Z]{2,8}){0,3}"
_KIND = r"(?P<kind>Standards?|Std\.?|STD|STANDARD|Guideline|GUIDELINE)"
_SERIAL = r"(?P<serial>\d+)(?P<parts>(?:\.\d+)*[A-Z]?(?:,[A-Z])*)(?:-(?P<year>\d{4}|\d\d)(?P<revising>R)?)?"
_REAFFIRMED = r"(?: ?\((?:RA|R) ?(?P<reaffirmed>\d{2,4})\))?"
_LETTERS = r"(?P<letters>[a-z]{1,3}(?:(?:, ?(?:and )?| and | through )[a-z]{1,3})*)?"
_PACKAGE = r"(?P<package>Addenda Supplement(?: Package)?)(?: \([^()]{0,200}\))?"
_BEHIND = Lazy(
    rf"{_BODY} (?:{_KIND} )?{_SERIAL}{_REAFFIRMED}"
    rf"(?:[:,]? (?:{_PACKAGE}|(?P<word>[Aa]dden(?:dum|da)) {_LETTERS}))?(?: \(PDF\))?(?: \((?:I-P|SI)(?: and SI)?\))?\Z"
)
_BEFORE = Lazy(
    rf"{_BODY} (?P<word>[Aa]dden(?:dum|da))(?: {_LETTERS})? (?:to|for) (?:{_BODY} )?{_KIND} {_SERIAL}{_REAFFIRMED}"
    r"(?: \((?:I-P|SI)(?: and SI)?(?: versions?)?\))?\Z"
)
_CLAIMED = Lazy(rf"{_BODY} (?:{_KIND} )?\d+(?:\.\d+)*")


def _attempt(text: str) -> StandardNumber | None:
    found = _BEHIND.match(text) or _BEFORE.match(text)
    return _number(found.groupdict("")) if found is not None else None


def _number(part: dict[str, str]) -> StandardNumber:
    """ANSI's approval and the bodies that took part are not printed: "ASHRAE Standard 90.1-2019" is one document."""
    kind = "Guideline" if part["kind"][:1].upper() == "G" else "Standard"
    year = part["year"]
    dated = f"-{year}{part['revising']}" if year else ""
    reaffirmed = f" (RA{part['reaffirmed']})" if part["reaffirmed"] else ""
    named = f"{kind} {part['serial']}{part['parts']}{dated}{reaffirmed}"
    supplements: tuple[Supplement, ...] = ()
    text = f"ASHRAE {named}"
    if part.get("package"):
        text = f"{text}: {part['package']}"
    elif part["word"]:
        word = part["word"].capitalize()
        letters = (
            part["letters"]
            .replace(",and ", ", ")
            .replace(", and ", ", ")
            .replace(" and ", ", ")
            .replace(",", ", ")
            .replace("  ", " ")
        )
        text = f"ASHRAE {word}{' ' + letters if letters else ''} to {named}"
        supplements = tuple(Supplement("Addendum", letter) for letter in letters.split(", "))
    return StandardNumber(
        publisher="ashrae",
        level="foreign",
        nature="guide" if kind == "Guideline" else "unknown",
        prefix=f"ASHRAE {kind}",
        serial=part["serial"],
        part=part["parts"].removeprefix("."),
        part_join=part["parts"][:1] if part["parts"].startswith(".") else "",
        year=("19" if year > "30" else "20") + year if len(year) == 2 else year,
        text=text,
        supplements=supplements,
        edition_note=reaffirmed.strip(" ()"),
    )


FAMILY = Family("ashrae", frozenset({"ASHRAE", "ANSI"}), patient(_attempt, _CLAIMED))

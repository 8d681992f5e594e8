"""Families whose numbers follow one simple pattern: a rule is data, and one reader serves them all."""

from __future__ import annotations

from typing import NamedTuple

from guiju.domain.numbers.families.lazy import Lazy
from guiju.domain.numbers.families.reader import patient
from guiju.domain.numbers.families.years import written_out
from guiju.domain.numbers.family import Family
from guiju.domain.numbers.model import Level, StandardNumber


class Rule(NamedTuple):
    """How one body writes its numbers.

    `pattern` names the pieces: `prefix`, `serial`, `parts` (with their first separator), `year`, and any other that
    `form` prints. `form` is the normal form with those names; `prefix` is what is printed for the prefix, when it is
    always the same; `spelled` maps upper-case spellings of the prefix to the printed one. Letters of the serial are
    printed upper case when `upper`, without spaces when `tight`.
    """

    publisher: str
    level: Level
    pattern: Lazy
    form: str = "{prefix} {serial}{parts}{join}{year}{note}"
    prefix: str = ""
    spelled: dict[str, str] = {}
    upper: bool = True
    tight: bool = False


_PIECES = {"prefix": "", "serial": "", "parts": "", "join": "", "year": "", "note": ""}


def family(name: str, heads: frozenset[str], rules: tuple[Rule, ...], claim: str = "") -> Family:
    """A family of `rules`, tried in order.

    `claim`: pattern of what is surely meant as a number of this family; such a text is malformed when no rule reads it.
    """

    def attempt(text: str) -> StandardNumber | None:
        for rule in rules:
            found = rule.pattern.match(text)
            if found is not None:
                return _number(rule, found.groupdict(""))
        return None

    return Family(name, heads, patient(attempt, Lazy(claim) if claim else None, all(rule.upper for rule in rules)))


def _number(rule: Rule, found: dict[str, str]) -> StandardNumber:
    pieces = _PIECES | found
    written = pieces["prefix"].strip()
    pieces["prefix"] = prefix = rule.prefix or rule.spelled.get(written.upper(), written)
    if rule.upper:
        pieces["serial"] = pieces["serial"].upper()
    if rule.tight:
        pieces["serial"] = pieces["serial"].replace(" ", "")
    parts = pieces["parts"]
    return StandardNumber(
        publisher=rule.publisher,
        level=rule.level,
        nature="unknown",
        prefix=prefix,
        serial=pieces["serial"],
        part=parts[1:],
        part_join=parts[:1],
        year=_year(pieces["year"]),
        text=rule.form.format_map(pieces).strip(),
        edition_note=pieces["note"].strip(" ()"),
    )


def _year(written: str) -> str:
    """Four digits, with a month where one is written: "16" → "2016", "201504" → "2015-04"."""
    if len(written) == 6 and written.isdigit():
        return f"{written[:4]}-{written[4:]}"
    return written_out(written)

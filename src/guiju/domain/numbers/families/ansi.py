"""ANSI (美国国家标准): numbers of its committees (C63.4, N42.33), or of the body that wrote them."""

from __future__ import annotations

from guiju.domain.numbers.families.ieee.grammar import read_named, without_redline
from guiju.domain.numbers.families.ieee.notes import read_notes
from guiju.domain.numbers.families.lazy import Lazy
from guiju.domain.numbers.families.reader import patient
from guiju.domain.numbers.family import Family
from guiju.domain.numbers.model import StandardNumber

_OTHER = Lazy(
    r"ANSI/(?P<body>[A-Z]{2,8}(?:/[A-Z]{2,8})?)[ -]?(?P<serial>[A-Z]{0,4}\d+[A-Z]?)(?P<parts>(?:[.-](?!(?:19"
    r"|20)\d\d)\d+[A-Z]?)*)"
    r"(?:(?P<join>[-:])(?P<year>(?:19|20)\d\d))?(?P<note> ?\([^()]{1,60}\))?\Z"
)
_CLAIMED = Lazy(r"ANSI[ /-]*(?:[A-Z]{2,8}[ /])?(?:Std )?[A-Z]?\d")


def _attempt(text: str) -> StandardNumber | None:
    body = without_redline(text)
    if body.startswith("ANSI/") and not body.startswith("ANSI/IEEE"):
        return _joint(body)
    if body.startswith("ANSI "):
        named = read_named(body)
        if named is not None and "IEEE" in named.prefix:
            return None
        if named is not None:
            notes = read_notes(body[named.end :])
            if notes is None:
                return None
            return StandardNumber(
                publisher="ansi",
                level="foreign",
                nature="unknown",
                prefix=named.prefix,
                serial=named.serial,
                part=named.part,
                part_join=named.part_join,
                year=named.year,
                text=named.text + notes,
                supplements=named.supplements,
                edition_note=notes.strip()[1:-1],
            )
    return None


def _joint(text: str) -> StandardNumber | None:
    """ "ANSI/ASME B16.5": a number of another body that ANSI approved."""
    found = _OTHER.match(text)
    if found is None:
        return None
    part = found.groupdict("")
    prefix = f"ANSI/{part['body']}"
    year = f"{part['join']}{part['year']}"
    return StandardNumber(
        publisher="ansi",
        level="foreign",
        nature="unknown",
        prefix=prefix,
        serial=part["serial"],
        part=part["parts"][1:],
        part_join=part["parts"][:1],
        year=part["year"],
        text=f"{prefix} {part['serial']}{part['parts']}{year}",
        edition_note=part["note"].strip(" ()"),
    )


FAMILY = Family("ansi", frozenset({"ANSI"}), patient(_attempt, _CLAIMED))

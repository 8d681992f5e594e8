"""IEEE and its forerunners AIEE and IRE (电气电子工程师学会): standards, drafts, corrigenda, joint numbers."""

from __future__ import annotations

from guiju.domain.numbers.families.ieee.grammar import Named, read_named, without_redline
from guiju.domain.numbers.families.ieee.notes import read_notes
from guiju.domain.numbers.families.lazy import Lazy
from guiju.domain.numbers.families.reader import patient
from guiju.domain.numbers.family import Family
from guiju.domain.numbers.model import Level, StandardNumber

_PLAIN = Lazy(
    r"IEEE Std ((?!P)[A-Z]?\d+[A-Za-z]{0,4})((?:\.\d+[A-Za-z]{0,4})*)-((?:19|20)\d\d)"
    r"(?: \(((?:Revision of|Amendment (?:to|of)|Supplement to) IEEE Std [A-Z]?\d[\w.]{0,20}-\d{4})\))?\Z"
)
_OURS = Lazy(
    r"(?:Std )?P?(?:\d[\d.]{0,12}|C\d+\.\d)\w{0,12}(?:[.-]\w{1,12}){0,3}[/_]D\d|P\d[\w.-]{0,20}[/_]D\w[\w.]{0,12}, "
    r"|802\.\d+\w*-\d{4}|C(?:37|50|57|62|63|93|95|135)\.\d+\w*-\d{4}|PN\d+\.\d+/D|Std \d"
)
_CLAIMED = Lazy(r"IEEE(?: ?/ ?[A-Z]+)* ?(?:Std\.? ?)?(?:No\.? ?)?P?\d(?!0[012]\d\Z)")
_CONFERENCE = Lazy(r"IEEE ?20[012]\d\Z")


def _attempt(text: str) -> StandardNumber | None:
    plain = _PLAIN.match(text)
    if plain is not None:
        serial, parts, year, remark = plain.groups("")
        return _number(Named("IEEE Std", serial, parts[1:], parts[:1], year, (), text, 0, False), text, remark)
    body = without_redline(text if text.isascii() else text.replace("\u2122", ""))
    if "IEEE" not in body[:24] and not body.startswith("EEE") and _OURS.match(body) is None:
        return None
    if body.startswith("IEEE-"):
        body = "IEEE " + body[5:]
    named = read_named(body)
    if named is None or _CONFERENCE.match(body) is not None:
        return None
    if named.prefix == "ANSI" or (named.prefix.startswith(("ISO", "IEC")) and not named.draft):
        return None
    notes = read_notes(body[named.end :]) if named.end < len(body) else ""
    return _number(named, named.text + notes, notes.strip()[1:-1]) if notes is not None else None


def _number(named: Named, text: str, remarks: str = "") -> StandardNumber:
    """`edition_note` holds the remarks in brackets (reaffirmed, revises, amends), which are printed with the number."""
    level: Level = "international" if named.prefix.startswith(("ISO", "IEC")) else "foreign"
    return StandardNumber(
        publisher="ieee",
        level=level,
        nature="unknown",
        prefix=named.prefix,
        serial=named.serial,
        part=named.part,
        part_join=named.part_join,
        year=named.year,
        text=text,
        supplements=named.supplements,
        edition_note=remarks,
    )


_HEADS = frozenset({"", "IEEE", "EEE", "LEEE", "ANSI", "IEC", "ISO", "NACE", "STD", "P", "C", "PC", "PN"})
FAMILY = Family("ieee", _HEADS, patient(_attempt, _CLAIMED))

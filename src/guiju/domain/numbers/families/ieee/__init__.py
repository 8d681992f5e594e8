"""IEEE and its forerunners AIEE and IRE (电气电子工程师学会): standards, drafts, corrigenda, joint numbers."""

from __future__ import annotations

from guiju.domain.numbers.families import refusals
from guiju.domain.numbers.families.ieee.grammar import Named, read_named
from guiju.domain.numbers.families.ieee.notes import read_notes
from guiju.domain.numbers.families.lazy import Lazy
from guiju.domain.numbers.family import Family
from guiju.domain.numbers.model import Level, StandardNumber

_PLAIN = Lazy(r"IEEE Std ([A-Z]?\d+[A-Za-z]{0,4})((?:\.\d+[A-Za-z]{0,4})*)-((?:19|20)\d\d)\Z")
_REDLINE = Lazy(r"(.*?)(?: ?-? ?Redline)?( - IEEE Standard .*)?,?\Z")
_OURS = Lazy(
    r"(?:Std )?P?(?:\d[\d.]*|C\d+\.\d)\S*?[/_]D\d|P\d\S*[/_]D\S+, |802\.\d+\w*-\d{4}|C(?:37|50|57|62|63|93|95|135)\.\d+\w*-\d{4}"
    r"|PN\d+\.\d+/D|Std \d"
)
_NOTHING = Lazy(r"(?:IEEE|AIEE)(?: ?/ ?[A-Z]+)* ?(?:Std\.? ?)?(?:No\.? ?)?P?\d")


def _read(text: str) -> StandardNumber | None:
    plain = _PLAIN.match(text)
    if plain is not None:
        return _number(
            Named("IEEE Std", plain[1], plain[2][1:], "." if plain[2] else "", plain[3], (), text, 0), text
        )
    body = text
    redline = _REDLINE.match(text)
    if redline is not None:
        body = redline[1]
    if "IEEE" not in body[:24] and not body.startswith("EEE") and _OURS.match(body) is None:
        return None
    named = read_named(body.replace("&amp;", "&"))
    if named is None:
        if _NOTHING.match(text) is None:
            return None
        raise refusals.rest_unread(text, "")
    notes = read_notes(body[named.end :]) if named.end < len(body) else ""
    if notes is None:
        raise refusals.rest_unread(body[named.end :].strip(), named.text)
    return _number(named, named.text + notes)


def _number(named: Named, text: str) -> StandardNumber:
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
    )


_HEADS = frozenset({"", "IEEE", "EEE", "LEEE", "ANSI", "IEC", "ISO", "NACE", "STD", "P", "C", "PC", "PN"})
FAMILY = Family("ieee", _HEADS, _read)

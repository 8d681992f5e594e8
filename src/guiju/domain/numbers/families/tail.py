"""What may stand behind the year of a number: amendments, corrigenda, versions, editions, languages.

One grammar for ISO, IEC, CEN, CENELEC and the national bodies that adopt them; the bodies differ only in how
they print it (`Style`).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from guiju.domain.numbers.families.lazy import Lazy
from guiju.domain.numbers.model import Supplement


class Style(NamedTuple):
    """How a body prints its supplements.

    `amd` is its word for an amendment: "Amd 1" (ISO), "AMD1" (IEC), "A1" (CEN). A word that another body on the same
    document uses is left as printed; a long or foreign spelling becomes this one.
    `merge` the join for "A1" ("+" where the body always consolidates), "" to keep the one in the text.
    `spaced` always "AMD 1", never "AMD1". `loose` keeps a supplement that hangs on by a space (BS 7671 AMD2).
    """

    amd: str = "Amd"
    merge: str = ""
    spaced: bool = False
    loose: bool = False


class Tail(NamedTuple):
    """What was read behind the year; `text` is its normal form, `end` where reading stopped."""

    text: str
    supplements: tuple[Supplement, ...]
    language: str
    consolidated: bool
    end: int


NO_TAIL = Tail("", (), "", False, -1)
_LONG = {
    "amendment": "Amd",
    "amdt": "Amd",
    "corrigendum": "Cor",
    "technical corrigendum": "Cor",
    "corr": "Cor",
    "addendum": "Add",
    "supplement": "Suppl",
    "supp": "Suppl",
    "fcor": "FDCOR",
    "damd": "DAM",
    "fdamd": "FDAM",
    "beiblatt": "Bbl",
}
_CAPITALISED = frozenset({"amd", "cor", "add", "suppl", "ext"})
_TIGHT = frozenset({"A", "AC", "NA", "FRAG", "ISH"})
_HANGING = frozenset({"FRAG", "Bbl"})
_ORDINALS = {
    word: str(place)
    for place, word in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"), start=1
    )
}
_ITEM = Lazy(
    r"\s?(?:(?P<join>[/+:,]|(?<=\s))\s?"
    r"(?P<stage>(?:PWI|NWIP|NP|AWI|WD|CD|PRF|DIS|FDIS|PDIS)\s)?"
    r"(?P<kind>(?i:amendment|amdt|amd|technical corrigendum|corrigendum|corr|cor|addendum|add|supplement|suppl?"
    r"|fpdam|fdamd?|pdam|damd?|fdad|pdad|dad|fdcor|pdcor|dcor|fcor|ext|ish|frag|beiblatt|bbl)|AC|NA|A)"
    r"(?:(?P<dot>\.)?(?P<space>\s?)(?:No\.?\s)?(?P<number>\d{1,3}(?:\.\d{1,2})?))?"
    r"(?:\s?[:-]\s?(?P<year>\d{4}(?:-\d\d){0,2}))?(?!(?!CSV)[A-Za-z0-9])"
    r"|,?\s?(?:(?P<version>CSV|RLV|EXV-CMV|EXV-RLV|CMV|EXV|PRV|SER|DB)"
    r"|(?i:edition|edn|ed)\.?\s?(?P<edition>\d{1,2})(?:\.0|(?P<minor>\.\d{1,2}))?)(?![A-Za-z0-9])"
    r"|,?\s?\((?i:(?:ed|edition)\.?\s?(?P<numbered>\d{1,2})|(?P<counted>\d{1,2})(?:st|nd|rd|th)\s(?:ed|edition)\.?"
    r"|(?P<ordinal>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\sedition)\)"
    r"|\((?P<language>[A-Za-z]{1,2}(?:[/,][A-Za-z]{1,5}){0,5}|all parts|multilingual)\))"
)


def read_tail(text: str, pos: int, style: Style) -> Tail:
    """Reads as many items as follow from `pos` on; `end` is the place of the first character not understood."""
    printed: list[str] = []
    supplements: list[Supplement] = []
    language = ""
    consolidated = False
    end = len(text)
    while pos < end:
        item = _ITEM.match(text, pos)
        if item is None or (item["kind"] == "A" and item["number"] is None):
            break
        if item["kind"]:
            supplement = _supplement(item, style)
            supplements.append(supplement)
            printed.append(_print(item, supplement, style))
        elif item["version"]:
            printed.append(f" {item['version']}")
            consolidated = True
        elif edition := item["edition"] or item["numbered"] or item["counted"] or item["ordinal"]:
            printed.append(f" ED{_ORDINALS.get(edition.lower(), edition)}{item['minor'] or ''}")
        elif len(item["language"]) > 8 and "," not in item["language"]:
            printed.append(f" ({item['language']})")
        else:
            language = item["language"]
            printed.append(f"({language})")
        pos = item.end()
    return Tail("".join(printed), tuple(supplements), language, consolidated, pos)


def _supplement(item: re.Match[str], style: Style) -> Supplement:
    kind = _word(item, style)
    join = "+" if item["join"] == "+" else "/"
    if kind == "A" and style.merge:
        join = style.merge
    elif kind == "Amd" and item["kind"] == "A":
        join = "/"
    return Supplement(kind, item["number"] or "", item["year"] or "", join)


def _word(item: re.Match[str], style: Style) -> str:
    """The body's word for what the text calls A, AMD, Amendment, Corr …"""
    kind = _LONG.get(item["kind"].lower(), item["kind"])
    if kind == "A":
        return style.amd
    if style.amd == "A" and kind.lower() == "amd":
        of_another_body = kind == "AMD" and (style.loose if not item["join"] else not item["space"])
        return kind if of_another_body else "A"
    return kind.capitalize() if kind.lower() in _CAPITALISED and not kind.isupper() else kind


def _print(item: re.Match[str], supplement: Supplement, style: Style) -> str:
    kind, number = supplement.kind, supplement.number
    apart = item["space"] or item["dot"] or style.spaced or not kind.isupper()
    gap = " " if apart and number and kind not in _TIGHT else ""
    hanging = not item["join"] and (kind in _HANGING or (style.loose and kind != "A"))
    join = " " if hanging else supplement.join
    stage = (item["stage"] or "").replace("NWIP", "NP")
    return f"{join}{stage}{kind}{gap}{number}{':' if supplement.year else ''}{supplement.year}"

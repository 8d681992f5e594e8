"""What may hang on a Chinese number: amendments (修改单), edition notes (2018年版), language, "all parts"."""

from __future__ import annotations

import re
from typing import NamedTuple

from guiju.domain.numbers import years
from guiju.domain.numbers.model import Supplement

_NUMERALS = {numeral: str(value) for value, numeral in enumerate("一二三四五六七八九十", start=1)}

# An amendment: /XG1-2012, (XG1-2012), 《第1号修改单》, 国家标准第1号修改单
_AMENDMENT = re.compile(
    r"[ /(\[《,，、+]*(?:含|包括|及|和|与)? ?(?:XG ?(?P<xg>\d{1,2})(?:[-:](?P<year>\d{4}|\d\d)(?!\d))?"
    r"|(?:国家标准|行业标准|地方标准)?(?:(?P<before>\d{4})年)?第? ?(?P<ordinal>\d{1,2}|[一二三四五六七八九十]) ?"
    r"号修改单(?:[-:(]*(?P<after>\d{4})(?!\d)年?)?)[)\]》]*",
    re.ASCII,
)
# A supplement in the ISO manner: /Amd 1:2024, +A1:2019, /Cor 1:2010
_ISO_MANNER = re.compile(
    r" ?[/+ (](?P<kind>AMD|AMENDMENT|A(?=\d)|COR|CORRIGENDUM|AC(?=\d|:))\.? ?(?P<number>\d{0,2})"
    r"(?:[:-](?P<year>\d{4})(?!\d))?\)?",
    re.ASCII,
)
_KINDS = {"AMD": "Amd", "AMENDMENT": "Amd", "COR": "Cor", "CORRIGENDUM": "Cor", "A": "A", "AC": "AC"}
_NOTE = re.compile(
    r"[ _]?[(\[]? ?(?P<note>\d{4} ?年?(?:局部)?(?:版|修订版?|修正版?|确认(?:有效)?)"
    r"|(?:(?:19|20)?\d\d )?(?:CONFIRMED|REAFFIRMED)(?: \d{4})?"
    r"|(?:报批|送审|征求意见|试行|讨论)稿?)[)\]]?",
    re.ASCII,
)
_WHOLE = re.compile(r" ?[(\[]? ?(?P<note>ALL PARTS|所有部分|全部部分|各部分)[)\]]?")
_LANGUAGE = re.compile(r" ?\((?:E|EN|英文版?|外文版)\)")


class Notes(NamedTuple):
    """`text` is printed behind the year; `note` is kept aside, as written."""

    supplements: tuple[Supplement, ...] = ()
    note: str = ""
    language: str = ""
    text: str = ""


NONE = Notes()


def read_notes(rest: str, text: str, start: int) -> tuple[Notes, int]:
    """Everything known that follows position `start` in `text` (`rest` in capitals), and where it ends."""
    if start == len(text):
        return NONE, start
    supplements: list[Supplement] = []
    note = language = printed = ""
    end = start
    while end < len(text):
        if found := _AMENDMENT.match(text, end):
            supplements.append(_amendment(found))
        elif found := _ISO_MANNER.match(text, end):
            supplements.append(_iso_manner(found))
        elif not note and (found := _NOTE.match(text, end)):
            note = rest[found.start("note") : found.end("note")]
        elif not note and (found := _WHOLE.match(text, end)):
            note = rest[found.start("note") : found.end("note")]
            printed = " (all parts)" if note.isascii() else ""
        elif not language and (found := _LANGUAGE.match(text, end)):
            language = "E"
        else:
            break
        end = found.end()
    behind = "".join(map(_print, supplements)) + (f" ({language})" if language else "") + printed
    return Notes(tuple(supplements), note, language, behind), end


def _amendment(found: re.Match[str]) -> Supplement:
    year = found["year"] or found["before"] or found["after"] or ""
    if len(year) == 2:
        year = years.written_out(year)
    ordinal = found["xg"] or _NUMERALS.get(found["ordinal"], found["ordinal"])
    return Supplement("XG", str(int(ordinal)), year)


def _iso_manner(found: re.Match[str]) -> Supplement:
    kind = _KINDS[found["kind"]]
    return Supplement(kind, found["number"], found["year"] or "", "+" if kind in ("A", "AC") else "/")


def _print(supplement: Supplement) -> str:
    kind, number, year, join = supplement.kind, supplement.number, supplement.year, supplement.join
    if kind == "XG":
        return f"/XG{number}" + (f"-{year}" if year else "")
    space = " " if kind in ("Amd", "Cor") and number else ""
    return f"{join}{kind}{space}{number}" + (f":{year}" if year else "")

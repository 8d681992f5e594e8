"""Several numbers in one text: ranges, lists, pairs of adoption, editions side by side."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from guiju.domain.numbers import problems, years
from guiju.domain.numbers.errors import NumberError
from guiju.domain.numbers.model import StandardNumber
from guiju.domain.numbers.reading import Kind

MAX_MEMBERS = 300
"""Longest range or list that is taken apart; a longer one is an error."""

ReadSingle = Callable[[str], StandardNumber | None]

_FOREIGN = ("international", "regional", "foreign")
_RANGE = re.compile(r" ?(?:~|至|到|-{0,1}…-{0,1}) ?")
_HYPHEN_RANGE = re.compile(r"(?P<first>.*?\d)-(?P<last>\.?\d{1,6}(?:\.\d{1,3})?)(?P<year>-\d{4}|-\d\d)?", re.ASCII)
_SHORT = re.compile(r"(?P<number>(?:\d{1,6})?(?:[.-]\d{1,3})*)(?P<year>[-:](?:\d{4}|\d\d))?", re.ASCII)
_EDITIONS = re.compile(r"(?P<first>.+-\d{4})(?P<more>(?: ?[/、,和及与] ?\d{4})+)", re.ASCII)
_LIST = re.compile(
    r" ?(?:[、,，;；&]|和|及|与|或|以及| and (?=[A-Z])) ?"
    r"|/(?=\.\d)|(?<=\d)/(?=\d+\.\d|\d{1,2}(?:/|$))|(?<=\d)[ /](?!XG|AMD|COR|A\d|AC)(?=[A-Z]+/?[A-Z]* ?\d)"
)
_PAIR_CUT = re.compile(r"[/(\[_ ]+(?=[A-Za-z≡等修非])|(?=等同采用|修改采用|非等效采用)")
_DEGREE = re.compile(r"(?:(?P<degree>IDT|MOD|NEQ|EQV|REF|等同采用|修改采用|非等效采用|等同|修改|非等效|≡)[ ,:]*)", re.I)
_DEGREE_BEHIND = re.compile(r"[ ,]*(?P<degree>IDT|MOD|NEQ|EQV|等同|修改|非等效)?[)\] ]*$", re.I)
_DEGREES = {
    "等同采用": "IDT", "等同": "IDT", "≡": "IDT", "修改采用": "MOD", "修改": "MOD", "非等效采用": "NEQ", "非等效": "NEQ"
}  # fmt: skip


class Found(NamedTuple):
    """What one text holds: `number` the one number (a pair's carries `adopted`), `members` each number on its own."""

    kind: Kind
    form: str
    number: StandardNumber | None
    members: tuple[StandardNumber, ...]
    degree: str = ""


def read_all(text: str, read_single: ReadSingle) -> Found | None:
    """Read the whole of a folded text, as one number or as several; None when it is neither."""
    problem: NumberError | None = None
    try:
        if (number := read_single(text)) is not None:
            return Found("single", number.text, number, (number,))
    except NumberError as error:
        problem = error
    found = _read_several(text, _quiet(read_single))
    if found is not None:
        return found
    if problem is not None:
        raise problem
    return None


def _read_several(text: str, read: ReadSingle) -> Found | None:
    """Several numbers, provided that their normal form means the same several numbers."""
    found = _first_reading(text, read)
    if found is None or found.form == text:
        return found
    if (number := read(found.form)) is not None:
        return found if found.members == (number,) else None
    again = _first_reading(found.form, read)
    return found if again is not None and again.members == found.members else None


def _first_reading(text: str, read: ReadSingle) -> Found | None:
    for reader in (_read_editions, _read_range, _read_pair, _read_list):
        if (found := reader(text, read)) is not None:
            return found
    return None


def _quiet(read_single: ReadSingle) -> ReadSingle:
    """The reader without errors; it remembers, for the readers of ranges, pairs and lists ask for the same pieces."""
    known: dict[str, StandardNumber | None] = {}

    def read(text: str) -> StandardNumber | None:
        if text not in known:
            try:
                known[text] = read_single(text)
            except NumberError:
                known[text] = None
        return known[text]

    return read


def _read_editions(text: str, read: ReadSingle) -> Found | None:
    """GB/T 7714-2015/2025: one number, several years."""
    found = _EDITIONS.fullmatch(text)
    first = read(found["first"]) if found else None
    if found is None or first is None or first.supplements:
        return None
    stem = first.text[: -len(first.year)]
    members = [first, *(read(stem + year) for year in re.findall(r"\d{4}", found["more"]))]
    whole = tuple(member for member in members if member is not None)
    if len(whole) != len(members):
        return None
    return Found("multi_edition", "/".join([first.text, *(member.year for member in whole[1:])]), None, whole)


def _read_range(text: str, read: ReadSingle) -> Found | None:
    """GB/T 2423.1~2423.3, GB5085.1-7, GB3100-3102: from the first to the last, a common year behind."""
    ends = _RANGE.split(text)
    if len(ends) == 2:
        return _range(read(ends[0]), ends[1], read, hyphen=False)
    if len(ends) == 1 and (found := _HYPHEN_RANGE.fullmatch(text)):
        return _range(read(found["first"]), found["last"] + (found["year"] or ""), read, hyphen=True)
    return None


def _range(first: StandardNumber | None, end: str, read: ReadSingle, *, hyphen: bool) -> Found | None:
    if first is None or first.supplements or first.adopted or (hyphen and first.year):
        return None
    last = _continued(first, end, read)
    if last is None or last.prefix != first.prefix or bool(last.part) != bool(first.part):
        return None
    if first.part and last.serial != first.serial:
        return None
    low, high = (first.part, last.part) if first.part else (first.serial, last.serial)
    stem, low = _numeric_end(low)
    high_stem, high = _numeric_end(high)
    if stem != high_stem or not low or not high:
        return None
    count = int(high) - int(low) + 1
    if hyphen and (count < 2 or count > MAX_MEMBERS):
        return None
    if count < 2:
        raise problems.backwards_range(_bare(first), _short(last), f"{_bare(last)}~{_short(first, dated=False)}")
    if count > MAX_MEMBERS:
        raise problems.range_too_long(MAX_MEMBERS)
    members = []
    for value in range(int(low), int(high) + 1):
        member = _with_end(first, stem + str(value).zfill(len(low) if low.startswith("0") else 0))
        year = last.year if not first.year or first.year == last.year else _year_at(value, low, high, first, last)
        member_number = read(member + _dated(first, year))
        if member_number is None:
            return None
        members.append(member_number)
    return Found("range", _range_form(first, last), None, tuple(members))


def _year_at(value: int, low: str, high: str, first: StandardNumber, last: StandardNumber) -> str:
    """Where both ends carry years of their own, nothing is known about those between."""
    return {int(low): first.year, int(high): last.year}.get(value, "")


def _numeric_end(text: str) -> tuple[str, str]:
    digits = re.search(r"\d+$", text, re.ASCII)
    return (text[: digits.start()], digits.group()) if digits else (text, "")


def _bare(number: StandardNumber) -> str:
    return f"{number.prefix} {_short(number, dated=False)}"


def _short(number: StandardNumber, *, dated: bool = True) -> str:
    """The number without its prefix."""
    part = number.part_join + number.part if number.part else ""
    return number.serial + part + (_dated(number, number.year) if dated else "")


def _dated(number: StandardNumber, year: str) -> str:
    if not year:
        return ""
    return (":" if number.level in _FOREIGN and f":{number.year}" in number.text else "-") + year


def _with_end(number: StandardNumber, end: str) -> str:
    if number.part:
        return f"{number.prefix} {number.serial}{number.part_join}{end}"
    return f"{number.prefix} {end}"


def _range_form(first: StandardNumber, last: StandardNumber) -> str:
    if first.year and first.year != last.year:
        return f"{first.text}~{_short(last)}"
    return f"{_bare(first)}~{_short(last)}"


def _continued(before: StandardNumber, text: str, read: ReadSingle) -> StandardNumber | None:
    """The number that a text means after another one: in full, without the prefix, or only its part (.3, 3)."""
    if (full := read(text)) is not None:
        return full
    short = _SHORT.fullmatch(text)
    if short is None or not short["number"]:
        return None
    number, year = short["number"], (short["year"] or "")
    if number in years.PLAUSIBLE and not year and not before.year:
        return None  # GB/T 19001,2016: rather a year than another number
    if number.startswith(before.part_join or "."):
        number = before.serial + number
    elif before.part and number.isdigit() and (len(number) < len(before.serial) or len(number) <= len(before.part)):
        number = before.serial + before.part_join + number
    elif not before.part and "." not in number and len(number) < min(3, len(before.serial)):
        return None
    return read(f"{before.prefix} {number}{year}")


def _read_pair(text: str, read: ReadSingle) -> Found | None:
    """GB/T 19001-2016/ISO 9001:2015, GB/T 19001-2016 (ISO 9001:2015,IDT), GB/T 19001-2000 idt ISO 9001:2000."""
    for cut, _ in zip(_PAIR_CUT.finditer(text), range(12), strict=False):
        own = read(text[: cut.start()])
        if own is None or own.level in _FOREIGN or own.adopted:
            continue
        adopted, degree = _adopted(text[cut.end() :], read)
        if adopted is None:
            continue
        if degree == "NEQ":  # recorded, but no adoption
            return Found("single", own.text, own, (own,), degree)
        pair = own._replace(text=f"{own.text}/{adopted.text}", adopted=(adopted,))
        return Found("pair", pair.text, pair, (own, adopted), degree)
    return None


def _adopted(text: str, read: ReadSingle) -> tuple[StandardNumber | None, str]:
    degree = ""
    if before := _DEGREE.match(text):
        degree, text = before["degree"], text[before.end() :]
    if behind := _DEGREE_BEHIND.search(text):
        degree, text = degree or behind["degree"] or "", text[: behind.start()]
    adopted = read(text)
    if adopted is None or adopted.level not in _FOREIGN:
        return None, ""
    return adopted, _DEGREES.get(degree, degree.upper())


def _read_list(text: str, read: ReadSingle) -> Found | None:
    """GB/T 1.1、1.2; GB 4706.1/.15; GB 3095-2012, HJ 663: numbers one after the other, later ones perhaps cut short."""
    items = [item for item in _LIST.split(text) if item]
    if not 2 <= len(items) <= MAX_MEMBERS:
        return None
    members: list[StandardNumber] = []
    forms: list[str] = []
    for found in _items(items, read):
        if found is None:
            return None
        members += found.members
        forms.append(found.form)
    return Found("list", ", ".join(forms), None, tuple(members))


def _items(items: list[str], read: ReadSingle) -> Iterator[Found | None]:
    before: StandardNumber | None = None
    for item in items:
        found = _read_range(item if before is None or item[0].isalpha() else f"{before.prefix} {item}", read)
        if found is None:
            number = read(item) or (_continued(before, item, read) if before is not None else None)
            if number is not None and before is not None and _is_clause(item, number, before):
                number = None
            found = Found("single", number.text, number, (number,)) if number is not None else None
        yield found
        if found is not None:
            before = found.members[-1]


def _is_clause(item: str, number: StandardNumber, before: StandardNumber) -> bool:
    """GB/T 1.1-2020, 5.3: digits without a year after a dated number are rather a clause than a number cut short."""
    return bool(before.year) and not number.year and item[0] in "0123456789."

"""How far a citation reaches: editions side by side, adopted numbers, ranges and lists with elided prefixes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from guiju.domain.citations.shapes import ISO, SERIAL, WRAP, YEAR
from guiju.domain.citations.strength import Hit, dated, serial
from guiju.domain.numbers.families.lazy import Lazy

_COUNTERS = "%℃°年月日个项条款章节级类种元万米吨台套人家"
_COUNTED = rf"(?![\dA-Za-z号{_COUNTERS}]|[.]\d|[ ]?(?:[{_COUNTERS}]|mm|cm|kg|MPa))"
"""What may not stand behind a bare number for it to be a further member: units and counters."""

_YEARS = rf"(?:{WRAP}{YEAR}|-\d\d(?!\d))"
_DEGREE = r"(?i:idt|mod|neq|eqv|等同采用|等同|修改采用|非等效)"
_ADOPTED = (
    rf"(?:{ISO}|(?:BS |DIN )?EN(?:[ ](?:ISO|IEC))?[ ]?\d{{2,6}}(?:-\d{{1,4}}(?!\d)){{0,3}}(?::{YEAR})?"
    rf"|ITU-[TR][ ][A-Z]{{1,3}}\.\d{{1,4}}|OIML[ ]?[A-Z][ ]?\d{{1,3}}(?:-\d)?(?::{YEAR})?"
    rf"|ASTM[ ]?[A-G][ ]?\d{{1,4}}(?:-\d\d(?:\d\d)?)?|JIS[ ][A-Z][ ]?\d{{4,5}}(?::{YEAR})?)"
)

_EDITIONS = Lazy(rf"(?:[ ]?[/、][ ]?{YEAR}(?![.年月\d])){{1,3}}")
_AMENDMENT = Lazy(r"(?:[ ]?/[ ]?XG[ ]?\d{1,2}[ ]?-[ ]?\d{4}(?!\d)|[ ]?/?[ ]?第[一二三四五1-9]号修改单)")
_PAIR = Lazy(
    rf"(?:[ ]?[/_][ ]?|-{{1,2}}){_ADOPTED}"
    rf"|[ ]?\([ ]?(?:{_DEGREE}[ ]?)?{_ADOPTED}(?:[ ]?[,;:][ ]?{_DEGREE}|[ ]{_DEGREE})?[ ]?\)"
    rf"|[ ]?[,;]?[ ]?(?<![A-Za-z]){_DEGREE}[ ]?{_ADOPTED}"
    rf"|[ ]?,[ ]?{_ADOPTED}[ ]?,[ ]?{_DEGREE}"
)
_PREFIX = r"(?P<prefix>[A-Z]{1,6}(?:[ ]?/[ ]?[A-Z]{1,6})?[ ]?)"
_LAST = rf"(?P<item>{SERIAL})(?P<year>{_YEARS})?{_COUNTED}"
_RANGE = Lazy(rf"[ ]?(?:~|至|到)[ ]?{_PREFIX}?{_LAST}")
_DASHED_RANGE = Lazy(rf"[ ]?-{{1,2}}[ ]?{_PREFIX}{_LAST}")
_ITEM = Lazy(
    rf"[ ]?(?P<join>、|,|/|以及|和|与|及|或)[ ]?(?P<item>\.\d{{1,4}}|{SERIAL})(?P<year>{_YEARS})?"
    rf"(?P<through>[ ]?(?:~|至)[ ]?(?:\d{{1,6}})?(?:\.\d{{1,4}})?(?:{_YEARS})?)?{_COUNTED}"
)
MAX_ITEMS = 200

_LISTABLE = frozenset({"plain", "iso", "local", "metrology", "special", "group"})


@cache
def _letters(prefix: str) -> str:
    return re.sub(r"[^A-Z]", "", prefix.upper())


def reaches(folded: str, hit: Hit) -> list[int]:
    """Every end the citation may have, the nearest first: the caller keeps the farthest that reads as a number."""
    ends = [hit.end]
    following = folded[hit.end : hit.end + 2].lstrip()[:1]
    if not following or following not in _FOLLOWERS:
        return ends
    for pattern in (_EDITIONS, _AMENDMENT, _PAIR):
        found = pattern.match(folded, ends[-1])
        if found and (pattern is not _EDITIONS or dated(hit.text)):
            ends.append(found.end())
    if hit.shape in _LISTABLE and len(ends) == 1:
        _spread(folded, hit, ends)
    return ends


_FOLLOWERS = frozenset("/_(,;、~-至到和与及或以第:iInNeEmM等修非")


_CUT = re.compile(r"(?<=[A-Za-z0-9])[ ]?[/+ (]")


def shorter(hit: Hit) -> Iterator[int]:
    """Ends to fall back on when the whole candidate is no number: what stands before its last words."""
    cuts = [match.start() for match in _CUT.finditer(hit.text)]
    for cut in cuts[:-4:-1]:
        if any(sign.isdigit() for sign in hit.text[:cut]):
            yield hit.start + cut


_DASHED_RANGE_END = re.compile(r"(?<=\d)[ ]?-{1,2}[ ]?(?=[A-Z]{2,5}(?:/[A-Z])?[ ]?\d)")
_DASHED_PAIR = re.compile("-{1,2}(?=ISO|IEC)")
_BARE_PAIR = Lazy(rf"(?P<own>[^,(]+?)[ ]?,[ ]?(?P<adopted>{_ADOPTED})[ ]?,[ ]?(?P<degree>{_DEGREE})\Z")


def spelled(text: str) -> str:
    """The citation as `numbers.read` knows it: a pair told by commas alone in brackets, one told by a dash with "/"."""
    bare = _BARE_PAIR.match(text)
    text = _DASHED_RANGE_END.sub("~", _DASHED_PAIR.sub("/", text, count=1), count=1)
    return f"{bare['own']} ({bare['adopted']}, {bare['degree']})" if bare else text


def _spread(folded: str, hit: Hit, ends: list[int]) -> None:
    """Adds the ends of a range, then of list items, as long as they look like the number they follow."""
    stem = _letters(_stem(hit.text))
    found = _RANGE.match(folded, hit.end) or _DASHED_RANGE.match(folded, hit.end)
    if found and _letters(found["prefix"] or "") in ("", stem) and _later(hit.text, found["item"]):
        ends.append(found.end())
    while len(ends) < MAX_ITEMS:
        item = _ITEM.match(folded, ends[-1])
        if item is None or not _alike(hit, item):
            return
        ends.append(item.end())


def _stem(text: str) -> str:
    return re.split(r"\d", text, maxsplit=1)[0]


def _later(text: str, item: str) -> bool:
    """Whether `item` can end a range that begins with `text`: the same main number, or a later one as long."""
    first, last = _split(text), _split(item)
    if first[1] and last[1]:
        return first[0] == last[0]
    if first[1]:
        return len(last[0]) <= 3
    return len(first[0]) == len(last[0]) and last[0] > first[0]


def _split(text: str) -> tuple[str, str]:
    match = re.search(r"(\d+)(?:[ ]?[.-][ ]?(\d{1,3})(?!\d))?", text)
    return (match[1], match[2] or "") if match else ("", "")


def _alike(hit: Hit, item: re.Match[str]) -> bool:
    """Whether a bare number behind a separator is a further member and not a clause, a year or an amount."""
    main, part = _split(hit.text)
    text = item["item"].replace(" ", "")
    if text.startswith("."):
        return bool(part)
    other, other_part = _split(text)
    if part:
        return bool(other_part) and (other == main or len(other) == len(main) >= 4)
    if other_part and "." in text and not item["year"]:
        return len(other) == len(main) >= 4
    sizes = range(4, 7) if hit.shape == "iso" else range(max(4, len(main)), len(main) + 1)
    year_like = re.fullmatch(r"(?:19|20)\d\d", other) is not None
    if item["join"] == "," and not item["year"] and len(other) < 5:
        return False
    return len(other) in sizes and (not year_like or bool(item["year"]) or serial(hit.text)[:2] == other[:2])

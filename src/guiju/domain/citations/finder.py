"""Find standard numbers in a text (标准引用识别)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import NamedTuple

from guiju.domain.citations.colloquial import nicknames
from guiju.domain.citations.encodings import names_encoding
from guiju.domain.citations.extent import reaches
from guiju.domain.citations.model import Citation, CitationKind
from guiju.domain.citations.notes import edition_note, meant_as_whole
from guiju.domain.citations.shapes import START, by_head
from guiju.domain.citations.strength import Hit, strength
from guiju.domain.citations.surroundings import cued, open_left, open_right, trapped
from guiju.domain.citations.titles import Beside, title_beside
from guiju.domain.numbers import Reading, StandardNumber, read
from guiju.domain.text import INVISIBLE_STEP, SPACING_STEP, clean, fold

_STEPS = (INVISIBLE_STEP, SPACING_STEP)
_KINDS: dict[str, CitationKind] = {
    "range": "range", "list": "list", "pair": "adoption_pair", "multi_edition": "multi_edition",
}  # fmt: skip
_PLAINLY_MEANT = re.compile(
    r"(?:GB|[A-Z]{2,5}[ ]?/[ ]?[TZ])[ ]?(?:/[ ]?[TZ][ ]?)?\d[\dlIO]{1,6}(?:\.\d{1,3})?[ ]?-{1,2}[ ]?\d{4,5}"
    r"|DB[ ]?\d{2,4}[ ]?/[ ]?T[ ]?\d{1,6}[ ]?-[ ]?\d{4}"
)
"""Prefix, serial and year all there: whoever wrote this meant a standard, even if it cannot be read as one."""

_read = lru_cache(maxsize=8192)(read)
Key = tuple[str, str]


class Draft(NamedTuple):
    """A citation before its title is looked for; offsets are those of the folded text."""

    start: int
    end: int
    kind: CitationKind
    reading: Reading
    certain: bool


def find(text: str, *, expected: bool = False, known: Collection[Key] = ()) -> list[Citation]:
    """Every standard cited in `text`, in order, without overlaps; offsets count code points of `text`.

    `expected` says that standards belong here (a column 标准编号): then a bare "HJ 38" is believed.
    `known` are publisher and serial of numbers cited for certain elsewhere in the document (see `keys`): then a bare
    "JT808" is believed too.
    """
    cleaned = clean(text, _STEPS)
    folded = fold(cleaned.text)
    drafts = _drafts(folded, expected, frozenset(known))
    citations: list[Citation] = []
    taken = 0
    for index, draft in enumerate(drafts):
        following = drafts[index + 1].start if index + 1 < len(drafts) else len(folded)
        title = title_beside(cleaned.text, folded, draft.start, draft.end, Beside(taken, following))
        taken = max(draft.end, title.end)
        start, end = cleaned.to_source(draft.start, draft.end)
        citations.append(_citation(draft, text, start, end, title.text, edition_note(folded, draft.end)))
    return citations


def keys(citations: Collection[Citation]) -> frozenset[Key]:
    """Publisher and serial of every number cited for certain, as `find` takes them in `known`."""
    return frozenset((member.publisher, member.serial) for citation in citations for member in citation.members)


def _citation(draft: Draft, text: str, start: int, end: int, title: str, note: str) -> Citation:
    reading = draft.reading
    return Citation(
        start, end, text[start:end], reading.form or reading.suggestion, draft.kind, reading.members, title, note,
        error=reading.error, suggestion=reading.suggestion,
    )  # fmt: skip


def _drafts(folded: str, expected: bool, known: frozenset[Key]) -> list[Draft]:
    drafts = list(_scan(folded, expected))
    sure = known | {_key(member) for draft in drafts if draft.certain for member in draft.reading.members}
    kept = [draft for draft in drafts if draft.certain or _key(draft.reading.members[0]) in sure]
    return _with_nicknames(folded, kept)


def _key(number: StandardNumber) -> Key:
    return number.publisher, number.serial


def _scan(folded: str, expected: bool) -> Iterator[Draft]:
    """Candidates that read as numbers, from left to right; `certain` is False where only a bare shape speaks."""
    shapes = by_head()
    search = START.search
    position = 0
    previous_end = -1
    while (start := search(folded, position)) is not None:
        position = start.end()
        for shape in shapes.get(start.group(), ()):
            match = shape.pattern.match(folded, start.start() + shape.skip)
            if match is None:
                continue
            begin, end = start.start(), match.end()
            hit = Hit(begin, end, shape.name, start.group(), folded[begin:end])
            draft = _judge(folded, hit, previous_end, expected)
            if draft is not None:
                position = previous_end = draft.end
                yield draft
                break


def _judge(folded: str, hit: Hit, previous_end: int, expected: bool) -> Draft | None:
    worth = strength(hit)
    if worth == "none" or not open_left(folded, hit, previous_end):
        return None
    for end in reversed(reaches(folded, hit)):
        if not open_right(folded, hit, end):
            continue
        reading = _read(folded[hit.start : end])
        if reading.members or (end == hit.end and _PLAINLY_MEANT.fullmatch(hit.text)):
            break
    else:
        return None
    sure = worth == "sure"
    if trapped(folded, hit, end, sure=sure):
        return None
    if not reading.members:
        return Draft(hit.start, end, "dated", reading, True) if sure else None
    believed = sure or expected or cued(folded, hit)
    return Draft(hit.start, end, _kind(folded, hit.start, end, reading), reading, believed)


def _kind(folded: str, start: int, end: int, reading: Reading) -> CitationKind:
    several = _KINDS.get(reading.kind)
    if several is not None:
        return several
    number = reading.members[0]
    if any(supplement.join == "/" for supplement in number.supplements):
        return "amendment"
    if number.dated or number.publisher == "ietf":
        return "dated"
    if names_encoding(folded, start, end):
        return "encoding_name"
    return "series" if meant_as_whole(folded, end) else "undated"


def _with_nicknames(folded: str, drafts: list[Draft]) -> list[Draft]:
    found = [
        Draft(nickname.start, nickname.end, "colloquial", _read(nickname.number), True)
        for nickname in nicknames(folded)
    ]
    return sorted(drafts + found, key=lambda draft: draft.start) if found else drafts

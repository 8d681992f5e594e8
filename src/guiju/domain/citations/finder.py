"""Find standard numbers in a text (标准引用识别)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import chain, islice
from typing import NamedTuple

from guiju.domain.citations.colloquial import nicknames
from guiju.domain.citations.encodings import names_encoding
from guiju.domain.citations.extent import reaches, shorter, spelled
from guiju.domain.citations.model import Citation, CitationKind
from guiju.domain.citations.notes import edition_note, meant_as_whole
from guiju.domain.citations.shapes import START, by_head
from guiju.domain.citations.strength import Hit, strength
from guiju.domain.citations.surroundings import cued, follows, open_left, open_right, trapped
from guiju.domain.citations.titles import Beside, title_beside
from guiju.domain.numbers import Reading, StandardNumber, read
from guiju.domain.text import INVISIBLE_STEP, MARKUP_STEP, SPACING_STEP, Cleaned, clean, fold

_STEPS = (MARKUP_STEP, INVISIBLE_STEP, SPACING_STEP)
_KINDS: dict[str, CitationKind] = {
    "range": "range", "list": "list", "pair": "adoption_pair", "multi_edition": "multi_edition",
}  # fmt: skip
_PLAINLY_MEANT = re.compile(
    r"(?:GB|[A-Z]{2,5}[ ]?/[ ]?[TZ])[ ]?(?:/[ ]?[TZ][ ]?)?\d[\dlIO]{1,6}(?:\.\d{1,3})?[ ]?-{1,2}[ ]?\d{4,5}"
    r"|DB[ ]?\d{2,4}[ ]?/[ ]?T[ ]?\d{1,6}[ ]?-[ ]?\d{4}"
)
"""Prefix, serial and year all there: whoever wrote this meant a standard, even if it cannot be read as one."""

_BARE = frozenset({"undated", "colloquial", "encoding_name"})
_APART = re.compile(r"/[ ]?(?:A|XG|C|Amd|AMD|Add)|第.{1,2}号")
"""An amendment named as a document of its own, rather than merged into the text ("+A1:2018")."""

_read = lru_cache(maxsize=8192)(read)
Key = tuple[str, str]


class Draft(NamedTuple):
    """A citation before its title is looked for; offsets are those of the folded text.

    `certain` is False where only a bare shape speaks ("JT808"): another mention of the series must vouch for it.
    """

    start: int
    end: int
    kind: CitationKind
    reading: Reading
    certain: bool


class Scanned(NamedTuple):
    """A text whose candidates are known, and which of them are certain: what one text of a document tells another."""

    cleaned: Cleaned
    folded: str
    drafts: list[Draft]

    def keys(self) -> set[Key]:
        """Publisher and serial of every number that is cited for certain."""
        return {_key(member) for draft in self.drafts if draft.certain for member in draft.reading.members}


def find(text: str) -> list[Citation]:
    """Every standard cited in `text`, in order, without overlaps; offsets count code points of `text`. Linear."""
    scanned = scan(text)
    return resolve(scanned, scanned.keys())


def scan(text: str, *, expected: bool = False, most: int | None = None) -> Scanned:
    """First pass, over at most `most` candidates.

    `expected` says that standards belong here (a column 标准编号): then a bare "HJ 38" is believed.
    """
    cleaned = clean(text, _STEPS)
    folded = fold(cleaned.text)
    return Scanned(cleaned, folded, _with_nicknames(folded, list(islice(_scan(folded, expected), most))))


def resolve(scanned: Scanned, known: Collection[Key]) -> list[Citation]:
    """Second pass: the citations, with their titles; uncertain ones only where `known` has their series."""
    cleaned, folded = scanned.cleaned, scanned.folded
    drafts = [draft for draft in scanned.drafts if draft.certain or _key(draft.reading.members[0]) in known]
    citations: list[Citation] = []
    taken = -1
    for index, draft in enumerate(drafts):
        following = drafts[index + 1].start if index + 1 < len(drafts) else len(folded)
        beside = Beside(taken, following, dated=draft.kind != "undated")
        title = title_beside(cleaned.text, folded, draft.start, draft.end, beside)
        taken = max(draft.end, title.end)
        citations.append(_citation(draft, cleaned, title.text, edition_note(folded, draft.end)))
    return citations


def _citation(draft: Draft, cleaned: Cleaned, title: str, note: str) -> Citation:
    start, end = cleaned.to_source(draft.start, draft.end)
    span = cleaned.source[start:end]
    reading = draft.reading
    number = reading.form or reading.suggestion or fold(span)
    return Citation(
        start, end, span, number, draft.kind, reading.members, title, note,
        error=reading.error, suggestion=reading.suggestion,
    )  # fmt: skip


def _key(number: StandardNumber) -> Key:
    return number.publisher, number.serial


def _scan(folded: str, expected: bool) -> Iterator[Draft]:
    """Candidates that read as numbers, from left to right, without overlaps."""
    shapes = by_head()
    search = START.search
    position = 0
    previous: Draft | None = None
    while (start := search(folded, position)) is not None:
        position = start.end()
        for shape in shapes.get(start.group(), ()):
            match = shape.pattern.match(folded, start.start() + shape.skip)
            if match is None:
                continue
            begin, end = start.start(), match.end()
            hit = Hit(begin, end, shape.name, start.group(), folded[begin:end])
            draft = _judge(folded, hit, previous, expected)
            if draft is not None:
                position = draft.end
                previous = draft
                yield draft
                break


def _judge(folded: str, hit: Hit, previous: Draft | None, expected: bool) -> Draft | None:
    worth = strength(hit)
    if worth == "none" or not open_left(folded, hit, previous.end if previous else -1):
        return None
    for end in chain(reversed(reaches(folded, hit)), shorter(hit)):
        if not open_right(folded, hit, end):
            continue
        written = folded[hit.start : end]
        reading = _read(spelled(written) if end > hit.end else written)
        if reading.members or (end == hit.end and _PLAINLY_MEANT.fullmatch(hit.text)):
            break
    else:
        return None
    sure = worth == "sure" or (reading.kind == "range" and reading.members[-1].dated)
    if trapped(folded, hit, end, sure=sure):
        return None
    if not reading.members:
        return Draft(hit.start, end, "dated", reading, True) if sure else None
    kind = _kind(folded, hit.start, end, reading)
    believed = sure or expected or kind == "encoding_name" or cued(folded, hit) or _goes_on(folded, hit, previous)
    if not believed and hit.head.islower():
        return None
    return Draft(hit.start, end, kind, reading, believed)


def _goes_on(folded: str, hit: Hit, previous: Draft | None) -> bool:
    """Whether the candidate is the next item of a list of standards: "GBJ 16-87《…》、TJ 36-79".

    Another body's number needs a year or a part of its own: "SN 10000 N/m2" may stand in such a list as well.
    """
    if previous is None or not previous.certain or not follows(folded, previous.end, hit.start):
        return False
    if folded.startswith(hit.head, previous.start):
        return True
    return previous.kind not in _BARE and any(sign in hit.text for sign in "-./")


def _kind(folded: str, start: int, end: int, reading: Reading) -> CitationKind:
    several = _KINDS.get(reading.kind)
    if several is not None:
        return several
    number = reading.members[0]
    if number.supplements and _APART.search(folded, start, end):
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

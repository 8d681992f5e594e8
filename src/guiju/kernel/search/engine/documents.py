"""What is written of a record into the fields of the index (索引文档)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

import tantivy

from guiju.kernel.search.days import END, span_terms, spans, turn_terms
from guiju.kernel.search.engine.schema import MARK_DAYS, MARKS, NUMBER_FIELDS, mark_field, turns_field
from guiju.kernel.search.port import Dated, SearchDocument
from guiju.kernel.search.spellings import spellings
from guiju.kernel.search.words import edges, fold, pairs, parted, start, stream


def engine_document(document: SearchDocument) -> tantivy.Document:
    """The document as the index takes it."""
    fields: dict[str, Any] = {"id": document.id, "label": document.label, "weight": float(document.weight)}
    fields |= _titles(document.titles)
    fields |= _numbers(document.numbers)
    for name, values in document.facets.items():
        fields[f"f_{name}"] = list(values)
    for name, held in document.dated.items():
        fields |= _dated(name, tuple(held))
    for name, texts in document.fields.items():
        if name != "title":
            fields[f"x_{name}"] = [" ".join(stream(fold(text))) for text in texts]
    for name, number in document.ranges.items():
        fields[f"r_{name}"] = number
    for name, value in document.orders.items():
        fields[f"o_{name}"] = value
    return tantivy.Document(**fields)


def _titles(titles: Sequence[str]) -> dict[str, Any]:
    cut = [_often(title) if len(title) <= _SHORT else _cut(title) for title in titles]
    return {
        "stream": [one.stream for one in cut],
        "pairs": " ".join([one.pairs for one in cut]),
        "words": [one.words for one in cut],
        "edges": " ".join({edge for one in cut for edge in one.edges}),
        "starts": [one.start for one in cut],
    }


class _Cut(NamedTuple):
    """A title as the fields of the index hold it."""

    stream: str
    pairs: str
    words: str
    edges: frozenset[str]
    start: str


def _cut(title: str) -> _Cut:
    folded = fold(title)
    pieces = stream(folded)
    return _Cut(
        " ".join(pieces),
        " ".join(pairs(pieces)),
        parted(folded, searching=False),
        frozenset(edges(pieces)),
        start(pieces),
    )


_SHORT = 40
_often = lru_cache(20_000)(_cut)
"""Names of places, bodies and choices stand in many records."""


def _numbers(numbers: Sequence[str]) -> dict[str, Any]:
    spelled = [spellings(number) for number in numbers]
    fields: dict[str, Any] = {
        field: " ".join([text for one in spelled for text in one[place]]) for place, field in enumerate(NUMBER_FIELDS)
    }
    fields["begins"] = [text for one in spelled for text in (*(one.alike or one.exact or one.series), *one.serial[:1])]
    return fields


@lru_cache(50_000)
def _dated(name: str, held: tuple[Dated, ...]) -> dict[str, Any]:
    """The fields of a dated facet; many documents turn on the same days."""
    marks, columns = _columns(name)
    fields: dict[str, Any] = {}
    blocks: list[str] = []
    turns: set[int] = set()
    for span in spans(held):
        value, first, end = span
        blocks += span_terms(span)
        for mark in marks[bisect_left(MARK_DAYS, first) : bisect_left(MARK_DAYS, end)]:
            fields.setdefault(mark, []).append(value)
        for day, sign in ((first, "+"), (end, "-")):
            if 0 < day < END:
                turns.add(day)
                fields.setdefault(columns[bisect_left(MARK_DAYS, day)], []).append(f"{day}{sign}{value}")
    fields[f"d_{name}"] = " ".join(blocks)
    fields[f"u_{name}"] = " ".join([_turn_terms(turn) for turn in turns])
    return fields


@cache
def _columns(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The columns of the marks, and those of what turns after so many of them."""
    turning = tuple(turns_field(name, after) for after in range(len(MARKS) + 1))
    return tuple(mark_field(name, mark) for mark in MARKS), turning


@lru_cache(100_000)
def _turn_terms(turn: int) -> str:
    return " ".join(turn_terms(turn))

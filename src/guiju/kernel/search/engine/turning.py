"""Dated facets on any day (按日分面): a plain column of the nearest mark, put right for what turned in between.

Each mark of `schema.MARKS` has a column with the values held on that day. Asked about another day, only the documents
that turn between the mark and the day can differ; their values are counted from the first and last days of the spans.
"""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

import tantivy
from tantivy import Occur, Query

from guiju.kernel.search.days import between_terms, day_number, day_terms
from guiju.kernel.search.engine.clauses import either, one_of
from guiju.kernel.search.engine.schema import MARKS, RETURNS, mark_field, span_place


class Nearby(NamedTuple):
    """The column to begin with, and the documents for which it is not right; None: it is right for all."""

    column: str
    turned: Query | None


def nearby(schema: tantivy.Schema, searcher: Any, name: str, day: date) -> Nearby:
    """The mark before or after the day, whichever has fewer turns in between."""
    before = max((mark for mark in MARKS if mark <= day), default=None)
    after = min((mark for mark in MARKS if mark > day), default=None)
    found: list[tuple[int, Nearby]] = []
    for mark in (before, after):
        if mark is None:
            continue
        terms = between_terms(min(mark, day), max(mark, day))
        turned = one_of(schema, f"u_{name}", terms)
        count = searcher.search(turned, 1).count if terms else 0
        found.append((count, Nearby(mark_field(name, mark), turned if count else None)))
    return min(found, key=lambda pair: pair[0])[1]


def holding(schema: tantivy.Schema, near: Nearby, name: str, value: str, day: date) -> Query:
    """The documents that have the value on the day."""
    column = Query.term_query(schema, near.column, value, "basic")
    if near.turned is None:
        return column
    stayed = Query.boolean_query([(Occur.Must, column), (Occur.MustNot, near.turned)])
    turned = [(Occur.Must, near.turned), (Occur.Must, one_of(schema, f"d_{name}", day_terms(value, day)))]
    return either([stayed, Query.boolean_query(turned)])


def span_counts(name: str, values: tuple[str, ...], day: date) -> dict[str, Any]:
    """What to ask of the documents that turned: how often each value has begun by that day, and how often ended."""
    number = day_number(day) + 1
    places = [(f"{value} {nth}", span_place(values, value, nth)) for value in values for nth in range(RETURNS)]
    ranges = [{"key": key, "from": place, "to": place + number} for key, place in places]
    return {f"{part}_{name}": {"range": {"field": f"{part}_{name}", "ranges": ranges}} for part in ("s", "e")}


def span_balance(found: dict[str, Any], name: str, values: tuple[str, ...]) -> dict[str, int]:
    """The answer: how many documents hold each value."""
    held = dict.fromkeys(values, 0)
    for part, sign in (("s", 1), ("e", -1)):
        for bucket in found[f"{part}_{name}"]["buckets"]:
            value = bucket["key"].rpartition(" ")[0]
            if value in held:
                held[value] += sign * bucket["doc_count"]
    return held

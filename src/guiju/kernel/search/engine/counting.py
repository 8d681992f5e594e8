"""Counts of facets (分面计数), all of those with the same filters in one pass over the documents found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from tantivy import Query

from guiju.kernel.search.engine.turning import nearby
from guiju.kernel.search.port import Shape

TURNS = 60_000
Counts = dict[str, Mapping[str, int]]


def counts(searcher: Any, shape: Shape, names: Sequence[str], query: Query, day: date, values: int) -> Counts:
    """The counts of these names over the documents found, so many values of each at most, the most frequent."""
    near = nearby(day)
    asked: dict[str, Any] = {}
    for name in names:
        if name in shape.dated:
            mark, turns = near.columns(name)
            asked |= {name: _terms(mark, TURNS), f"turns {name}": _terms(turns, TURNS)}
        else:
            asked[name] = _terms(f"r_{name}" if name in shape.ranges else f"f_{name}", values)
    found = {
        key: {str(bucket["key"]): bucket["doc_count"] for bucket in one["buckets"]}
        for key, one in (searcher.aggregate(query, asked) if asked else {}).items()
    }
    counted: Counts = {}
    for name in names:
        held = found[name]
        if name in shape.dated:
            held = near.put_right(held, found[f"turns {name}"], day)
        counted[name] = {value: count for value, count in held.items() if count}
    return counted


def _terms(field: str, size: int) -> dict[str, Any]:
    return {"terms": {"field": field, "size": size}}

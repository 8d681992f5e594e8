"""Counts of facets (分面计数), all of those with the same filters in one pass over the documents found."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import Any

from tantivy import Query

from guiju.kernel.search.engine.clauses import every
from guiju.kernel.search.engine.turning import Nearby, span_balance, span_counts
from guiju.kernel.search.port import Shape

Counts = dict[str, Mapping[str, int]]


def counts(
    searcher: Any,
    shape: Shape,
    names: Iterable[str],
    *,
    chosen: Collection[str],
    found: Callable[[str], Query],
    near: Callable[[str], Nearby],
    day: date,
    values: int,
) -> Counts:
    """The counts of these names, so many values of each at most, the most frequent.

    `found` are the documents with every filter but those of one name, "" for none.
    """
    groups: dict[str, list[str]] = {}
    for name in names:
        groups.setdefault(name if name in chosen else "", []).append(name)
    counted: Counts = {}
    for but, together in groups.items():
        query = found(but)
        columns = {name: _column(shape, name, near) for name in together}
        most = {name: len(shape.dated[name]) + 1 if name in shape.dated else values for name in together}
        plain = _values(searcher, query, columns, most)
        for name in together:
            turned = near(name).turned if name in shape.dated else None
            if turned is not None:
                plain[name] = _corrected(searcher, shape, name, every([query, turned]), columns[name], plain[name], day)
            counted[name] = {value: count for value, count in plain[name].items() if count}
    return counted


def _column(shape: Shape, name: str, near: Callable[[str], Nearby]) -> str:
    if name in shape.dated:
        return near(name).column
    return f"r_{name}" if name in shape.ranges else f"f_{name}"


def _values(
    searcher: Any, query: Query, columns: Mapping[str, str], most: Mapping[str, int]
) -> dict[str, dict[str, int]]:
    asked = {name: {"terms": {"field": column, "size": most[name]}} for name, column in columns.items()}
    found = searcher.aggregate(query, asked)
    return {name: {str(b["key"]): b["doc_count"] for b in found[name]["buckets"]} for name in columns}


def _corrected(
    searcher: Any, shape: Shape, name: str, turned: Query, column: str, plain: Mapping[str, int], day: date
) -> dict[str, int]:
    """The counts of a column, with those that turned counted as they are on the day."""
    values = shape.dated[name]
    asked = {"before": {"terms": {"field": column, "size": len(values) + 1}}, **span_counts(name, values, day)}
    found = searcher.aggregate(turned, asked)
    wrong = {bucket["key"]: bucket["doc_count"] for bucket in found["before"]["buckets"]}
    held = span_balance(found, name, values)
    return {value: plain.get(value, 0) - wrong.get(value, 0) + held[value] for value in values}

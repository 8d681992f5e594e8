"""How many editions there are by level, status, code and the like (计数), from the index."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from guiju.apps.catalogue.queries.remembered import remembered
from guiju.apps.catalogue.search import NAME
from guiju.kernel.search.port import SearchQuery
from guiju.kernel.search.queries import search

# More than either classification has codes.
VALUES = 2_500

Chosen = tuple[tuple[str, str], ...]


class Counted(NamedTuple):
    """How many editions were chosen in all, and of them how many by value, for each facet asked."""

    total: int
    by: Mapping[str, Mapping[str, int]]


def edition_counts(names: tuple[str, ...], on: date, chosen: Chosen = ()) -> Counted:
    """Editions by the values of these facets; `chosen`: pairs of facet and value that each edition must have.

    The counts of a facet ignore what is chosen in that facet itself. Counted at most once a minute.
    """
    name = f"counts:{on}:{names}:{chosen}"
    key = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
    return remembered(key, lambda: _counts(names, on, chosen))


def _counts(names: tuple[str, ...], on: date, chosen: Chosen) -> Counted:
    facets: dict[str, list[str]] = {}
    for name, value in chosen:
        facets.setdefault(name, []).append(value)
    found = search(NAME, SearchQuery(on=on, facets=facets, counts=names, values=VALUES, limit=0))
    return Counted(found.total, {name: found.facets.get(name, {}) for name in names})

"""How many editions of a search there are by level, status, code and the like (分组计数), from the index."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.http import QueryDict
from django.urls import reverse

from guiju.apps.catalogue.asking import Asked as Asked
from guiju.apps.catalogue.asking import asked
from guiju.apps.catalogue.filters import chips, code_titles, item
from guiju.apps.catalogue.queries.remembered import remembered
from guiju.apps.catalogue.search import NAME
from guiju.domain.language import Words
from guiju.kernel.search.queries import search

# More than either classification has codes.
VALUES = 2_500


@dataclass(frozen=True, slots=True)
class Counted:
    """How many editions a search has in all, and how many by value for each facet counted.

    The counts of a facet ignore what is chosen in that facet itself.
    """

    total: int
    by: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet, how many editions have it, and where they are listed."""

    value: str
    label: Words
    count: int
    href: str


def search_read(address: str, on: date) -> Asked:
    """A search by the parameters of its address, those of the page of results; "" is the whole catalogue."""
    return asked(QueryDict(address), on)


def search_counts(ask: Asked, names: tuple[str, ...]) -> Counted:
    """Editions of a search by the values of these facets, at most 2,500 of each; counted at most once a minute."""
    text = f"counts:{ask.day}:{names}:{ask.address(ask).urlencode()}"
    key = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return remembered(key, lambda: _counts(ask, names))


def search_address(ask: Asked) -> str:
    """Where the editions of a search are listed."""
    return f"{reverse('catalogue:results')}{ask.href()}"


def search_chips(ask: Asked) -> list[tuple[Words, str]]:
    """What a search chooses, each with the parameters of the search without it."""
    return list(chips(ask))


def values_listed(ask: Asked, name: str, counts: Mapping[str, int], values: list[str]) -> list[Value]:
    """Values of a facet with their names, counts and addresses, in the order given."""
    titles = code_titles(*([*values] if name == tree else [] for tree in ("ics", "ccs")))
    base = reverse("catalogue:results")
    rest = replace(ask, typed=replace(ask.typed, facets={n: v for n, v in ask.typed.facets.items() if n != name}))
    found = (item(rest, name, value, counts.get(value, 0), titles) for value in values)
    return [
        Value(value, one["label"], one["count"], base + one["href"]) for value, one in zip(values, found, strict=True)
    ]


def _counts(ask: Asked, names: tuple[str, ...]) -> Counted:
    found = search(NAME, replace(ask.search(offset=0, limit=0), counts=names, values=VALUES))
    return Counted(found.total, {name: found.facets.get(name, {}) for name in names})

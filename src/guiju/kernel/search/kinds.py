"""What can be searched (检索登记): rooms declare their kinds of document in their `search.py`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

from guiju.kernel.search.port import SearchDocument, Shape


class SearchKind(NamedTuple):
    """A kind of document: its name, the fields of its index, and how documents are made from records.

    `load(ids)` yields the documents of those records that exist and may be found; `load(None)` of all records.
    `version` is raised when the same records make other documents, so that the index is built anew.
    """

    name: str
    shape: Shape
    load: Callable[[Collection[str] | None], Iterable[SearchDocument]]
    version: int = 1


KINDS: dict[str, SearchKind] = {}
Finder = Callable[[str], SearchKind | None]
FINDERS: dict[str, Finder] = {}
"""By the beginning of a name: kinds that are known only once records say so."""


def declare(kind: SearchKind) -> SearchKind:
    """Declare a kind of document."""
    KINDS[kind.name] = kind
    return kind


def kinds_found_by(beginning: str, finder: Finder) -> None:
    """Declare that kinds whose name begins so are found by asking."""
    FINDERS[beginning] = finder


def kind_find(name: str) -> SearchKind | None:
    """The kind of a name, declared or found; None where there is none."""
    if name in KINDS:
        return KINDS[name]
    return next((found for start, find in FINDERS.items() if name.startswith(start) and (found := find(name))), None)


def kind_get(name: str) -> SearchKind:
    """The kind of a name. Raises LookupError."""
    found = kind_find(name)
    if found is None:
        raise LookupError(f"no kind of document is called {name!r}")
    return found

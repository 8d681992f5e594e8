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


def declare(kind: SearchKind) -> SearchKind:
    """Declare a kind of document."""
    KINDS[kind.name] = kind
    return kind

"""What a search index is asked and answers (检索接口). Knows no Django and no engine."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, Protocol


class Dated(NamedTuple):
    """A value that holds from a day on (None: always did) until a day, that day excluded (None: open)."""

    value: str
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """What the index knows of one record.

    `label` is shown in suggestions; `numbers` are standard numbers in normal form; `titles` in any language;
    `facets`: name → values; `dated`: name → values with the days they hold; `orders`: name → text or number that
    sorts; `fields`: name → texts that only a question about that field looks at; `ranges`: name → a whole number, a
    year for instance; `weight` from 0 to 1 puts equals in order.
    """

    id: str
    label: str = ""
    numbers: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    dated: Mapping[str, tuple[Dated, ...]] = field(default_factory=dict)
    orders: Mapping[str, str | int] = field(default_factory=dict)
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ranges: Mapping[str, int] = field(default_factory=dict)
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What is asked. `facets`: a document has one of the values of each name; dated ones as they stand `on` that day.

    `without`: it has none of these values. `fields`: every word of the text is in that field ("title" is always one),
    a run of Chinese characters as it stands. `ranges`: least and greatest number, both included, None: open; a document
    without the number is in no range. `not_text`: words, numbers or phrases that titles and numbers must not have.
    `order`: a declared order, "-" before it for descending; empty: by rank. `counts`: the facets, dated facets and
    ranges to be counted; None: all; `values`: how many values of each, the most frequent.
    """

    on: date
    text: str = ""
    facets: Mapping[str, Collection[str]] = field(default_factory=dict)
    without: Mapping[str, Collection[str]] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    ranges: Mapping[str, tuple[int | None, int | None]] = field(default_factory=dict)
    not_text: tuple[str, ...] = ()
    counts: tuple[str, ...] | None = None
    values: int = 200
    order: str = ""
    offset: int = 0
    limit: int = 20


class Hit(NamedTuple):
    """A document found."""

    id: str
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The hits asked for, how many there are in all, and for each facet how many by value.

    The counts of a facet ignore what was chosen in that facet itself, not what was excluded. A range is counted by its
    numbers, written as text. `loosened`: no document has all the words, these have some.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]]
    loosened: bool = False


class Shape(NamedTuple):
    """The fields of an index: names of facets, of dated facets with their values, of orders, text fields and ranges.

    `numbered` are orders by whole numbers: far pages are found about a hundred times faster than by texts.
    """

    facets: tuple[str, ...] = ()
    dated: Mapping[str, tuple[str, ...]] = {}
    orders: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    ranges: tuple[str, ...] = ()
    numbered: tuple[str, ...] = ()

    def counted(self, counts: tuple[str, ...] | None) -> tuple[str, ...]:
        """The names to count that there are; all when none are named."""
        known = (*self.facets, *self.dated, *self.ranges)
        return known if counts is None else tuple(name for name in known if name in counts)


class SearchIndex(Protocol):
    """An index of one kind of document. Changes are seen after `commit`."""

    def put(self, documents: Iterable[SearchDocument]) -> int:
        """Add documents, in place of those with the same id; returns how many."""

    def delete(self, ids: Iterable[str]) -> None:
        """Remove documents."""

    def commit(self) -> None:
        """Make changes seen."""

    def search(self, query: SearchQuery) -> SearchResult:
        """Find documents. Numbers rank first: the exact edition, then its series, then numbers that begin so."""

    def numbers(self, query: SearchQuery) -> Sequence[int]:
        """The order of `query`, one by whole numbers, of every document that has all that is asked, in that order."""

    def suggest(self, text: str, limit: int = 10) -> tuple[Hit, ...]:
        """Documents with a number that begins as typed, in any spelling, or a title that has what is typed.

        Numbers come before titles that begin so, these before titles that have it further on.
        """

"""A text taken apart (检索式的组成)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from guiju.domain.language import Words

Span = tuple[int | None, int | None]


class Term(NamedTuple):
    """A word to be found; `phrase` when it stood in quotes and is to be found exactly so."""

    text: str
    phrase: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed: words, words not wanted, values by field, values not wanted, spans of numbers, the day.

    `remarks` say kindly what was not understood, and count for nothing when two are compared.
    """

    terms: tuple[Term, ...] = ()
    without: tuple[str, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    facets_without: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    ranges: Mapping[str, Span] = field(default_factory=dict)
    day: date | None = None
    remarks: tuple[Words, ...] = field(default=(), compare=False)

    @property
    def words(self) -> str:
        """The words alone, phrases in quotes."""
        return " ".join(f'"{term.text}"' if term.phrase else term.text for term in self.terms)

    def choosing(self, name: str, values: tuple[str, ...]) -> Typed:
        """The same with these values of a field, none of them refused any more; no values: whatever they are."""
        facets = {**self.facets, name: values}
        refused = tuple(v for v in self.facets_without.get(name, ()) if v not in values)
        facets_without = {**self.facets_without, name: refused}
        return replace(self, facets=_filled(facets), facets_without=_filled(facets_without))


def _filled(values: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {name: held for name, held in values.items() if held}

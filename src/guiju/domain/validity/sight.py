"""The facts as seen on one day, with what was known by another (按日查看)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from guiju.domain.validity.facts import CatalogueFacts, EditionFacts, RelationFact


@dataclass(frozen=True, slots=True)
class Sight:
    """`facts` on day `as_of`; what was said after `known_on` (None: no limit) is left out."""

    facts: CatalogueFacts
    as_of: date
    known_on: date | None = None

    def knows(self, said_on: date | None) -> bool:
        """Whether something said on that day was known."""
        return self.known_on is None or said_on is None or said_on <= self.known_on

    def editions(self, number: str) -> list[EditionFacts]:
        """Records of this number, with the claims known."""
        return [self.seen(edition) for edition in self.facts.by_number.get(number, ())]

    def edition(self, number: str) -> EditionFacts | None:
        """The record of this number; when two bear it, the real one and the one more is said about."""
        found = self.editions(number)
        return min(found, key=lambda e: (e.fictitious, -len(e.assertions)), default=None)

    def seen(self, edition: EditionFacts) -> EditionFacts:
        """The record with only the claims known."""
        if self.known_on is None:
            return edition
        return replace(edition, assertions=tuple(a for a in edition.assertions if self.knows(a.asserted_on)))

    def from_object(self, number: str, *kinds: str) -> list[RelationFact]:
        """Relations of these kinds whose object is `number` (what replaces, amends … it), once each."""
        return self._relations(number, kinds, at_subject=False)

    def from_subject(self, number: str, *kinds: str) -> list[RelationFact]:
        """Relations of these kinds whose subject is `number` (what it replaces, amends, adopts …), once each."""
        return self._relations(number, kinds, at_subject=True)

    def _relations(self, number: str, kinds: Sequence[str], *, at_subject: bool) -> list[RelationFact]:
        relations = self.facts.relations.get(number)
        if not relations:
            return []
        found: dict[tuple[str, str, str, str], RelationFact] = {}
        for relation in relations:
            end = relation.subject if at_subject else relation.object
            if end != number or relation.kind not in kinds or not self.knows(relation.asserted_on):
                continue
            if relation.ends is not None and relation.ends < self.as_of:
                continue
            key = (relation.kind, relation.subject, relation.object, relation.scope)
            held = found.get(key)
            if held is None or (held.starts is None and relation.starts is not None):
                found[key] = relation
        return list(found.values())

"""Circles of relations (代替关系成环): the numbers that lie on one, found once for all facts."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.domain.validity.facts import CatalogueFacts, RelationFact

_ONWARD = frozenset({"replaces", "renumbered_from"})
_ONWARD_FROM_SUBJECT = frozenset({"converted_to_recommended", "amends", "corrects"})
_MEMO = "circular"


def circular(facts: CatalogueFacts) -> frozenset[str]:
    """The numbers from which relations of whatever day lead back to themselves; no chain of another one is a circle."""
    found = facts.memo.get(_MEMO)
    if found is None:
        found = facts.memo[_MEMO] = frozenset(_on_circles(facts))
    return frozenset(found)


def _on_circles(facts: CatalogueFacts) -> Iterator[str]:
    """What is left when numbers with no way on, then those with no way to them, are taken away again and again."""
    onward: dict[str, set[str]] = {}
    for relations in facts.relations.values():
        for relation in relations:
            if (step := _step(relation)) is not None:
                onward.setdefault(step[0], set()).add(step[1])
                onward.setdefault(step[1], set())
    left = _trimmed(_trimmed(onward))
    return iter(left)


def _step(relation: RelationFact) -> tuple[str, str] | None:
    if relation.kind in _ONWARD:
        return relation.object, relation.subject
    return (relation.subject, relation.object) if relation.kind in _ONWARD_FROM_SUBJECT else None


def _trimmed(onward: dict[str, set[str]]) -> dict[str, set[str]]:
    """The ways turned round, without numbers that no way leads on from."""
    back: dict[str, set[str]] = {number: set() for number in onward}
    for number, others in onward.items():
        for other in others:
            back[other].add(number)
    ways = {number: len(others) for number, others in onward.items()}
    ended = [number for number, count in ways.items() if not count]
    while ended:
        number = ended.pop()
        for before in back.pop(number):
            ways[before] -= 1
            if not ways[before]:
                ended.append(before)
    return {number: {one for one in others if one in back} for number, others in back.items()}

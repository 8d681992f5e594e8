"""A status for the index, without chains, is the status; long chains stay affordable."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from guiju.domain.validity import CatalogueFacts, EditionFacts, RelationFact, Status, status, status_alone

NUMBERS = [f"GB/T 1-{year}" for year in range(2000, 2006)]
KINDS = ["replaces", "renumbered_from", "converted_to_recommended", "amends"]


def facts(numbers: list[str], ways: list[tuple[str, str, str]]) -> CatalogueFacts:
    relations: dict[str, list[RelationFact]] = {}
    for kind, subject, other in ways:
        relation = RelationFact(kind, subject, other)  # type: ignore[arg-type]
        for end in {subject, other}:
            relations.setdefault(end, []).append(relation)
    editions = {
        number: [
            EditionFacts(place, number, "gb:1", published=f"{number[-4:]}-01-01", effective=f"{number[-4:]}-06-01")
        ]
        for place, number in enumerate(numbers)
    }
    return CatalogueFacts(editions, {"gb:1": [e for each in editions.values() for e in each]}, relations)


@settings(max_examples=200)
@given(st.lists(st.tuples(st.sampled_from(KINDS), st.sampled_from(NUMBERS), st.sampled_from(NUMBERS)), max_size=8))
def test_the_status_alone_is_the_status(ways: list[tuple[str, str, str]]):
    known = facts(NUMBERS, ways)
    for number in NUMBERS:
        for day in (date(2003, 7, 1), date(2020, 1, 1)):
            record = known.by_number[number][0]
            assert status_alone(record, known, day) is status(record, known, day).status


def test_a_chain_of_thousands_is_walked_once_and_for_the_index_not_at_all():
    numbers = [f"GB/T {place}-2000" for place in range(3_000)]
    known = facts(numbers, [("replaces", newer, older) for older, newer in pairwise(numbers)])
    first = known.by_number[numbers[0]][0]
    assert status(first, known, date(2020, 1, 1)).successors == (numbers[-1],)
    assert {status_alone(e[0], known, date(2020, 1, 1)) for e in known.by_number.values()} == {
        Status.REPLACED,
        Status.IN_FORCE,
    }

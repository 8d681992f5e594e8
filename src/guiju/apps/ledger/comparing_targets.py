"""Targets of a policy and its newer version (新旧目标对照): which became which, by name, clause, task and number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from guiju.apps.ledger.comparing import ALIKE, MOST_COMPARED, alike, unnumbered

_DIGITS = re.compile(r"\d+(?:\.\d+)?")


class Promised(NamedTuple):
    """A target as a version says it; `value` is its number as shown, `tasks` the titles of the tasks it belongs to."""

    pk: int
    name: str
    text: str
    value: str
    unit: str
    due: str
    tasks: frozenset[str] = frozenset()


def targets_paired(
    older: Sequence[Promised], newer: Sequence[Promised]
) -> list[tuple[Promised | None, Promised | None]]:
    """Every target of both once, in the order of the newer version, those that are gone last."""
    if len(older) * len(newer) > MOST_COMPARED:
        known = {(one.name, one.value, one.unit): one for one in older}
        found = {one.pk: met for one in newer if (met := known.pop((one.name, one.value, one.unit), None)) is not None}
    else:
        found = _best(older, newer)
    taken = {one.pk for one in found.values()}
    return [(found.get(one.pk), one) for one in newer] + [(one, None) for one in older if one.pk not in taken]


def _best(older: Sequence[Promised], newer: Sequence[Promised]) -> dict[int, Promised]:
    found: dict[int, Promised] = {}
    taken: set[int] = set()
    for _, one, other in sorted(_scores(older, newer), key=lambda row: -row[0]):
        if one.pk not in taken and other.pk not in found:
            found[other.pk] = one
            taken.add(one.pk)
    return found


def _scores(older: Sequence[Promised], newer: Sequence[Promised]) -> Iterator[tuple[float, Promised, Promised]]:
    for other in newer:
        for one in older:
            name = alike(one.name, other.name)
            text = alike(_words(one.text), _words(other.text))
            named = name == 1 or (one.unit == other.unit and (max(name, text) >= ALIKE or one.tasks & other.tasks))
            if named and max(name, text) > 0:
                same = (one.value == other.value) + (one.unit == other.unit) + (one.due == other.due)
                yield name + text + same / 5, one, other


def _words(text: str) -> str:
    return _DIGITS.sub("", unnumbered(text))

"""Replacement chains (代替链), followed through branches and merges to their ends; cycles are reported, not looped."""

from __future__ import annotations

from dataclasses import dataclass

from guiju.domain.validity.sight import Sight
from guiju.domain.validity.standing import OVER, Standing, standing


@dataclass(frozen=True, slots=True)
class Chain:
    """`steps` every number on the way, nearest first; `ends` those that go on, or of which nothing is known;
    `dead_ends` those that ended without a successor; `cycle` the first circle found, its first number repeated last."""

    steps: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    dead_ends: tuple[str, ...] = ()
    cycle: tuple[str, ...] = ()


def chain(number: str, first: Standing, sight: Sight) -> Chain:
    """The chain that leads on from `number`, whose standing is `first`."""
    steps: dict[str, None] = {}
    ends: dict[str, None] = {}
    dead: dict[str, None] = {}
    cycle: tuple[str, ...] = ()
    path: dict[str, None] = {number: None}
    waiting = [iter(_onward(first))]
    while waiting:
        following = next(waiting[-1], None)
        if following is None:
            waiting.pop()
            path.popitem()
            continue
        if following in path:
            walked = list(path)
            cycle = cycle or (*walked[walked.index(following) :], following)
            continue
        if following in steps:
            continue
        steps[following] = None
        there = _standing(following, sight)
        onward = _onward(there) if there is not None and there.status in OVER else ()
        if there is None or there.status not in OVER:
            ends[following] = None
        elif not onward:
            dead[following] = None
        path[following] = None
        waiting.append(iter(onward))
    return Chain(tuple(steps), tuple(ends), tuple(dead), cycle)


def _onward(there: Standing) -> tuple[str, ...]:
    return there.next or there.coming


def _standing(number: str, sight: Sight) -> Standing | None:
    edition = sight.edition(number)
    return None if edition is None else standing(edition, sight)

"""The same promise said twice (重复目标): in the goals and in the row or task that is to keep it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from guiju.domain.policy.targets.model import Target, TaskAnchor

_ALIKE = 0.5
_NEAR = 12


def linked(targets: Sequence[Target], ranks: Sequence[int], tasks: Sequence[TaskAnchor]) -> tuple[Target, ...]:
    """Targets with their tasks, and goals linked with the rows and tasks that repeat them, both ways.

    `ranks` says what each is: 0 a goal, 1 a clause of the body, 2 a row; only a lower rank is repeated by a higher one.
    """
    owned = _owners(targets, tasks)
    originals: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for index, target in enumerate(targets):
        if target.kind == "quantified":
            originals[target.value, target.value_to, target.unit].append(index)
    of: dict[int, int] = {}
    taken: set[tuple[int, int]] = set()
    for index, target in enumerate(targets):
        if ranks[index] == 0 or target.kind != "quantified":
            continue
        scored = [
            (_alike(target, targets[other]), -ranks[other], -other)
            for other in originals[target.value, target.value_to, target.unit][:200]
            if ranks[other] < ranks[index] and other not in of and (other, ranks[index]) not in taken
        ]
        best = max(scored, default=(0.0, 0, 0))
        if best[0] >= _ALIKE:
            of[index] = -best[2]
            taken.add((of[index], ranks[index]))
    repeats: dict[int, list[int]] = defaultdict(list)
    for later, first in of.items():
        repeats[first].append(later)
    return tuple(
        replace(
            target,
            duplicate_of=targets[of[index]].id if index in of else None,
            duplicates=tuple(targets[later].id for later in repeats[index]),
            task_ids=tuple(
                dict.fromkeys([*owned[index], *(task for later in repeats[index] for task in owned[later])])
            ),
            measure_code=target.measure_code or (targets[of[index]].measure_code if index in of else None),
        )
        for index, target in enumerate(targets)
    )


def _owners(targets: Sequence[Target], tasks: Sequence[TaskAnchor]) -> list[list[str]]:
    """The tasks whose span holds each target; of nested ones the smallest."""
    anchors = sorted(tasks, key=lambda task: (task.start, -task.end))
    starts = [anchor.start for anchor in anchors]
    found: list[list[str]] = []
    for target in targets:
        place = bisect_right(starts, target.start)
        holding = [one for one in anchors[max(0, place - _NEAR) : place] if one.end >= target.end]
        least = min((one.end - one.start for one in holding), default=0)
        found.append([one.id for one in holding if one.end - one.start == least])
    return found


def _alike(one: Target, other: Target) -> float:
    """How alike two measures are: shared pairs of characters, of the measure or of the whole span."""
    return max(_pairs(one.measure, other.measure), _pairs(one.span, other.span))


def _pairs(one: str, other: str) -> float:
    left = {one[at : at + 2] for at in range(len(one) - 1)}
    right = {other[at : at + 2] for at in range(len(other) - 1)}
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0

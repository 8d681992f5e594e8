"""Reads of the crosswalk (上下级对应的查询): what is settled, suggested and missing between two policies."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.core.cache import cache

from guiju.apps.ledger.models import Policy, Task, TaskPair
from guiju.domain.crosswalk import Item, Suggestion, gaps, suggest

_WORDS = 14
_KEPT = 3_600
MOST_ITEMS = 400
"""Tasks of a policy that are compared."""


class Suggested(NamedTuple):
    """A pair a person is to settle, with the words both have."""

    below: Task
    above: Task
    likely: bool
    reasons: tuple[str, ...]


class Crosswalk(NamedTuple):
    """Two policies side by side: pairs confirmed and refused, suggested ones, and the gaps both ways."""

    above: list[Task]
    below: list[Task]
    confirmed: list[TaskPair]
    refused: list[TaskPair]
    suggested: list[Suggested]
    open_above: list[Task]
    open_below: list[Task]
    called: dict[int, str]


def crosswalk_of(above: Policy, below: Policy) -> Crosswalk:
    """The crosswalk of two policies."""
    upper, lower = tasks_of(above), tasks_of(below)
    settled = pairs_between(above, below)
    done = {(pair.below_id, pair.above_id) for pair in settled}
    confirmed = [pair for pair in settled if pair.carries]
    uppers, lowers = _items(upper), _items(lower)
    by_id = {str(task.pk): task for task in (*upper, *lower)}
    told = _suggested(uppers, lowers)
    suggested = [
        Suggested(by_id[one.below], by_id[one.above], one.certainty == "likely", one.reasons)
        for one in told
        if (int(one.below), int(one.above)) not in done
    ]
    missing = gaps(uppers, lowers, {(str(pair.below_id), str(pair.above_id)) for pair in confirmed})
    return Crosswalk(
        upper, lower, confirmed, [pair for pair in settled if not pair.carries], suggested,
        [by_id[one] for one in missing.above], [by_id[one] for one in missing.below], names_of(upper) | names_of(lower),
    )  # fmt: skip


def names_of(tasks: Sequence[Task]) -> dict[int, str]:
    """What the tasks of a policy are called: number and title, and their first words where several have one title."""
    spread = Counter(task.title for task in tasks)
    return {
        task.pk: f"{task.number} {task.title}".strip()
        + (f"（{task.text[:_WORDS]}…）" if spread[task.title] > 1 else "")
        for task in tasks
    }


def tasks_of(policy: Policy) -> list[Task]:
    """The tasks of a policy that are compared, in their order."""
    return list(policy.tasks.filter(removed_at=None, parent=None).order_by("place")[:MOST_ITEMS])


def pairs_between(above: Policy, below: Policy) -> list[TaskPair]:
    """What is settled between two policies, in the order of the lower one."""
    rows = TaskPair.objects.filter(
        above__policy=above, below__policy=below, above__removed_at=None, below__removed_at=None
    )
    return list(rows.select_related("above", "below", "settled_by").order_by("below__place", "above__place"))


def pairs_of_task(task: Task) -> tuple[list[TaskPair], list[TaskPair]]:
    """The items from above a task carries out, and the tasks below that carry it out; for the page of the task."""
    rows = TaskPair.objects.filter(carries=True, above__removed_at=None, below__removed_at=None)
    upward = rows.filter(below=task).select_related("above__policy").order_by("above__place")
    downward = rows.filter(above=task).select_related("below__policy").order_by("below__policy_id", "below__place")
    return list(upward), list(downward)


def _suggested(uppers: list[Item], lowers: list[Item]) -> tuple[Suggestion, ...]:
    """What is suggested between them; kept for an hour while their words stay as they are."""
    said = repr((uppers, lowers)).encode("utf-8", "surrogatepass")
    key = f"ledger:pairs:{hashlib.sha256(said).hexdigest()}"
    told: tuple[Suggestion, ...] | None = cache.get(key)
    if told is None:
        told = suggest(uppers, lowers)
        cache.set(key, told, _KEPT)
    return told


def _items(tasks: Iterable[Task]) -> list[Item]:
    return [Item(str(task.pk), task.title, task.text) for task in tasks]

"""Where something a person adds stands in a policy (补录的位置): its words in the text, its order, its code."""

from __future__ import annotations

from django.db.models import Max, QuerySet

from guiju.apps.ledger.models import Policy, RequiredDocument, Target, Task
from guiju.apps.ledger.rows import STEP

Rows = QuerySet[Task] | QuerySet[Target] | QuerySet[RequiredDocument]


def code_next(rows: Rows) -> str:
    """m1, m2 … for what a person adds; never given twice."""
    codes = rows.filter(code__startswith="m").values_list("code", flat=True)
    return f"m{max((int(code[1:]) for code in codes if code[1:].isdecimal()), default=0) + 1}"


def place_last(rows: Rows) -> int:
    """A place behind all of them."""
    last: int | None = rows.aggregate(last=Max("place"))["last"]
    return (last or 0) + STEP


def place_at(rows: Rows, start: int) -> int:
    """A place behind those that begin before a point of the text."""
    before: int = rows.filter(start__lte=start).aggregate(last=Max("place"))["last"] or 0
    after = rows.filter(place__gt=before).order_by("place").values_list("place", flat=True).first()
    return (before + (after or before + 2 * STEP)) // 2


def passage_find(text: str, words: str, near: tuple[int, int]) -> tuple[int, int]:
    """Where words stand in a text, blanks and ends of lines aside: within `near` first, then anywhere; (0, 0) where
    they do not. No words are all of `near`."""
    start, end = near if 0 <= near[0] < near[1] <= len(text) else (0, 0)
    said = "".join(words.split())
    if not said:
        return start, end
    for begin, stop in ((start, end), (0, len(text))):
        kept = [at for at in range(begin, stop) if not text[at].isspace()]
        found = "".join(text[at] for at in kept).find(said)
        if found >= 0:
            return kept[found], kept[found + len(said) - 1] + 1
    return 0, 0


def tasks_around(policy: Policy, start: int, end: int) -> list[Task]:
    """The tasks whose words a passage shares, the closest first: those at least half of whose words it has, where it
    has none so those around it, the shortest; else those of which it has the most."""
    if not end:
        return []
    shared = {
        task: min(end, task.end) - max(start, task.start)
        for task in policy.tasks.filter(removed_at=None, start__lt=end, end__gt=start).order_by("place", "pk")
    }
    held = [task for task, common in shared.items() if 2 * common >= task.end - task.start]
    if held:
        closest = [task for task in held if not any(_within(task, other) for other in held)]
        return sorted(closest, key=lambda task: -shared[task])
    around = [task for task in shared if task.start <= start and task.end >= end]
    if around:
        shortest = min(task.end - task.start for task in around)
        return [task for task in around if task.end - task.start == shortest]
    most = max(shared.values(), default=0)
    return [task for task, common in shared.items() if common == most]


def _within(task: Task, other: Task) -> bool:
    return other.start <= task.start and task.end <= other.end and task.end - task.start < other.end - other.start

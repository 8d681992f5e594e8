"""Reads of versions (版本的查询): a policy beside the one it replaces."""

from __future__ import annotations

from collections.abc import Iterable

from guiju.apps.ledger.comparing import Origin, Pair, Said, compared
from guiju.apps.ledger.models import Decision, Policy, Task
from guiju.apps.ledger.rows import by_hand


def version_compared(policy: Policy, older: Policy) -> list[Pair]:
    """Which task of the older version became which of this one."""
    return compared(_said(older), _said(policy))


def place_in(policy: Policy, older: Policy, task: Task) -> tuple[int, int]:
    """Where the text beside which a task was added stands in another version; (0, 0) where it does not."""
    for words in (older.clean_text[task.start : task.end], task.text if task.end else ""):
        if words.strip() and (start := policy.clean_text.find(words)) >= 0:
            return start, start + len(words)
    return 0, 0


def decided_by(tasks: Iterable[int]) -> dict[int, Decision]:
    """The decisions of meetings that became these tasks."""
    rows = Decision.objects.filter(task__in=list(tasks)).select_related("meeting__council")
    return {row.task_id: row for row in rows if row.task_id is not None}


def _said(policy: Policy) -> list[Said]:
    rows = policy.tasks.filter(removed_at=None, parent=None).order_by("place", "pk")
    return [
        Said(pk, title, text, _origin(code, decision))
        for pk, title, text, code, decision in rows.values_list("pk", "title", "text", "code", "decision")
    ]


def _origin(code: str, decision: int | None) -> Origin:
    if decision is not None:
        return "decision"
    return "hand" if by_hand(code) else "text"

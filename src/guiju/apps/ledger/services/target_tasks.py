"""Verbs of the tasks that are to reach a target (承担的任务): the office ties them to it and unties them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from guiju.apps.ledger.models import Target, Task
from guiju.apps.ledger.recording import TARGET, ledger_record
from guiju.apps.ledger.services.items import item_held
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import User

MOST = 100
"""Tasks of one target, and of one change."""


@transaction.atomic
def target_tasks_tie(*, actor: User | None, target: Target, tasks: Collection[int], revision: int, at: datetime) -> int:
    """Tie tasks of its policy to a target (由这些任务承担): who leads them is told when it falls behind; how many were
    new. Raises `WordsError`, stale when somebody else changed the target."""
    held = item_held(actor, target, revision)
    chosen = _chosen(held, tasks)
    fresh = chosen - set(held.tasks.values_list("pk", flat=True))
    if held.tasks.count() + len(fresh) > MOST:
        raise WordsError("many", Words(f"一个目标最多关联 {MOST} 项任务。", f"{MOST} tasks of one target at most."))
    if fresh:
        held.tasks.add(*fresh)
        _keep(actor, held, "tasks_tied", fresh, at)
    return len(fresh)


@transaction.atomic
def target_tasks_untie(
    *, actor: User | None, target: Target, tasks: Collection[int], revision: int, at: datetime
) -> int:
    """Say that tasks do not carry a target (不由它承担); how many were taken off. What the same promise, said again in
    such a task, brought with it goes too."""
    held = item_held(actor, target, revision)
    gone = _chosen(held, tasks) & set(held.tasks.values_list("pk", flat=True))
    if gone:
        held.tasks.remove(*gone)
        for again in held.duplicates.all():
            again.tasks.remove(*gone)
        _keep(actor, held, "tasks_untied", gone, at)
    return len(gone)


def _chosen(target: Target, tasks: Collection[int]) -> set[int]:
    """These tasks, all of the policy of the target."""
    if not tasks:
        raise WordsError("chosen", Words("请先勾选任务。", "Tick some tasks first."))
    found = set(
        Task.objects.filter(policy=target.policy_id, removed_at=None, pk__in=tasks).values_list("pk", flat=True)
    )
    if len(tasks) > MOST or found != set(tasks):
        message = Words(
            "其中有的不是这份政策的任务，或已移除。", "Some are no tasks of this policy, or were taken out."
        )
        raise WordsError("task", message)
    return found


def _keep(actor: User | None, target: Target, what: str, tasks: Collection[int], at: datetime) -> None:
    target.revision += 1
    target.save(update_fields=["revision"])
    titles = Task.objects.filter(pk__in=tasks).order_by("place", "pk").values_list("title", flat=True)
    after = {"tasks": sorted(tasks), "titles": "、".join(titles)[:500]}
    ledger_record(actor, f"target.{what}", TARGET, target.pk, after=after, at=at)

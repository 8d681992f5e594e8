"""Verbs of versions (版本的办理): when a newer version is confirmed, the work on its tasks goes on."""

from __future__ import annotations

from datetime import datetime

from guiju.apps.ledger.models import Policy, Progress, Target, Task
from guiju.apps.ledger.queries.versions import version_compared
from guiju.apps.ledger.recording import POLICY, TASK, ledger_record
from guiju.kernel.accounts.models import User

_READ = ("place", "code", "number", "heading", "title", "text", "start", "end", "phrase", "all_members",
         "local_governments", "due", "due_words", "every", "checked_at")  # fmt: skip
_TIES = ("measure", "part", "base", "counted_from", "tied_by_id", "tied_at")


def work_carry(*, actor: User | None, policy: Policy, at: datetime) -> None:
    """Let tasks that go on keep their reports, answers and history under the newer version, and retire the older.

    What was dropped stays with the older version. Called in the transaction that confirms the newer one.
    """
    older = policy.replaces
    if older is None or older.withdrawn_at is not None:
        return
    for pair in version_compared(policy, older):
        if pair.older is None or pair.newer is None:
            continue
        _go_on(Task.objects.get(pk=pair.older.pk), Task.objects.get(pk=pair.newer.pk), actor, pair.kind, at)
    _ties_keep(policy, older)
    older.withdrawn_at = at
    older.revision += 1
    older.save(update_fields=["withdrawn_at", "revision"])
    after = {"withdrawn_at": at.isoformat(), "replaced_by": policy.pk}
    ledger_record(actor, "policy.superseded", POLICY, older.pk, before={"withdrawn_at": None}, after=after, at=at)


def _go_on(task: Task, read: Task, actor: User | None, kind: str, at: datetime) -> None:
    """The task takes the words and the place of what was read anew; its bodies too, where the words changed."""
    if Progress.objects.filter(task=read).exists():
        return
    before = {"policy": task.policy_id, "text": task.text}
    if kind == "changed":
        task.bodies.all().delete()
        read.bodies.update(task=task)
    read.required_documents.update(task=task)
    targets = list(read.targets.all())
    read.targets.clear()
    values = {name: getattr(read, name) for name in _READ}
    if kind == "same":
        values |= {name: getattr(task, name) for name in ("title", "due", "due_words", "every")}
    policy = read.policy_id
    read.bodies.all().delete()
    read.delete()
    Task.objects.filter(parent=task).update(policy=policy)
    for name, value in values.items():
        setattr(task, name, value)
    task.policy_id = policy
    task.revision += 1
    task.save()
    task.targets.set(targets)
    ledger_record(
        actor, "task.went_on", TASK, task.pk, before=before, after={"policy": policy, "text": task.text}, at=at
    )


def _ties_keep(policy: Policy, older: Policy) -> None:
    """Targets that say the same number are counted as before."""
    known = {(one.name, one.value): one for one in older.targets.filter(removed_at=None).exclude(measure="")}
    for target in policy.targets.filter(removed_at=None, measure=""):
        tied = known.get((target.name, target.value))
        if tied is not None:
            Target.objects.filter(pk=target.pk).update(**{name: getattr(tied, name) for name in _TIES})

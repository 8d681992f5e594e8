"""Verbs that tasks and targets share on the review page (任务、目标的核对): checked, taken out, put back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from django.db import transaction

from guiju.apps.ledger.models import Policy, Target, Task
from guiju.apps.ledger.overtaken import overtaken
from guiju.apps.ledger.queries.policies import HEAVY
from guiju.apps.ledger.recording import TARGET, TASK, ledger_record
from guiju.apps.ledger.task_cases import CLOSING, DELAY
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require
from guiju.kernel.procedures.queries import case_running

Item = TypeVar("Item", Task, Target)
_ASKED = WordsError(
    "asked",
    Words(
        "这项任务有销号或延期申请在办，不能剔除。",
        "Closing or a delay is being asked for: this task cannot be taken out.",
    ),
    Words("请先办结或撤回申请。", "Answer that first, or have it withdrawn."),
)
_CALLED = {Task: ("task", TASK), Target: ("target", TARGET)}


@transaction.atomic
def items_check(
    *, actor: User | None, policy: Policy, kind: type[Item], numbers: Sequence[int], checked: bool, at: datetime
) -> int:
    """Say that tasks or targets have been looked at and are as the policy says (核对无误), or that they have not; how
    many."""
    permission_require(actor, "ledger.keep", policy)
    rows = kind._default_manager.filter(policy=policy, pk__in=numbers, removed_at=None, checked_at__isnull=checked)
    changed = list(rows.values_list("pk", flat=True))
    kind._default_manager.filter(pk__in=changed).update(checked_at=at if checked else None)
    called, told = _CALLED[kind]
    for pk in changed:
        action = f"{called}.checked" if checked else f"{called}.unchecked"
        ledger_record(actor, action, told, pk, after={"policy": policy.pk}, at=at)
    return len(changed)


@transaction.atomic
def item_remove(*, actor: User | None, item: Item, reason: str, revision: int, at: datetime) -> Item:
    """Take out what is no task or target (移除); it is kept and can be put back."""
    held = item_held(actor, item, revision)
    if isinstance(held, Task) and any(case_running(kind, str(held.pk)) for kind in (CLOSING, DELAY)):
        raise _ASKED
    after = {"removed_at": at.isoformat(), "because": reason.strip()[:500]}
    return _moved(actor, held, "removed", at, {"removed_at": None}, after, at)


@transaction.atomic
def item_restore(*, actor: User | None, item: Item, revision: int, at: datetime) -> Item:
    """Put back what was taken out (恢复)."""
    held = item_held(actor, item, revision, removed=True)
    before = {"removed_at": held.removed_at.isoformat() if held.removed_at else None}
    return _moved(actor, held, "restored", None, before, {"removed_at": None}, at)


def item_held(actor: User | None, item: Item, revision: int, *, removed: bool = False) -> Item:
    """The task or target, locked, for somebody who keeps its policy. Raises `WordsError` stale."""
    held = type(item)._default_manager.select_for_update().get(pk=item.pk)
    held.policy = Policy.objects.defer(*HEAVY).get(pk=held.policy_id)
    permission_require(actor, "ledger.keep", held)
    if held.revision != revision or (held.removed_at is not None) != removed or held.policy.withdrawn_at is not None:
        raise overtaken()
    return held


def _moved(
    actor: User | None,
    held: Item,
    what: str,
    removed_at: datetime | None,
    before: Mapping[str, object],
    after: Mapping[str, object],
    at: datetime,
) -> Item:
    held.removed_at = removed_at
    held.revision += 1
    held.save(update_fields=["removed_at", "revision"])
    called, told = _CALLED[type(held)]
    ledger_record(actor, f"{called}.{what}", told, held.pk, before=before, after=after, at=at)
    return held

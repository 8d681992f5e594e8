"""Verbs of the crosswalk (上下级对应): a person says that a task carries out an item from above, or does not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from guiju.apps.ledger.models import Task, TaskPair
from guiju.apps.ledger.recording import ledger_record
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require

PAIR = "policy_task_pair"
MOST = 500


class Chosen(NamedTuple):
    """A pair to settle: the task below, the item above, and how it stood when it was looked at (None: not settled)."""

    below: int
    above: int
    stood: bool | None


@transaction.atomic
def pairs_settle(
    *, actor: User | None, chosen: Sequence[Chosen], carries: bool | None, reason: str = "", at: datetime
) -> int:
    """Confirm pairs (确认对应), refuse them (不对应), or with None take back what was settled (撤回); how many changed.

    All or none. Raises `WordsError` stale when somebody else settled one of them otherwise meanwhile.
    """
    if not chosen:
        raise WordsError("chosen", Words("请先勾选。", "Tick some first."))
    if len(chosen) > MOST:
        raise WordsError("many", Words(f"一次最多 {MOST} 对。", f"{MOST} pairs at most at a time."))
    numbers = {number for one in chosen for number in (one.below, one.above)}
    tasks = Task.objects.select_for_update().select_related("policy__office").filter(removed_at=None).in_bulk(numbers)
    because = " ".join(reason.split())[:500]
    return sum(_settled(actor, tasks, one, carries, because, at) for one in dict.fromkeys(chosen))


def _settled(
    actor: User | None, tasks: dict[int, Task], one: Chosen, carries: bool | None, because: str, at: datetime
) -> bool:
    below, above = tasks.get(one.below), tasks.get(one.above)
    if below is None or above is None or below.policy_id == above.policy_id:
        raise WordsError("pair", Words("没有这样一对任务。", "There is no such pair of tasks."))
    permission_require(actor, "ledger.keep", below)
    permission_require(actor, "ledger.see", above.policy)
    held = TaskPair.objects.filter(below=below, above=above).first()
    stands = held.carries if held else None
    if stands == carries:
        return False
    if stands != one.stood:
        message = Words("其中有的刚由别人处理过。", "Somebody else has just settled one of these.")
        raise WordsError("stale", message, Words("请看过现在的情况再定。", "Look at them as they are, then settle."))
    if carries is None:
        TaskPair.objects.filter(below=below, above=above).delete()
    else:
        TaskPair.objects.update_or_create(
            below=below, above=above,
            defaults={"carries": carries, "reason": because, "settled_by": actor, "settled_at": at},
        )  # fmt: skip
    action = {True: "pair.confirmed", False: "pair.refused", None: "pair.taken_back"}[carries]
    told = {"below": below.pk, "above": above.pk, "carries": carries, "because": because}
    ledger_record(actor, action, PAIR, below.pk, before={"carries": stands}, after=told, at=at)
    return True

"""Reads of the tasks that are to reach a target (承担的任务): those tied, those suggested, those looked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import NamedTuple

from django.db.models import Q, QuerySet

from guiju.apps.ledger.models import Target, Task
from guiju.apps.ledger.queries.crosswalk import Entry, items_of
from guiju.apps.ledger.queries.policies import TASKS_OF_TEXT
from guiju.apps.ledger.roles import LEAD
from guiju.domain.crosswalk import Item, carriers

MOST_SUGGESTED_AT_ONCE = 300
"""Tasks of one policy among which carriers are suggested without being asked for."""
MOST_FOUND = 20


class Carrier(NamedTuple):
    """A task with who leads it and who takes part, and the words for which it is suggested.

    `told`: a lead is tied to an organisation with an account, whose people are told.
    """

    task: Task
    leads: Sequence[str]
    others: Sequence[str]
    told: bool
    reasons: Sequence[str] = ()
    likely: bool = False


def carriers_of(target: Target, *, inside: bool) -> list[Carrier]:
    """The tasks tied to a target, in their order; from outside those of the text alone."""
    rows = target.tasks.filter(removed_at=None)
    return _carriers(rows if inside else rows.filter(TASKS_OF_TEXT))


def carriers_suggested(target: Target, *, asked: bool) -> list[Carrier] | None:
    """Tasks of its policy that share telling words with a target and are not tied to it; None where the policy has so
    many that they are suggested only when `asked` for."""
    rows = _free(target).filter(parent=None)
    if not asked and rows.count() > MOST_SUGGESTED_AT_ONCE:
        return None
    entries = [Entry(*row) for row in rows.order_by("place", "pk").values_list(*Entry._fields)]
    found = carriers(Item(str(target.pk), target.name, target.text), items_of(entries))
    made = {one.task.pk: one for one in _carriers(rows.filter(pk__in=[int(one.below) for one in found]))}
    return [
        made[int(one.below)]._replace(reasons=one.reasons, likely=one.certainty == "likely")
        for one in found
        if int(one.below) in made
    ]


def carriers_found(target: Target, words: str) -> list[Carrier]:
    """Tasks of its policy that have each word in number, title or text and are not tied to a target."""
    rows = _free(target)
    for word in words.split()[:8]:
        rows = rows.filter(Q(title__icontains=word) | Q(text__icontains=word) | Q(number=word))
    return _carriers(rows)[:MOST_FOUND] if words.strip() else []


def tasks_of_targets(targets: Collection[Target], *, inside: bool) -> dict[int, list[int]]:
    """The numbers of the tasks tied to each target, for lists; from outside those of the text alone."""
    rows = Task.objects.filter(removed_at=None, targets__in=targets)
    rows = rows if inside else rows.filter(TASKS_OF_TEXT)
    found: dict[int, list[int]] = defaultdict(list)
    for target, task in rows.order_by("place", "pk").values_list("targets", "pk"):
        found[target].append(task)
    return found


def _free(target: Target) -> QuerySet[Task]:
    """The tasks of its policy that are not tied to a target."""
    rows = Task.objects.filter(policy=target.policy_id, removed_at=None)
    return rows.exclude(pk__in=target.tasks.values("pk"))


def _carriers(rows: QuerySet[Task]) -> list[Carrier]:
    found = []
    for task in rows.order_by("place", "pk").prefetch_related("bodies__body"):
        bodies = sorted(task.bodies.all(), key=lambda one: one.place)
        leads = [body for body in bodies if body.part == LEAD]
        told = any(body.body is not None and body.body.account_id for body in leads)
        others = [body.written for body in bodies if body.part != LEAD]
        found.append(Carrier(task, [body.written for body in leads], others, told))
    return found

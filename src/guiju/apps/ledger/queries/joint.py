"""Reads of ledgers kept together (协同台账的查询)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from guiju.apps.ledger.models import JointOffice, Policy, Task, TaskBody
from guiju.apps.ledger.queries.policies import HEAVY
from guiju.apps.ledger.roles import KEEPERS, LEAD
from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.queries import organisations_where


def offices_kept(person: User, on: date) -> frozenset[int]:
    """The offices a person keeps ledgers for."""
    return organisations_where(user=person, roles=KEEPERS, on=on) if person.is_active else frozenset()


def joint_for(person: User, on: date) -> QuerySet[JointOffice]:
    """Every invitation and partnership of one's offices, either side, what waits for an answer first."""
    mine = offices_kept(person, on)
    heavy = [f"policy__{name}" for name in HEAVY]
    rows = JointOffice.objects.filter(Q(office__in=mine) | Q(policy__office__in=mine), policy__withdrawn_at=None)
    rows = rows.select_related("policy__office", "office", "body").defer(*heavy)
    return rows.order_by("ended_at", "joined_at", "-invited_at", "pk")


def offices_together(policy: Policy) -> list[Account]:
    """The office of a policy and those that keep its tasks with it now."""
    joined = policy.joint.filter(joined_at__isnull=False, ended_at=None).select_related("office")
    return [policy.office, *(row.office for row in joined.order_by("joined_at", "pk"))]


def keeps_together(policy_id: int, host: int, mine: Collection[int], keeper: int | None = None) -> bool:
    """Whether one of these offices keeps the tasks of a policy with others, and this one's `keeper` is among them."""
    if not mine:
        return False
    joined = JointOffice.objects.filter(policy=policy_id, joined_at__isnull=False, ended_at=None)
    together = set(joined.values_list("office", flat=True))
    if not together:
        return False
    together.add(host)
    return (keeper is None or keeper in together) and not together.isdisjoint(mine)


def tasks_shared(policy: Policy) -> QuerySet[Task]:
    """The tasks of a policy that are kept together: not the parts of towns."""
    leads = Prefetch("bodies", TaskBody.objects.filter(part=LEAD).order_by("place"), to_attr="leads")
    rows = policy.tasks.filter(removed_at=None, parent=None).select_related("keeper").prefetch_related(leads)
    return rows.order_by("place", "pk")

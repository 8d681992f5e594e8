"""What a body must do next for the ledger (本单位该办的): reports, what others reported to it, tasks near their day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from guiju.apps.ledger.filing_state import WHERE, FilingState
from guiju.apps.ledger.models import Filing, Policy, Task, TaskBody
from guiju.apps.ledger.roles import KEEPERS, LEAD, REPORTERS
from guiju.apps.ledger.standing import DAY
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.queries import organisations_where

SOON = timedelta(days=30)


def accounts_of(user: User, *, on: date) -> frozenset[int]:
    """The bodies of the accounts for which somebody reports."""
    return organisations_where(user=user, roles=REPORTERS, on=on)


def filings_to_report(accounts: Collection[int]) -> QuerySet[Filing]:
    """What these bodies have yet to report, or to mend, what is due first in front."""
    rows = _running().filter(WHERE[FilingState.WAITING] | WHERE[FilingState.RETURNED], body__account__in=accounts)
    return rows.order_by("due", "round", "task__place")


def filings_to_answer(user: User, *, on: date) -> QuerySet[Filing]:
    """What others reported and somebody answers: to the lead as its people, to the office as those who keep it."""
    leads = TaskBody.objects.filter(task=OuterRef("task"), part=LEAD)
    mine = leads.filter(body__account__in=accounts_of(user, on=on))
    office = Q(round__office__in=organisations_where(user=user, roles=KEEPERS, on=on))
    rows = _running().filter(WHERE[FilingState.REPORTED])
    to_me = (~Q(part=LEAD) & Exists(mine)) | (office & (Q(part=LEAD) | ~Exists(leads)))
    return rows.filter(to_me).order_by("due", "round", "task__place")


def tasks_near(accounts: Collection[int], *, on: date) -> QuerySet[Task]:
    """The open tasks these bodies lead that are late or due within thirty days, what is due first in front."""
    mine = TaskBody.objects.filter(task=OuterRef("pk"), part=LEAD, body__account__in=accounts)
    rows = Task.objects.filter(Exists(mine), removed_at=None, closed_at=None, policy__confirmed_at__isnull=False)
    rows = rows.filter(policy__withdrawn_at=None).annotate(day=DAY).filter(day__lte=on + SOON)
    return rows.select_related("policy__office", "keeper").order_by(F("day").asc(), "pk")


def tasks_of(accounts: Collection[int]) -> QuerySet[Task]:
    """Every task these bodies answer for."""
    mine = TaskBody.objects.filter(body__account__in=accounts)
    return Task.objects.filter(pk__in=mine.values("task"), removed_at=None, policy__confirmed_at__isnull=False)


def tasks_under(policy: Policy) -> QuerySet[Task]:
    """Every task of a policy, its parts too."""
    return Task.objects.filter(policy=policy, removed_at=None)


def _running() -> QuerySet[Filing]:
    rows = Filing.objects.filter(round__closed_at=None, task__removed_at=None)
    return rows.select_related("round", "task__policy", "body", "progress")

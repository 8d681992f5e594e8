"""Reads of tasks (任务的查询): lists as they are asked for, and how many there are of each kind."""

from __future__ import annotations

import hashlib
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from guiju.apps.ledger.models import Policy, Task, TaskBody
from guiju.apps.ledger.queries.policies import HEAVY, TASKS_OF_TEXT, policies_inside, sees_as
from guiju.apps.ledger.rows import months_later
from guiju.apps.ledger.standing import DAY, STANDINGS, standing_where
from guiju.apps.parties.models import Organisation
from guiju.domain.language import Words
from guiju.kernel.accounts.models import User
from guiju.kernel.history.queries import chain_length

SHOWN = tuple(code for code in STANDINGS if code != "removed")
ORDERS = {
    "due": (F("day").asc(nulls_last=True), F("policy").asc(), F("pk").asc()),
    "policy": (F("policy").asc(), F("place").asc(), F("pk").asc()),
}
DUES = {
    "month": Words("本月内", "this month"),
    "quarter": Words("三个月内", "within three months"),
    "year": Words("今年内", "this year"),
    "later": Words("今年以后", "after this year"),
    "none": Words("没有截止日", "no last day"),
}
_FACET = 12
_FEW = 900
_KEPT = 300


class Asked(NamedTuple):
    """What a list of tasks is asked for: words, policy, unit (organisation), standing, when due, in which order."""

    text: str = ""
    policy: int = 0
    unit: int = 0
    standing: str = ""
    due: str = ""
    order: str = "due"


class Counted(NamedTuple):
    """How many tasks there are of each kind, under the other filters."""

    standings: dict[str, int]
    dues: dict[str, int]
    policies: list[tuple[Policy, int]]
    units: list[tuple[Organisation, int]]


def tasks_seen(person: User | AnonymousUser) -> QuerySet[Task]:
    """The tasks of the confirmed policies a person sees from inside."""
    return Task.objects.filter(removed_at=None, policy__in=policies_inside(person).order_by().values("pk"))


def tasks_public(policy: Policy) -> QuerySet[Task]:
    """What everybody sees of a public policy."""
    return policy.tasks.filter(TASKS_OF_TEXT)


def tasks_asked(rows: QuerySet[Task], asked: Asked, on: date) -> QuerySet[Task]:
    """Of these tasks the ones asked for, not yet in order."""
    rows = _worded(rows, asked.text)
    if asked.policy:
        rows = rows.filter(policy=asked.policy)
    if asked.unit:
        rows = rows.filter(Exists(TaskBody.objects.filter(task=OuterRef("pk"), body=asked.unit)))
    if asked.standing:
        rows = rows.filter(standing_where(asked.standing, on))
    rows = rows.annotate(day=DAY)
    return rows.filter(_due_where(asked.due, on)) if asked.due else rows


def tasks_ordered(rows: QuerySet[Task], asked: Asked) -> QuerySet[Task]:
    """The same in order."""
    return rows.order_by(*ORDERS[asked.order])


def tasks_read(rows: QuerySet[Task]) -> list[Task]:
    """These tasks in their order, with what a list shows of them; which they are is asked of the index alone."""
    numbers = list(rows.values_list("pk", flat=True))
    heavy = [f"policy__{name}" for name in HEAVY]
    found = Task.objects.select_related("policy").defer(*heavy).prefetch_related("bodies").in_bulk(numbers)
    return [found[pk] for pk in numbers]


def tasks_counted(person: User | AnonymousUser, asked: Asked, on: date) -> Counted:
    """How many there are of each kind, each facet under the filters of the others.

    Kept for one state of the history and one day, for people who see the same.
    """
    scope = sees_as(person)
    told = repr((scope, asked._replace(order=""), on, chain_length()))
    key = f"ledger:{hashlib.sha256(told.encode('utf-8', 'surrogatepass')).hexdigest()}"
    counted: Counted | None = cache.get(key)
    if counted is None:
        counted = _counted(_narrowed(tasks_seen(person), asked), asked._replace(text=""), on)
        cache.set(key, counted, _KEPT)
    return counted


def _narrowed(rows: QuerySet[Task], asked: Asked) -> QuerySet[Task]:
    """The tasks that hold the words, looked for once where they are few."""
    if not asked.text.split():
        return rows
    found = list(_worded(rows, asked.text).values_list("pk", flat=True)[: _FEW + 1])
    return rows.filter(pk__in=found) if len(found) <= _FEW else _worded(rows, asked.text)


def _worded(rows: QuerySet[Task], text: str) -> QuerySet[Task]:
    for word in text.split()[:8]:
        rows = rows.filter(Q(title__icontains=word) | Q(text__icontains=word))
    return rows


def _counted(rows: QuerySet[Task], asked: Asked, on: date) -> Counted:
    standings = tasks_asked(rows, asked._replace(standing=""), on).aggregate(
        **{code: Count("pk", filter=standing_where(code, on)) for code in SHOWN}
    )
    dues = tasks_asked(rows, asked._replace(due=""), on).aggregate(
        **{code: Count("pk", filter=_due_where(code, on)) for code in DUES}
    )
    return Counted(standings, dues, _policies(rows, asked, on), _units(rows, asked, on))


def tasks_standing(policy: Policy, on: date) -> list[tuple[str, int]]:
    """How many of a policy's tasks stand how on a day, in the order of `STANDINGS`; none that nobody stands at."""
    counted = policy.tasks.filter(removed_at=None).aggregate(
        **{code: Count("pk", filter=standing_where(code, on)) for code in SHOWN}
    )
    return [(code, counted[code]) for code in SHOWN if counted[code]]


def _policies(rows: QuerySet[Task], asked: Asked, on: date) -> list[tuple[Policy, int]]:
    counted = tasks_asked(rows, asked._replace(policy=0), on).order_by().values_list("policy")
    most = list(counted.annotate(n=Count("pk")).order_by("-n", "policy")[:_FACET])
    found = Policy.objects.only("pk", "title").in_bulk([pk for pk, _ in most])
    return [(found[pk], number) for pk, number in most]


def _units(rows: QuerySet[Task], asked: Asked, on: date) -> list[tuple[Organisation, int]]:
    tasks = tasks_asked(rows, asked._replace(unit=0), on).order_by().values("pk")
    counted = TaskBody.objects.filter(task__in=tasks, body__isnull=False).values_list("body")
    most = list(counted.annotate(n=Count("pk")).order_by("-n", "body")[:_FACET])
    found = Organisation.objects.in_bulk([pk for pk, _ in most])
    return [(found[pk], number) for pk, number in most]


def _due_where(code: str, on: date) -> Q:
    """The tasks whose day lies in a stretch that begins today; those of days that are over are told by standing."""
    ends = {
        "month": on.replace(day=monthrange(on.year, on.month)[1]),
        "quarter": months_later(on, 3),
        "year": date(on.year, 12, 31),
    }
    if code == "none":
        return Q(granted=None, due=None)
    if code == "later":
        return _from_to(date(on.year + 1, 1, 1), date(9999, 12, 31))
    return _from_to(on, ends[code])


def _from_to(first: date, last: date) -> Q:
    return Q(granted__range=(first, last)) | Q(granted=None, due__range=(first, last))

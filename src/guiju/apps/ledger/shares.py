"""What the ledger says of a body in a period (台账完成率): how many of its tasks were closed, closed in time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db.models import Count, F, Q
from django.db.models.functions import TruncDate

from guiju.apps.ledger.models import TaskBody
from guiju.domain.assessment import Value
from guiju.domain.language import Words

NONE_DUE = Words("这段时间没有到期的任务", "no task fell due in this time")
NOT_COUNTED = Words("台账还不统计这一项", "the ledger does not count this yet")


def shares_of(bodies: Sequence[int], what: str, starts: date, ends: date) -> dict[int, Value]:
    """Per cent, by organisation: of the tasks a body leads that fell due from `starts` to `ends`, how many were closed
    by `ends` (`closed_share`), or closed by their own day (`on_time_share`)."""
    if what not in _CLOSED:
        return dict.fromkeys(bodies, Value(None, NOT_COUNTED))
    due = Q(task__due__gte=starts, task__due__lte=ends, task__removed_at=None, task__policy__withdrawn_at=None)
    rows = TaskBody.objects.filter(due, body__in=bodies, part="lead", task__policy__confirmed_at__isnull=False)
    counted = (
        rows.annotate(closed_on=TruncDate("task__closed_at"))
        .values("body")
        .annotate(all=Count("task", distinct=True), closed=Count("task", distinct=True, filter=_CLOSED[what](ends)))
    )
    found = {row["body"]: Value(Decimal(100) * row["closed"] / row["all"]) for row in counted if row["all"]}
    return {body: found.get(body, Value(None, NONE_DUE)) for body in bodies}


def _closed_by(ends: date) -> Q:
    return Q(closed_on__lte=ends)


def _closed_in_time(ends: date) -> Q:
    return Q(closed_on__lte=F("task__due"))


_CLOSED = {"closed_share": _closed_by, "on_time_share": _closed_in_time}

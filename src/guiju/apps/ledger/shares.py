"""What the ledger says of a body in a period (台账完成率): how many of its tasks were closed, closed in time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce, TruncDate

from guiju.apps.ledger.models import Filing, TaskBody
from guiju.domain.assessment import Value
from guiju.domain.language import Words

NONE_DUE = Words("这段时间没有到期的任务", "no task fell due in this time")
NONE_ASKED = Words("这段时间没有到期的填报", "no report fell due in this time")
PUT_OFF = Words("这段时间到期的任务都已延期", "what fell due in this time was put off")
_DAY = Coalesce(F("task__granted"), F("task__due"))
NOT_COUNTED = Words("台账还不统计这一项", "the ledger does not count this yet")


def shares_of(bodies: Sequence[int], what: str, starts: date, ends: date) -> dict[int, Value]:
    """Per cent, by organisation: of the tasks a body leads that fell due from `starts` to `ends`, how many were closed
    by `ends` (`closed_share`), or closed by their own day (`on_time_share`); of its reports, how many came by their day
    (`reported_share`). The day of a task that was put off is the
    one granted; where all that fell due were put off beyond `ends`, that is said."""
    if what == "reported_share":
        return _reported(bodies, starts, ends)
    if what not in _CLOSED:
        return dict.fromkeys(bodies, Value(None, NOT_COUNTED))
    kept = Q(task__removed_at=None, task__policy__withdrawn_at=None, task__policy__confirmed_at__isnull=False)
    rows = TaskBody.objects.filter(kept, body__in=bodies, part="lead").annotate(day=_DAY)
    counted = (
        rows.filter(day__gte=starts, day__lte=ends)
        .annotate(closed_on=TruncDate("task__closed_at"))
        .values("body")
        .annotate(all=Count("task", distinct=True), closed=Count("task", distinct=True, filter=_CLOSED[what](ends)))
    )
    found = {row["body"]: Value(Decimal(100) * row["closed"] / row["all"]) for row in counted if row["all"]}
    later = rows.filter(task__due__gte=starts, task__due__lte=ends, day__gt=ends)
    put_off = set(later.values_list("body", flat=True))
    return {body: found.get(body, Value(None, PUT_OFF if body in put_off else NONE_DUE)) for body in bodies}


def _closed_by(ends: date) -> Q:
    return Q(closed_on__lte=ends)


def _closed_in_time(ends: date) -> Q:
    return Q(closed_on__lte=F("day"))


def _reported(bodies: Sequence[int], starts: date, ends: date) -> dict[int, Value]:
    """Per cent of the reports asked of a body in rounds, due from `starts` to `ends`, that came by their day."""
    rows = Filing.objects.filter(body__in=bodies, due__gte=starts, due__lte=ends, task__removed_at=None)
    counted = rows.annotate(came=TruncDate("first_at")).values("body").annotate(
        all=Count("pk"), in_time=Count("pk", filter=Q(came__lte=F("due")))
    )  # fmt: skip
    found = {row["body"]: Value(Decimal(100) * row["in_time"] / row["all"]) for row in counted if row["all"]}
    return {body: found.get(body, Value(None, NONE_ASKED)) for body in bodies}


_CLOSED = {"closed_share": _closed_by, "on_time_share": _closed_in_time}

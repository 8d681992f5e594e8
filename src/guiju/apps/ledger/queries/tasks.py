"""Reads of tasks (任务的查询): lists as they are asked for, and how many there are of each kind."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import BooleanField, Count, F, Func, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual

from guiju.apps.ledger.models import Policy, Task, TaskBody
from guiju.apps.ledger.models.tasks import STANDS
from guiju.apps.ledger.queries.policies import TASKS_OF_TEXT, policies_inside
from guiju.apps.ledger.rows import months_later
from guiju.apps.ledger.search import tasks_having
from guiju.apps.ledger.standing import DAY, STANDINGS, standing_where
from guiju.domain.language import Words
from guiju.kernel.accounts.models import User

Row = TypeVar("Row", Task, TaskBody)
_TRUTH = BooleanField()
SHOWN = tuple(code for code in STANDINGS if code != "removed")
ORDERS = {
    "due": (F("day").asc(nulls_last=True), F("policy").asc(), F("pk").asc()),
    "policy": (F("policy").asc(), F("place").asc(), F("pk").asc()),
}
_LISTED = ("number", "title", "due_words", "removed_at", *STANDS, "policy__title")
DUES = {
    "month": Words("本月内", "this month"),
    "quarter": Words("三个月内", "within three months"),
    "year": Words("今年内", "this year"),
    "later": Words("今年以后", "after this year"),
    "none": Words("没有截止日", "no last day"),
}


class Asked(NamedTuple):
    """What a list of tasks is asked for: words, policy, unit (organisation), standing, when due, in which order."""

    text: str = ""
    policy: int = 0
    unit: int = 0
    standing: str = ""
    due: str = ""
    order: str = "due"


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
        rows = rows.filter(pk__in=TaskBody.objects.filter(body=asked.unit).values("task"))
    if asked.standing:
        rows = rows.filter(standing_where(asked.standing, on))
    rows = rows.annotate(day=DAY)
    return rows.filter(due_where(asked.due, on)) if asked.due else rows


def tasks_ordered(rows: QuerySet[Task], asked: Asked) -> QuerySet[Task]:
    """The same in order."""
    return rows.order_by(*ORDERS[asked.order])


def tasks_read(
    rows: QuerySet[Task] | Sequence[int], first: int, size: int, total: int, *, texts: bool = False
) -> list[Task]:
    """A page of so many tasks in their order, or of these numbers, with what a list shows of them, `texts` too; which
    they are is asked by itself, from the end where that is nearer."""
    last = min(first + size, total)
    if not isinstance(rows, QuerySet):
        numbers = list(rows[first:last])
    elif first > total - last:
        numbers = list(rows.reverse().values_list("pk", flat=True)[total - last : total - first])[::-1]
    else:
        numbers = list(rows.values_list("pk", flat=True)[first:last])
    found = (
        Task.objects.select_related("policy")
        .only(*_LISTED, *(["text"] if texts else []))
        .prefetch_related("bodies")
        .in_bulk(numbers)
    )
    return [found[pk] for pk in numbers if pk in found]


def rows_among(rows: QuerySet[Row], name: str, numbers: Iterable[int]) -> QuerySet[Row]:
    """Of these rows those whose field of that name is one of the numbers, however many: the database is given one
    value."""
    told = list(numbers)
    if connection.vendor == "postgresql":
        array = RawSQL("%s::bigint[]", (f"{{{str(told)[1:-1]}}}",))  # a list would take six times as long to hand over
        return rows.filter(Func(F(name), array, template="%(expressions)s", arg_joiner=" = ANY ", output_field=_TRUTH))
    return rows.filter(**{f"{name}__in": RawSQL("SELECT value FROM json_each(%s)", (str(told),))})


def _worded(rows: QuerySet[Task], text: str) -> QuerySet[Task]:
    """Those that have each word: the index tells which, and where it cannot every text is looked through."""
    numbers = tasks_having(text) if text.split() else None
    if numbers is not None:
        return rows_among(rows, "pk", numbers)
    for word in text.split()[:8]:
        how = "contains" if word.upper() == word.lower() else "icontains"
        rows = rows.filter(Q(**{f"title__{how}": word}) | Q(**{f"text__{how}": word}))
    return rows


def tasks_standing(policy: Policy, on: date) -> list[tuple[str, int]]:
    """How many of a policy's tasks stand how on a day, in the order of `STANDINGS`; none that nobody stands at."""
    counted = policy.tasks.filter(removed_at=None).aggregate(
        **{code: Count("pk", filter=standing_where(code, on)) for code in SHOWN}
    )
    return [(code, counted[code]) for code in SHOWN if counted[code]]


def due_where(code: str, on: date) -> Q:
    """The tasks whose day lies in a stretch that begins today; those of days that are over are told by standing."""
    if code == "none":
        return Q(granted=None, due=None)
    first, last = stretch(code, on)
    return Q(GreaterThanOrEqual(DAY, first)) & Q(LessThanOrEqual(DAY, last))


def stretch(code: str, on: date) -> tuple[date, date]:
    """The first and the last day of a stretch of `DUES`."""
    ends = {
        "month": on.replace(day=monthrange(on.year, on.month)[1]),
        "quarter": months_later(on, 3),
        "year": date(on.year, 12, 31),
    }
    return (on, ends[code]) if code in ends else (date(on.year + 1, 1, 1), date.max)

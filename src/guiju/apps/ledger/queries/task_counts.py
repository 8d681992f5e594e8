"""How many tasks there are of each kind (任务的分类计数), and which hold the words: for the list and its filters.

The words are looked for once, with what is counted of the tasks that hold them. What stands how and is due when is
counted in one grouped query, policies and bodies in one each; all is kept until something changes.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, Count, IntegerField, QuerySet, Value, When

from guiju.apps.ledger.models import Policy, Task, TaskBody
from guiju.apps.ledger.queries.keeping import Kept
from guiju.apps.ledger.queries.tasks import (
    DUES,
    SHOWN,
    Asked,
    rows_among,
    stretch,
    tasks_asked,
    tasks_ordered,
    tasks_seen,
)
from guiju.apps.ledger.standing import standing_told
from guiju.apps.parties.models import Organisation
from guiju.kernel.accounts.models import User

FACET = 12
_Told = tuple[int, int, str, int]
_OVER, _NO_DAY = -1, -2


class Counted(NamedTuple):
    """How many tasks there are of each kind, each facet under the filters of the others; `total` under all of them."""

    total: int
    standings: dict[str, int]
    dues: dict[str, int]
    policies: list[tuple[Policy, int]]
    units: list[tuple[Organisation, int]]


class _Cell(NamedTuple):
    """So many tasks that stand alike and are due in the same span between two ends."""

    standing: str
    span: int
    number: int


class _Found(NamedTuple):
    """How many there are of each kind, each under the filters of the others; the most frequent alone."""

    cells: list[_Cell]
    policies: list[tuple[int, int]]
    units: list[tuple[int, int]]


def tasks_found(person: User | AnonymousUser, asked: Asked, on: date) -> tuple[QuerySet[Task] | array[int], Counted]:
    """The tasks asked for in order, or their numbers, and how many there are of each kind."""
    kept, seen, spans = Kept(person), tasks_seen(person), _Spans(on)
    if asked.text.split():
        numbers, found = kept.get(("words", asked, on), lambda: _by_words(seen, asked, spans))
        return numbers, _counted(found, asked, spans)
    ordered, asked = tasks_ordered(tasks_asked(seen, asked, on), asked), asked._replace(order="")
    found = _Found(
        kept.get(("cells", asked._replace(standing="", due=""), on), lambda: _cells(seen, asked, spans)),
        kept.get(("policies", asked._replace(policy=0), on), lambda: _policies(seen, asked, on)),
        kept.get(("units", asked._replace(unit=0), on), lambda: _units(tasks_asked(seen, asked._replace(unit=0), on))),
    )
    return ordered, _counted(found, asked, spans)


class _Spans:
    """The time to come cut where a stretch of `DUES` ends, so that every stretch is some whole spans."""

    def __init__(self, on: date) -> None:
        self.on = on
        self._ends = sorted({stretch(code, on)[1] for code in DUES if code != "none"})

    def of(self, code: str) -> set[int]:
        """The spans of a stretch."""
        if code == "none":
            return {_NO_DAY}
        first, last = stretch(code, self.on)
        return {at for at, end in enumerate(self._ends) if first <= end <= last}

    def told(self) -> Case:
        """The span of each row with its `day`."""
        ends = [When(day__lte=end, then=Value(at)) for at, end in enumerate(self._ends)]
        over = When(day__lt=self.on, then=Value(_OVER))
        none = When(day__isnull=True, then=Value(_NO_DAY))
        return Case(none, over, *ends, output_field=IntegerField())


def _by_words(seen: QuerySet[Task], asked: Asked, spans: _Spans) -> tuple[array[int], _Found]:
    """The numbers of the tasks asked for in order, and what is found of all that hold the words."""
    rows = tasks_ordered(tasks_asked(seen, Asked(text=asked.text), spans.on), asked)
    told = list(rows.values_list("pk", "policy_id", standing_told(spans.on), spans.told()))
    due = spans.of(asked.due) if asked.due else None
    if asked.unit:
        of_unit = set(TaskBody.objects.filter(body=asked.unit).values_list("task", flat=True))
        in_unit = [one for one in told if one[0] in of_unit]
    else:
        in_unit = told

    def stood(rows: list[_Told]) -> list[_Told]:
        if asked.standing:
            rows = [one for one in rows if one[2] == asked.standing]
        return rows if due is None else [one for one in rows if one[3] in due]

    def ordered_by(rows: list[_Told]) -> list[_Told]:
        return [one for one in rows if one[1] == asked.policy] if asked.policy else rows

    cells = Counter(map(itemgetter(2, 3), ordered_by(in_unit)))
    policies = Counter(map(itemgetter(1), stood(in_unit)))
    most = sorted(policies.items(), key=lambda one: (-one[1], one[0]))[:FACET]
    but_unit, numbers = (array("q", map(itemgetter(0), stood(ordered_by(some)))) for some in (told, in_unit))
    units = _units_of(rows_among(TaskBody.objects.all(), "task", but_unit))
    return numbers, _Found([_Cell(code, span, number) for (code, span), number in cells.items()], most, units)


def _cells(seen: QuerySet[Task], asked: Asked, spans: _Spans) -> list[_Cell]:
    rows = tasks_asked(seen, asked._replace(standing="", due=""), spans.on).order_by()
    return [_Cell(*one) for one in rows.values_list(standing_told(spans.on), spans.told()).annotate(n=Count("pk"))]


def _policies(seen: QuerySet[Task], asked: Asked, on: date) -> list[tuple[int, int]]:
    rows = tasks_asked(seen, asked._replace(policy=0), on).order_by().values_list("policy")
    return list(rows.annotate(n=Count("pk")).order_by("-n", "policy")[:FACET])


def _units(tasks: QuerySet[Task]) -> list[tuple[int, int]]:
    return _units_of(TaskBody.objects.filter(task__in=tasks.order_by().values("pk")))


def _units_of(bodies: QuerySet[TaskBody]) -> list[tuple[int, int]]:
    rows = bodies.filter(body__isnull=False).values_list("body")
    return list(rows.annotate(n=Count("pk")).order_by("-n", "body")[:FACET])


def _counted(found: _Found, asked: Asked, spans: _Spans) -> Counted:
    standings: Counter[str] = Counter()
    by_span: Counter[int] = Counter()
    for standing, span, number in found.cells:
        if not asked.due or span in spans.of(asked.due):
            standings[standing] += number
        if not asked.standing or standing == asked.standing:
            by_span[span] += number
    dues = {code: sum(by_span[span] for span in spans.of(code)) for code in DUES}
    policies = Policy.objects.only("pk", "title").in_bulk(_keys(found.policies))
    units = Organisation.objects.in_bulk(_keys(found.units))
    return Counted(
        dues[asked.due] if asked.due else sum(by_span.values()),
        {code: standings[code] for code in SHOWN},
        dues,
        [(policies[pk], number) for pk, number in found.policies],
        [(units[pk], number) for pk, number in found.units],
    )


def _keys(counted: Collection[tuple[int, int]]) -> list[int]:
    return [pk for pk, _ in counted]

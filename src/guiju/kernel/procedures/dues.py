"""When time has something to do with a case (到期): reckoned with every change of it, taken when it comes.

A row that is taken is put off first, by compare-and-swap: nobody else takes it, and one that fails comes again later
and stops no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from guiju.domain.procedures import Clock
from guiju.kernel.procedures.models import Case, CaseDue

TELL, TICK, MIGRATE = "tell", "tick", "migrate"
PUT_OFF = timedelta(hours=1)
MOST = 500


def dues_remake(case: Case, clocks: Sequence[Clock]) -> None:
    """Write when these running clocks have something to say or to do; nothing once the case has ended."""
    CaseDue.objects.filter(case=case, what__in=(TELL, TICK)).delete()
    told = min(tell_days(clocks), default=None)
    made = min((c.day for c in clocks if c.day and not c.waits and c.deadline.move), default=None)
    rows = [CaseDue(case=case, what=TELL, at=midnight(told))] if told else []
    rows += [CaseDue(case=case, what=TICK, at=midnight(made + timedelta(days=1)))] if made else []
    CaseDue.objects.bulk_create(rows)


def tell_days(clocks: Iterable[Clock]) -> Iterator[date]:
    """The days on which people are told of a deadline: so many days before as it declares, and when it is over."""
    for clock in clocks:
        if clock.day is not None and not clock.waits:
            yield from (clock.day - timedelta(days=days) for days in clock.deadline.warn)
            yield clock.day + timedelta(days=1)


def dues_taken(what: str, at: datetime) -> Iterator[CaseDue]:
    """The rows whose time has come, each put off and not taken by anybody else."""
    rows = CaseDue.objects.filter(what=what, at__lte=at).select_related("case").order_by("at", "pk")
    for row in list(rows[:MOST]):
        later = at + PUT_OFF
        if CaseDue.objects.filter(pk=row.pk, at=row.at).update(at=later):
            row.at = later
            yield row


def due_next(row: CaseDue, day: date | None) -> None:
    """Let a row that was taken come again on a day, or no more; one that was made anew meanwhile is left alone."""
    rows = CaseDue.objects.filter(pk=row.pk, at=row.at)
    if day is None:
        rows.delete()
    else:
        rows.update(at=midnight(day))


def cases_look(*, kind: str, ids: Iterable[int], at: datetime) -> None:
    """Note that the facts of objects changed: the deadlines of their running cases are reckoned anew soon."""
    running = Case.objects.filter(object_kind=kind, object_id__in=[str(pk) for pk in ids], closed_at=None)
    for case in running:
        CaseDue.objects.update_or_create(case=case, what=TICK, defaults={"at": at})


def dues_look_all(at: datetime) -> int:
    """Note that every running deadline is to be reckoned anew; of how many cases."""
    running = Case.objects.filter(closed_at=None, due_on__isnull=False)
    rows = [CaseDue(case_id=pk, what=TICK, at=at) for pk in running.values_list("pk", flat=True).iterator()]
    CaseDue.objects.filter(what=TICK).update(at=at)
    CaseDue.objects.bulk_create(rows, batch_size=1_000, ignore_conflicts=True)
    return len(rows)


def midnight(day: date) -> datetime:
    """When a day begins here."""
    return timezone.make_aware(datetime.combine(day, time.min))

"""What time does to running cases (到期处理): moves of the clock, and newer versions that take cases over.

Only cases whose time has come are read.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial

from django.db import transaction
from django.utils.timezone import localdate

from guiju.domain.procedures import clocks, migrated
from guiju.kernel.procedures.declarations import days_digest, procedure_fixed, procedures_on, work_calendar
from guiju.kernel.procedures.dues import MIGRATE, MOST, PUT_OFF, TICK, dues_look_all, dues_taken
from guiju.kernel.procedures.models import Case, CaseDue, CaseStep, DaysUsed
from guiju.kernel.procedures.services.cases import case_clock_move, object_told
from guiju.kernel.procedures.services.changing import case_hold, case_keep, case_tell
from guiju.kernel.procedures.turns import turns_remake

log = logging.getLogger(__name__)


@transaction.atomic
def case_clock(*, case: Case, on: date, at: datetime) -> bool:
    """Make the move the clock makes when a deadline of the case is over; whether there was one. Without one its
    deadlines are reckoned anew."""
    held, procedure, run = case_hold(case.pk, None)
    for clock in clocks(procedure, run, calendar=work_calendar()):
        if clock.deadline.move and clock.overdue(on):
            case_clock_move(held, procedure, run, clock, at)
            return True
    turns_remake(held, procedure, run)
    held.save(update_fields=["due_on"])
    return False


@transaction.atomic
def case_migrate(*, case: Case, at: datetime) -> bool:
    """Bring a running case over to the newest version of its procedure, if that states a rule; whether it did."""
    held, _, run = case_hold(case.pk, None)
    newest = procedures_on(localdate(at)).get(held.procedure)
    moved_over = migrated(newest, run, held.version) if newest is not None and newest.version > held.version else None
    if newest is None or moved_over is None:
        return False
    fixed = procedure_fixed(newest.code, on=localdate(at), at=at)
    stage, before = held.stage, {"version": held.version, "stage": held.stage}
    for number, step in enumerate(moved_over.steps, 1):
        CaseStep.objects.filter(case=held, number=number).update(source=step.source, target=step.target)
    held.version, held.begins, held.stage = fixed.version, moved_over.begins, moved_over.stage
    case_tell(held, None, "migrated", before, {"version": held.version, "stage": held.stage}, at=at)
    object_told(held, "", stage, None, localdate(at), at)
    case_keep(held, fixed, moved_over)
    CaseDue.objects.filter(case=held, what=MIGRATE).delete()
    return True


def cases_tick(*, at: datetime) -> int:
    """Do what is due to be done by time; returns to how many cases. One that fails is put off, the others go on."""
    on, count = localdate(at), 0
    for case in list(_behind(on, at)):
        CaseDue.objects.update_or_create(case=case, what=MIGRATE, defaults={"at": at + PUT_OFF})
        count += _tried(case, partial(case_migrate, case=case, at=at))
    for due in dues_taken(TICK, at):
        count += _tried(due.case, partial(case_clock, case=due.case, on=on, at=at))
    return count


@transaction.atomic
def calendar_follow(*, at: datetime) -> int:
    """Have running deadlines reckoned anew when working days or limits changed (日历变动); of how many cases."""
    digest = days_digest()
    used = DaysUsed.objects.select_for_update().order_by("pk").first()
    if used is not None and used.digest == digest:
        return 0
    if used is None:
        DaysUsed.objects.create(digest=digest, since=at)
        return 0
    used.digest, used.since = digest, at
    used.save()
    return dues_look_all(at)


def _behind(on: date, at: datetime) -> Iterator[Case]:
    """Running cases of versions that a newer one says how to take over."""
    for code, newest in procedures_on(on).items():
        older = (
            [version for version in newest.migration.versions if version < newest.version] if newest.migration else []
        )
        if older:
            rows = Case.objects.filter(procedure=code, version__in=older, closed_at=None)
            yield from rows.exclude(dues__in=CaseDue.objects.filter(what=MIGRATE, at__gt=at)).order_by("pk")[:MOST]


def _tried(case: Case, act: Callable[[], bool]) -> bool:
    try:
        return act()
    except Exception:
        log.exception("case %s was left as it is", case.pk)
        return False

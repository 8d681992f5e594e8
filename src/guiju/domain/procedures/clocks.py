"""The clocks of a case (计时): which deadlines run in its stage, until when, and what is due next."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from guiju.domain.calendar import HOLIDAYS, Basis, Period, Reckoning, WorkCalendar, limit_on, reckon
from guiju.domain.procedures.case import Case
from guiju.domain.procedures.model import Deadline, Procedure


class Clock(NamedTuple):
    """A deadline of the case as it stands (期限): how it is reckoned and by which article.

    `waits`: something must not happen before it is over (`Deadline.least`).
    """

    deadline: Deadline
    reckoning: Reckoning
    basis: Basis

    @property
    def day(self) -> date | None:
        """Its last day; None while the clock stands still."""
        return self.reckoning.day

    @property
    def waits(self) -> bool:
        """Whether it lasts at least that long, rather than ending by then."""
        return self.deadline.least

    def overdue(self, on: date) -> bool:
        """Whether its day has passed and the thing is still not done."""
        return not self.waits and self.day is not None and self.day < on


def clocks(procedure: Procedure, case: Case, *, calendar: WorkCalendar = HOLIDAYS) -> list[Clock]:
    """The deadlines that apply in the present stage, those that end first in front, those standing still last."""
    found = [clock_of(procedure, case, d, calendar=calendar) for d in procedure.deadlines.values()]
    running = [clock for clock in found if clock is not None and case.stage in clock.deadline.stages]
    return sorted(running, key=lambda clock: (clock.day is None, clock.day or date.max))


def clock_of(
    procedure: Procedure, case: Case, deadline: Deadline, *, calendar: WorkCalendar = HOLIDAYS
) -> Clock | None:
    """One deadline of the case; None before the event it runs from."""
    event = case.day_of(procedure, deadline.event)
    if event is None:
        return None
    period, basis = length_of(procedure, deadline, event)
    stops = () if deadline.unstopped else case.stops(procedure)
    return Clock(deadline, reckon(event, period, calendar=calendar, stops=stops), basis)


def length_of(procedure: Procedure, deadline: Deadline, on: date) -> tuple[Period, Basis]:
    """How long a deadline is that begins on a day, and by which article: its own, or the limit of law in force then."""
    if deadline.period is not None:
        return deadline.period, deadline.basis
    limit = limit_on(procedure.limits, deadline.limit, on) or procedure.limits[deadline.limit][-1]
    return limit.period, limit.basis


def due_on(procedure: Procedure, case: Case, *, calendar: WorkCalendar = HOLIDAYS) -> date | None:
    """The first day by which something must be done in the present stage."""
    return min((c.day for c in clocks(procedure, case, calendar=calendar) if c.day and not c.waits), default=None)

"""Working days and legal deadlines (工作日、法定期限), with their arithmetic in words.

- `HOLIDAYS` is the calendar of the country as published; `overrides_read` reads what a place adds or changes
- `reckon` counts a period from the day of an event, without the days on which the clock stood still
- `LIMITS` are the limits of law (法定时限), each with its article; `limits_read` reads a place's own
"""

from guiju.domain.calendar.basis import Basis, basis_read
from guiju.domain.calendar.days import HOLIDAYS, DayRule, WorkCalendar
from guiju.domain.calendar.errors import CalendarError
from guiju.domain.calendar.limits import LIMITS, Limit, limit_on, limits_read
from guiju.domain.calendar.overrides import overrides_read
from guiju.domain.calendar.periods import UNITS, Period
from guiju.domain.calendar.reckoning import Reckoning, Stop, reckon

__all__ = [
    "HOLIDAYS",
    "LIMITS",
    "UNITS",
    "Basis",
    "CalendarError",
    "DayRule",
    "Limit",
    "Period",
    "Reckoning",
    "Stop",
    "WorkCalendar",
    "basis_read",
    "limit_on",
    "limits_read",
    "overrides_read",
    "reckon",
]

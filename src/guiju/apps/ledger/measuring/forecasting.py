"""Where a target will stand when it is due (预测), from what its measure said until now."""

from __future__ import annotations

from datetime import date

from guiju.apps.ledger.measuring.holding import Measured
from guiju.apps.ledger.measuring.readings import Readings
from guiju.domain.indicators import Forecast, Reading, forecast
from guiju.kernel.indicators.queries import days_between

_YEARS = 3


def series_of(held: Measured, readings: Readings, *, every: int = 1) -> list[Reading]:
    """What counts towards the target at the end of each month, since counting began or three years back.

    With `every`, of every so many months only, and of the day itself.
    """
    first = date(max(held.on.year - _YEARS, 1900), 1, 1)
    start = max(held.start, first) if held.start else first
    target = held.target
    days = [day for day in days_between(start, held.on) if day.month % every == 0 or day == held.on]
    found = [readings.reading(target.measure, target.part, day) for day in days]
    if held.base is None:
        return found
    return [one if one.value is None else Reading(one.on, one.value - held.base) for one in found]


def foreseen(held: Measured, series: list[Reading]) -> Forecast | None:
    """The straight line to the day it is due; None for what is over, owed yearly, a rate, or moved too little."""
    goal = held.goal
    if goal is None or goal.due is None or goal.due <= held.on or goal.per_year or held.is_rate:
        return None
    return forecast(series, held.on, goal.due)

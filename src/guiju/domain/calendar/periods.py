"""Lengths of time as laws state them (期间): working days, days, months, years."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from guiju.domain.language import Words

UNITS: dict[str, tuple[str, str, str]] = {
    "workdays": ("个工作日", "working day", "working days"),
    "days": ("天", "day", "days"),
    "months": ("个月", "month", "months"),
    "years": ("年", "year", "years"),
}
MOST = {"workdays": 1_000, "days": 4_000, "months": 240, "years": 50}


class Period(NamedTuple):
    """So many of a unit of `UNITS`."""

    amount: int
    unit: str

    def words(self) -> Words:
        """The length in words."""
        zh, one, many = UNITS[self.unit]
        return Words(f"{self.amount}{zh}", f"{self.amount} {one if self.amount == 1 else many}")


def period_fits(amount: object, unit: object) -> bool:
    """Whether an amount and a unit make a period that can be counted."""
    return isinstance(unit, str) and unit in UNITS and type(amount) is int and 1 <= amount <= MOST[unit]


def after(day: date, period: Period) -> date:
    """The day so many days, months or years later: the same day of the last month, or its end where it has none."""
    if period.unit == "days":
        return day + timedelta(days=period.amount)
    months = day.month - 1 + period.amount * (12 if period.unit == "years" else 1)
    year, month = day.year + months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))

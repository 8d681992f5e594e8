"""Where a measure will be if it goes on so (预测): a straight line through its readings, with its uncertainty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import sqrt

from guiju.domain.indicators.model import Reading

LEAST = 4
"""Fewer readings than these say nothing of how sure a line is."""

# Student's t for eight in ten, by degrees of freedom from 2 on; beyond the table that of the normal distribution.
_T = (1.886, 1.638, 1.533, 1.476, 1.440, 1.415, 1.397, 1.383, 1.372, 1.363, 1.356, 1.350, 1.345, 1.341, 1.337, 1.333)
_T_MANY = 1.282


@dataclass(frozen=True, slots=True)
class Forecast:
    """The value expected on a day, and between which values it will lie eight times in ten (80 % 预测区间).

    `readings` is on how many readings it rests; `a_day` how much the line gains a day.
    """

    on: date
    value: float
    low: float
    high: float
    a_day: float
    readings: int


def forecast(readings: Sequence[Reading], on: date, until: date) -> Forecast | None:
    """The slope of least squares of the readings up to `on`, followed from the last one to `until`.

    What did not move before the first change is left out, so that a late beginning does not flatten the line. None when
    the readings are too few.
    Says only what a straight line can say: a campaign at the end of a year is not foreseen.
    """
    points = _moving([(one.on, one.value) for one in readings if one.value is not None and one.on <= on])
    size = len(points)
    if size < LEAST:
        return None
    middle = sum(x for x, _ in points) / size
    height = sum(y for _, y in points) / size
    spread = sum((x - middle) ** 2 for x, _ in points)
    if spread == 0:
        return None
    slope = sum((x - middle) * (y - height) for x, y in points) / spread
    missed = sum((y - height - slope * (x - middle)) ** 2 for x, y in points)
    error = sqrt(missed / (size - 2))
    far = until.toordinal() - middle
    last, stands = points[-1]
    value = stands + slope * (until.toordinal() - last)
    reach = _t(size - 2) * error * sqrt(1 + 1 / size + far * far / spread)
    return Forecast(until, value, value - reach, value + reach, slope, size)


def _moving(known: list[tuple[date, Decimal]]) -> list[tuple[float, float]]:
    """The readings from the last one before anything moved."""
    first = next((n for n in range(1, len(known)) if known[n][1] != known[0][1]), 1)
    return [(float(on.toordinal()), float(value)) for on, value in known[first - 1 :]]


def _t(freedom: int) -> float:
    return _T[freedom - 2] if freedom - 2 < len(_T) else _T_MANY

"""Measures and the promises held against them (指标): what is counted, how far it is, where it will end.

- `Measure`: what is counted, in which unit, by which definition
- `Reading`: what a measure says of one day: a number, or why there is none
- `Goal`, `progress(goal, readings, on) -> Progress`: how far, how far it ought to be, whether it is kept
- `may_be_negative(unit)`: whether a number in it may be below nought
- `forecast(readings, on, until) -> Forecast | None`: where it will be if it goes on so, with its uncertainty
"""

from guiju.domain.indicators.forecast import Forecast, forecast
from guiju.domain.indicators.model import Comparator, Goal, How, Measure, Reading
from guiju.domain.indicators.pace import STATES, Progress, State, progress
from guiju.domain.indicators.units import may_be_negative

__all__ = [
    "STATES",
    "Comparator",
    "Forecast",
    "Goal",
    "How",
    "Measure",
    "Progress",
    "Reading",
    "State",
    "forecast",
    "may_be_negative",
    "progress",
]

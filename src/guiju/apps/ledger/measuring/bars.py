"""How a target is drawn (进度条与走势图): a bar with the mark of the pace, a line with what is foreseen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from guiju.apps.ledger.measuring.holding import Measured
from guiju.domain.indicators import Forecast, Reading
from guiju.domain.language import Words

WIDTH, HEIGHT = 640, 200


class StateMark(NamedTuple):
    """The mark of a state: a shape, a tone and a word."""

    shape: str
    tone: str
    words: Words


MARKS = {
    "missed": StateMark("withdrawn", "red", Words("到期未达到", "missed")),
    "behind": StateMark("partly-replaced", "amber", Words("落后", "behind")),
    "on_pace": StateMark("upcoming", "blue", Words("进度正常", "on pace")),
    "reached": StateMark("in-force", "green", Words("已达到", "reached")),
    "pending": StateMark("upcoming", "blue", Words("未到期，还没到", "not there, not due")),
    "undated": StateMark("draft", "grey", Words("没有期限，只报数", "no date: number only")),
    "unmeasured": StateMark("unknown", "grey", Words("还不能计量", "not measurable yet")),
    "untied": StateMark("not-in-catalogue", "grey", Words("未关联指标", "not tied")),
    "worded": StateMark("year-missing", "grey", Words("没有数", "no number")),
}
"""By the states of `Measured.state`, in the order in which they call for somebody."""


class Bar(NamedTuple):
    """A bar of 0 to 100: how far it is filled, and where the mark of the pace stands, if there is one."""

    filled: float
    pace: float | None
    percent: int


def bar_of(held: Measured) -> Bar | None:
    """The bar of a target; None where there is nothing to draw. What must fall is drawn from where it fell."""
    goal, told = held.goal, held.progress
    if goal is None or told.done is None or not goal.value:
        return None
    if goal.comparator == "<=":
        if goal.baseline is None or goal.baseline <= goal.value:
            return None
        share = (goal.baseline - told.done) / (goal.baseline - goal.value)
    else:
        share = told.done / goal.value
    pace = None if told.pace is None else round(float(told.pace) * 100, 1)
    return Bar(round(min(max(float(share), 0.0), 1.0) * 100, 1), pace, int(share * 100))


@dataclass(frozen=True, slots=True)
class Picture:
    """The way of a target in a box of `WIDTH` by `HEIGHT`: points with day and value; the lines as SVG point lists."""

    points: tuple[tuple[float, float, date, Decimal], ...]
    line: str
    pace: str
    ahead: str
    reach: str
    goal_at: float
    first: date
    last: date


def picture_of(held: Measured, series: Sequence[Reading], ahead: Forecast | None) -> Picture | None:
    """The line of what counted, the even pace to the goal, and where it is going; None for fewer than two numbers."""
    known = [(one.on, one.value) for one in series if one.value is not None]
    goal = held.goal
    if len(known) < 2 or goal is None:
        return None
    first = known[0][0]
    last = max(known[-1][0], goal.due) if goal.due else known[-1][0]
    values = [float(value) for _, value in known] + [float(goal.value)]
    if ahead is not None:
        values += [ahead.high, ahead.low]
    low, high = min(0.0, *values), max(values)

    def x(day: date) -> float:
        return round(WIDTH * (day - first).days / max((last - first).days, 1), 1)

    def y(value: float) -> float:
        return round(HEIGHT - HEIGHT * (value - low) / ((high - low) or 1), 1)

    points = tuple((x(day), y(float(value)), day, value) for day, value in known)
    end = points[-1]
    drawn = {"pace": "", "ahead": "", "reach": ""}
    if held.start is not None and goal.due is not None and not goal.per_year:
        from_value = float(goal.baseline or 0) if goal.comparator == "<=" else 0.0
        begun = max(held.start, first)
        share = (begun - held.start).days / max((goal.due - held.start).days, 1)
        at_first = from_value + (float(goal.value) - from_value) * share
        drawn["pace"] = f"{x(begun)},{y(at_first)} {x(goal.due)},{y(float(goal.value))}"
    if ahead is not None:
        drawn["ahead"] = f"{end[0]},{end[1]} {x(ahead.on)},{y(ahead.value)}"
        drawn["reach"] = f"{end[0]},{end[1]} {x(ahead.on)},{y(ahead.high)} {x(ahead.on)},{y(ahead.low)}"
    line = " ".join(f"{one[0]},{one[1]}" for one in points)
    return Picture(points, line, goal_at=y(float(goal.value)), first=first, last=last, **drawn)

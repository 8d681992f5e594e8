"""How far a promise is, and how far it ought to be by now (进度与时序进度)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from guiju.domain.indicators.model import Goal, Reading
from guiju.domain.language import Words

State = Literal["reached", "on_pace", "behind", "missed", "unmeasured", "undated"]

STATES: dict[State, Words] = {
    "reached": Words("已达到", "reached"),
    "on_pace": Words("进度正常", "on pace"),
    "behind": Words("落后于时序进度", "behind the pace"),
    "missed": Words("到期未达到", "not reached when due"),
    "unmeasured": Words("还不能计量", "not measurable yet"),
    "undated": Words("没有期限，只报数", "no date given: the number alone"),
}
NO_READING = Words("还没有读数", "there is no reading yet")
NO_BASELINE = Words(
    "缺少期初的读数，这段时间增加多少无从算起",
    "without a reading at the beginning, what was added since cannot be told",
)
_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Progress:
    """How a goal stands on a day (进度).

    `done` is what counts towards the goal (for a yearly goal: in the year of that day), `share` its share of the goal,
    not capped; `pace` the share of the time that has passed (0 to 1), where the mark on the bar stands; `expected` what
    ought to be done by then. `read_on` is the day of the reading behind it. `years` of a yearly goal: each full year
    with what was done in it.
    """

    state: State
    done: Decimal | None = None
    share: Decimal | None = None
    pace: Decimal | None = None
    expected: Decimal | None = None
    read_on: date | None = None
    because: Words | None = None
    years: tuple[tuple[int, Decimal], ...] = ()


def progress(goal: Goal, readings: Sequence[Reading], on: date) -> Progress:
    """How the goal stands on `on`, by readings in the order of their days; those after `on` are not looked at.

    The pace is even over the time of the goal: half the time, half the number (时序进度). Exact arithmetic.
    """
    known = [one for one in readings if one.on <= on and one.value is not None]
    if not known:
        because = next((one.because for one in reversed(readings) if one.because), NO_READING)
        return Progress("unmeasured", because=because)
    if goal.per_year:
        return _yearly(goal, known, on)  # readings are running totals
    last = known[-1]
    done = _value(last)
    if goal.incremental:
        base = goal.baseline if goal.baseline is not None else _at(known, goal.start)
        if base is None:
            return Progress("unmeasured", read_on=last.on, because=NO_BASELINE)
        done -= base
    return _judged(goal, done, last.on, on, goal.start, goal.due)


def _yearly(goal: Goal, known: Sequence[Reading], on: date) -> Progress:
    """Of a running total: what the year added. The year under way is held against its own share."""
    first = goal.start.year if goal.start else known[0].on.year
    last = min(on.year, goal.due.year if goal.due else on.year)
    years = []
    for year in range(first, last + 1):
        before, end = _at(known, date(year, 1, 1)), _at(known, date(year, 12, 31))
        before = goal.baseline if before is None and year == first else before
        if before is not None and end is not None:
            years.append((year, end - before))
    if not years or years[-1][0] != last:
        return Progress("unmeasured", read_on=known[-1].on, because=NO_BASELINE, years=tuple(years))
    judged = _judged(goal, years[-1][1], known[-1].on, on, date(last, 1, 1), date(last, 12, 31))
    failed = any(not _holds(goal, value) for _, value in years[:-1])
    state: State = "missed" if failed and judged.state in ("reached", "on_pace") else judged.state
    return Progress(
        state, judged.done, judged.share, judged.pace, judged.expected, judged.read_on, judged.because, tuple(years)
    )


def _judged(goal: Goal, done: Decimal, read_on: date, on: date, start: date | None, due: date | None) -> Progress:
    share = done / goal.value if goal.value else None
    pace = _elapsed(start, due, on)
    over = due is not None and on > due
    if goal.comparator == "<=":
        return Progress(_at_most(goal, done, due, over, pace), done, share, pace, _falling(goal, pace), read_on)
    expected = None if pace is None else goal.value * pace
    state: State
    if _holds(goal, done):
        state = "reached"
    elif over:
        state = "missed"
    elif due is None:
        state = "undated"
    else:
        state = "on_pace" if expected is None or done >= expected else "behind"
    return Progress(state, done, share, pace, expected, read_on)


def _at_most(goal: Goal, done: Decimal, due: date | None, over: bool, pace: Decimal | None) -> State:
    """A number that must come down, or stay under a bound."""
    if done <= goal.value:
        return "reached"
    if over:
        return "missed"
    if due is None:
        return "behind"
    allowed = _falling(goal, pace)
    return "on_pace" if allowed is not None and done <= allowed else "behind"


def _falling(goal: Goal, pace: Decimal | None) -> Decimal | None:
    if goal.baseline is None or pace is None:
        return None
    return goal.baseline + (goal.value - goal.baseline) * pace


def _holds(goal: Goal, value: Decimal) -> bool:
    if goal.comparator == "<=":
        return value <= goal.value
    return value == goal.value if goal.comparator == "=" else value >= goal.value


def _elapsed(start: date | None, due: date | None, on: date) -> Decimal | None:
    """The share of the days from the morning of `start` to the evening of `due` that is over on the evening of `on`."""
    if start is None or due is None or due < start:
        return None
    whole, gone = (due - start).days + 1, (on - start).days + 1
    return min(max(Decimal(gone) / Decimal(whole), Decimal(0)), _ONE)


def _at(known: Sequence[Reading], day: date | None) -> Decimal | None:
    """The last value known on a day."""
    if day is None:
        return None
    place = bisect_right([one.on for one in known], day)
    return _value(known[place - 1]) if place else None


def _value(reading: Reading) -> Decimal:
    assert reading.value is not None
    return reading.value

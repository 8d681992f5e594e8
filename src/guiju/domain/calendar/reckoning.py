"""Counting a deadline (期限推算): from the day of an event to the last day, said step by step.

The day of the event does not count (民法典 201); a month or year ends on the corresponding day, or with the month
(202); a last day that is off moves to the next worked one (203). Working days leave out days off and count days worked
instead. Days on which the clock stood still (中止、补正) are not counted: from the day after it stopped up to and
including the day it went on.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from guiju.domain.calendar.days import HOLIDAYS, WorkCalendar
from guiju.domain.calendar.periods import Period, after
from guiju.domain.language import Words

_DAY = timedelta(days=1)
_NAMED = 4
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Stop(NamedTuple):
    """The clock stood still after `since` until `until` (停止计时); None: it still does."""

    since: date
    until: date | None


class Reckoning(NamedTuple):
    """A deadline and how it came about (期限及其推算). `day` is None while the clock stands still, with `left` to go.

    `provisional`: it lies in a year whose days off are not known yet.
    """

    event: date
    period: Period
    day: date | None
    left: int
    steps: tuple[Words, ...]
    provisional: bool

    def said(self) -> Words:
        """All steps as one text."""
        return Words("；".join(s.zh for s in self.steps) + "。", "; ".join(s.en for s in self.steps) + ".")


def reckon(
    event: date, period: Period, *, calendar: WorkCalendar = HOLIDAYS, stops: Sequence[Stop] = (), roll: bool = True
) -> Reckoning:
    """The last day of a period that runs from an event; `roll`: a last day that is off moves on."""
    stops = sorted(stop for stop in stops if stop.until is None or stop.until > max(stop.since, event))
    zh, en = _written(event)
    start = Words(f"自{zh}起算，当日不计", f"from {en}, that day not counted")
    length = period.words()
    if period.unit == "workdays":
        return _workdays(event, period, calendar, stops, [start, length])
    end = after(event, period)
    steps = [start, _length_step(event, period, end)]
    for stop in stops:
        begin = max(stop.since, event)
        if begin >= end:
            break
        if stop.until is None:
            left = (end - begin).days
            steps.append(_standing(stop, Words(f"{left}天", f"{left} days")))
            return Reckoning(event, period, None, left, tuple(steps), False)
        still = (stop.until - begin).days
        end += timedelta(days=still)
        steps.append(_stood(stop, still, end))
    last = calendar.next_worked(end) if roll else end
    if last != end:
        steps.append(_moved(end, last, calendar))
    provisional = not (calendar.knows(end) and calendar.knows(last))
    return Reckoning(event, period, last, 0, (*steps, *_ending(last, provisional)), provisional)


def _workdays(
    event: date, period: Period, calendar: WorkCalendar, stops: Sequence[Stop], steps: list[Words]
) -> Reckoning:
    day, counted, off, worked, still = event, 0, 0, [], 0
    named: dict[Words, None] = {}
    while counted < period.amount:
        day += _DAY
        stop = next((s for s in stops if s.since < day and (s.until is None or day <= s.until)), None)
        if stop is not None and stop.until is None:
            left = period.amount - counted
            steps.append(_standing(stop, Period(left, "workdays").words()))
            return Reckoning(event, period, None, left, tuple(steps), False)
        if stop is not None:
            still += 1
        elif calendar.works(day):
            counted += 1
            worked += [day] if calendar.why(day) else []
        else:
            off += 1
            named[calendar.why(day) or Words("", "")] = None
    if off:
        zh, en = "、".join(w.zh for w in [*named][:_NAMED]), ", ".join(w.en for w in [*named][:_NAMED])
        steps.append(Words(f"扣除休息日{off}天（{zh}）", f"leaving out {off} days off ({en})"))
    if worked:
        zh, en = "、".join(_written(d)[0] for d in worked), ", ".join(_written(d)[1] for d in worked)
        steps.append(Words(f"调休上班的{zh}计入", f"counting {en}, worked instead"))
    if still:
        steps.append(Words(f"停止计时{still}天不计", f"not counting {still} days on which the clock stood still"))
    provisional = not all(calendar.knows(d) for d in (event + _DAY, day))
    return Reckoning(event, period, day, 0, (*steps, *_ending(day, provisional)), provisional)


def _length_step(event: date, period: Period, end: date) -> Words:
    length, (zh, en) = period.words(), _written(end)
    if period.unit == "days":
        return Words(f"{length.zh}至{zh}", f"{length.en} to {en}")
    if end.day != event.day:
        return Words(f"{length.zh}，到期月没有对应日，取月末{zh}", f"{length.en}, to the end of the last month, {en}")
    return Words(f"{length.zh}至对应日{zh}", f"{length.en} to the corresponding day, {en}")


def _moved(end: date, last: date, calendar: WorkCalendar) -> Words:
    why = calendar.why(end) or Words("", "")
    (zh, en), (to_zh, to_en) = _written(end), _written(last)
    return Words(f"{zh}是休息日（{why.zh}），顺延至{to_zh}", f"{en} is off ({why.en}) and moves to {to_en}")


def _stood(stop: Stop, still: int, end: date) -> Words:
    (zh, en), (to_zh, to_en) = _written(stop.since), _written(end)
    return Words(f"{zh}起停止计时{still}天，延至{to_zh}", f"the clock stood still {still} days from {en}: {to_en}")


def _standing(stop: Stop, left: Words) -> Words:
    zh, en = _written(stop.since)
    return Words(f"{zh}起停止计时，恢复后还有{left.zh}", f"the clock has stood still since {en}, with {left.en} to go")


def _ending(day: date, provisional: bool) -> list[Words]:
    zh, en = _written(day)
    steps = [Words(f"至{zh}届满", f"ending on {en}")]
    if provisional:
        steps.append(
            Words(
                f"{day.year}年的放假安排尚未收录，暂按周一至周五推算",
                f"the days off of {day.year} are not known yet: reckoned by Monday to Friday for now",
            )
        )
    return steps


def _written(day: date) -> tuple[str, str]:
    return f"{day.year}年{day.month}月{day.day}日", f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

"""A target against its measure (目标与读数): every step from the words of the policy to where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from guiju.apps.ledger.measuring.readings import Readings
from guiju.apps.ledger.models import Target
from guiju.domain.indicators import Goal, Progress, Reading, progress
from guiju.domain.indicators.model import Comparator
from guiju.domain.language import Words
from guiju.domain.ties import UnitFit, units_fit
from guiju.kernel.indicators.offers import Offer

NOT_TIED = Words("还没有关联指标", "no measure is tied to it yet")
NO_NUMBER = Words("政策没有给出数，由人判断是否做到", "the policy gives no number: people judge whether it was kept")
GONE = Words(
    "所关联的指标现在没有提供（登记簿停用或改了代码）",
    "the measure it is tied to is not offered now",
)
NO_START = Words(
    "目标写的是新增，没有写从哪天算起；关联时填写起算日即可计量",
    "it counts what is newly added and does not say from when; give the day to count from and it is measured",
)
NO_BASE = Words(
    "起算日之前没有读数；关联时填写起算前的数即可计量",
    "there is no reading from before the counting began; give the number of that day and it is measured",
)
OTHER_RHYTHM = Words(
    "按季、按月或按单位计的目标还不能自动判断进度，只报数",
    "what is owed each quarter, each month or by each unit is not judged yet: the number alone",
)
REACHED = Words(
    "按这个指标，目标今天就已达到：请核对起算日和起算前的数，免得把原来就有的也算进去。确实已达到的，不用改。",
    "By this measure it is reached today already: check the day to count from and the number before it, lest what was "
    "there before is counted. Where it is truly reached, nothing need be changed.",
)
_AT_MOST = frozenset({"<", "<="})
_TIMES = frozenset({"个月", "月", "天", "日", "年", "个工作日", "工作日", "小时", "个小时"})
_DAY = timedelta(days=1)
_RATES = frozenset({"ratio", "mean_interval"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """How a target stands on a day, and by what.

    `goal` is what was promised, in the unit of the measure (`fit`); `reading` what the measure says of the day, or of
    the day it was due where that is over: what comes later does not keep a promise, and is told as `since`. `base` is
    what stood before counting began, where only what is added counts from `start`. `records` is where the records are.
    """

    target: Target
    on: date
    offer: Offer | None = None
    part: Words | None = None
    fit: UnitFit | None = None
    start: date | None = None
    goal: Goal | None = None
    reading: Reading | None = None
    base: Decimal | None = None
    since: Decimal | None = None
    records: str = ""
    progress: Progress

    @property
    def state(self) -> str:
        """The state of its progress; `untied` where no measure is tied to it and nobody said why, `worded` where there
        is no number.

        A rate or a length of time has no even pace: until it is due it is `pending`.
        """
        if self.target.kind != "quantified":
            return "worded"
        if self.is_rate and self.progress.state in ("on_pace", "behind"):
            return "pending"
        return self.progress.state if self.target.measure or self.target.why else "untied"

    @property
    def is_rate(self) -> bool:
        """Whether its measure is no running total but a share or a mean."""
        return self.offer is not None and self.offer.measure.how in _RATES

    @property
    def because(self) -> Words | None:
        """Why it cannot be measured."""
        return self.progress.because

    @property
    def added(self) -> bool:
        """Whether only what was added since `start` counts."""
        return self.goal is not None and self.goal.incremental


def measured(target: Target, readings: Readings, on: date, *, records: bool = True) -> Measured:
    """How a target stands on a day; asks its measure for the day and for the day before counting began.

    Without `records` it does not ask where they are, which takes longest.
    """
    if target.value is None:
        return _unmeasured(target, on, NO_NUMBER)
    if not target.measure:
        return _unmeasured(target, on, Words(target.why, target.why_en or target.why) if target.why else NOT_TIED)
    offer = readings.offers.get(target.measure)
    if offer is None:
        return _unmeasured(target, on, GONE)
    until = min(on, target.due) if target.due is not None and target.per != "year" else on
    reading = readings.reading(target.measure, target.part, until)
    start = start_of(target)
    fit = units_fit(target.unit, offer.measure.unit.zh)
    base = _base(target, readings, start) if start is not None else target.base
    goal = _goal(target, fit, None if offer.measure.how in _RATES and not added_only(target) else start, base)
    return Measured(
        target=target, on=on, offer=offer, part=readings.part_named(target.measure, target.part, on), fit=fit,
        start=start, goal=goal, reading=reading, base=base if goal.incremental else None,
        since=_since(target, readings, base if goal.incremental else None, on) if until < on else None,
        records=readings.records(target.measure, target.part, until) if records else "",
        progress=_progress(target, goal, readings, reading, on),
    )  # fmt: skip


def already_reached(held: Measured) -> bool:
    """Whether a promise that still runs is reached on the day it is tied: mostly what was there before is counted."""
    return held.state == "reached" and (held.target.due is None or held.target.due >= held.on)


def start_of(target: Target) -> date | None:
    """The day from which it is counted, or from which its pace runs: as tied, or the first day of the policy's time."""
    if target.counted_from is not None:
        return target.counted_from
    return date(target.policy.starts, 1, 1) if target.policy.starts else None


def added_only(target: Target) -> bool:
    """Whether what stood before does not count: the policy says newly added, or a person gave a day to count from."""
    return target.incremental or target.counted_from is not None


def _progress(target: Target, goal: Goal, readings: Readings, reading: Reading, on: date) -> Progress:
    if reading.value is None:
        return Progress("unmeasured", because=reading.because)
    if target.per and target.per != "year":
        return Progress("undated", done=reading.value, read_on=reading.on, because=OTHER_RHYTHM)
    if goal.incremental and goal.start is None and goal.baseline is None:
        return Progress("unmeasured", read_on=on, because=NO_START)
    if goal.incremental and goal.baseline is None:
        return Progress("unmeasured", read_on=on, because=NO_BASE)
    if goal.per_year:
        return progress(goal, [*_year_ends(target, readings, goal, on), reading], on)
    return progress(goal, [reading], on)


def _since(target: Target, readings: Readings, base: Decimal | None, on: date) -> Decimal | None:
    """What counts by today of a promise whose day is over."""
    now = readings.reading(target.measure, target.part, on).value
    return now if now is None or base is None else now - base


def _year_ends(target: Target, readings: Readings, goal: Goal, on: date) -> Iterator[Reading]:
    """The readings at the end of each year before, from the one before it began."""
    first = (goal.start.year if goal.start else on.year) - 1
    for year in range(max(first, on.year - 20), on.year):
        yield readings.reading(target.measure, target.part, date(year, 12, 31))


def _goal(target: Target, fit: UnitFit | None, start: date | None, base: Decimal | None) -> Goal:
    assert target.value is not None
    yearly = target.per == "year"
    added = added_only(target) and not yearly
    at_most = target.comparator in _AT_MOST or (target.comparator in ("=", "~") and target.unit in _TIMES)
    comparator: Comparator = "<=" if at_most else ">="
    factor = fit.factor if fit else 1
    if at_most and base is None and target.from_value is not None:
        base = target.from_value * factor
    return Goal(
        value=target.value * factor, comparator=comparator, start=start, due=target.due,
        incremental=added, per_year=yearly, baseline=base if added or at_most else None,
    )  # fmt: skip


def _base(target: Target, readings: Readings, start: date) -> Decimal | None:
    if target.base is not None:
        return target.base
    return readings.reading(target.measure, target.part, start - _DAY).value


def _unmeasured(target: Target, on: date, because: Words) -> Measured:
    return Measured(target=target, on=on, progress=Progress("unmeasured", because=because))

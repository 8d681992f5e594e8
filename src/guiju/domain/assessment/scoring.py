"""Points of one value (单项得分), with the working in words."""

from __future__ import annotations

from collections.abc import Callable, Collection
from decimal import Decimal

from guiju.domain.assessment.model import How, Indicator, Points, Scoring, Value
from guiju.domain.assessment.numbers import rounded, shown
from guiju.domain.language import Words

ZERO = Decimal(0)
NOT_KNOWN = Words("没有数据", "nothing is known")


def points(indicator: Indicator, value: Value, peers: Collection[Decimal] = (), *, decimals: int = 2) -> Points:
    """What a value earns of the indicator's points. `peers`: the values of all bodies, for comparing with the best."""
    if value.number is None:
        because = value.because or NOT_KNOWN
        if indicator.missing == "left_out":
            words = Words(f"{because.zh}，不计入", f"{because.en}; left out")
            return Points(ZERO, words, counts=False)
        return Points(ZERO, Words(f"{because.zh}，计 0 分", f"{because.en}: no points"))
    earned, working = _WAYS[indicator.scoring.how](indicator, value.number, peers)
    kept = rounded(min(max(earned, ZERO), indicator.points), decimals)
    least_most = indicator.points if earned > indicator.points else ZERO
    within = ZERO <= earned <= indicator.points
    zh, en = ("", "") if within else (f"（以 {shown(least_most)} 分为限）", f" (limited to {shown(least_most)})")
    deed, sign = ("扣", "−" if kept else "") if indicator.kind == "deduction" else ("得", "")
    judged = "judged " if indicator.scoring.how == "judged" else ""
    return Points(kept, Words(f"{working}，{deed} {shown(kept)} 分{zh}", f"{judged}{working}: {sign}{shown(kept)}{en}"))


def _proportion(indicator: Indicator, number: Decimal, _: Collection[Decimal]) -> tuple[Decimal, str]:
    goal = _needed(indicator.scoring.goal)
    return indicator.points * number / goal, f"{shown(number)} ÷ {shown(goal)} × {shown(indicator.points)}"


def _bands(indicator: Indicator, number: Decimal, _: Collection[Decimal]) -> tuple[Decimal, str]:
    reached = [band for band in indicator.scoring.bands if number >= band.least]
    if not reached:
        return ZERO, f"{shown(number)} < {shown(min(band.least for band in indicator.scoring.bands))}"
    best = max(reached, key=lambda band: band.least)
    return best.points, f"{shown(number)} ≥ {shown(best.least)}"


def _each(indicator: Indicator, number: Decimal, _: Collection[Decimal]) -> tuple[Decimal, str]:
    each = _needed(indicator.scoring.each)
    return each * number, f"{shown(number)} × {shown(each)}"


def _line(indicator: Indicator, number: Decimal, _: Collection[Decimal]) -> tuple[Decimal, str]:
    none, full = _needed(indicator.scoring.none_at), _needed(indicator.scoring.full_at)
    working = f"({shown(number)} − {shown(none)}) ÷ ({shown(full)} − {shown(none)}) × {shown(indicator.points)}"
    return indicator.points * (number - none) / (full - none), working


def _best(indicator: Indicator, number: Decimal, peers: Collection[Decimal]) -> tuple[Decimal, str]:
    best = max((*peers, number))
    if best <= 0:
        return ZERO, f"{shown(number)}"
    return indicator.points * number / best, f"{shown(number)} ÷ {shown(best)} × {shown(indicator.points)}"


def _judged(indicator: Indicator, number: Decimal, _: Collection[Decimal]) -> tuple[Decimal, str]:
    return number, shown(number)


def _needed(number: Decimal | None) -> Decimal:
    """A number the loading made sure of."""
    if number is None:
        raise ValueError("the scheme was not loaded by scheme_load")
    return number


_WAYS: dict[How, Callable[[Indicator, Decimal, Collection[Decimal]], tuple[Decimal, str]]] = {
    "proportion": _proportion,
    "bands": _bands,
    "each": _each,
    "line": _line,
    "best": _best,
    "judged": _judged,
}


def scoring_words(scoring: Scoring, points_most: Decimal) -> Words:
    """The rule of an indicator in words, for the scheme's page and the report (计分办法)."""
    most = shown(points_most)
    how = scoring.how
    if how == "proportion" and scoring.goal is not None:
        goal = shown(scoring.goal)
        return Words(f"达到 {goal} 得 {most} 分，不足的按比例", f"{most} at {goal}, in proportion below")
    if how == "each" and scoring.each is not None:
        each = shown(scoring.each)
        return Words(f"每 1 个得 {each} 分，最多 {most} 分", f"{each} for each, {most} at most")
    if how == "line" and scoring.none_at is not None and scoring.full_at is not None:
        none, full = shown(scoring.none_at), shown(scoring.full_at)
        return Words(
            f"{none} 得 0 分，{full} 得 {most} 分，其间按直线", f"0 at {none}, {most} at {full}, a line between"
        )
    if how == "bands":
        zh = "，".join(f"达到 {shown(band.least)} 得 {shown(band.points)} 分" for band in scoring.bands)
        en = ", ".join(f"{shown(band.points)} from {shown(band.least)}" for band in scoring.bands)
        return Words(zh, en)
    if how == "best":
        return Words(f"与最好的相比，最多 {most} 分", f"in proportion to the best, {most} at most")
    return Words(f"由评分人评分，最多 {most} 分", f"judged, {most} at most")

"""The whole of one assessed body (综合得分)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal

from guiju.domain.assessment.model import Points, Result, Scheme, Value
from guiju.domain.assessment.numbers import rounded, shown
from guiju.domain.assessment.scoring import ZERO, points
from guiju.domain.language import Words

NOBODY = Value(None)
ONE = Decimal(1)


def total(
    scheme: Scheme, values: Mapping[str, Value], peers: Mapping[str, Collection[Decimal]] | None = None
) -> Result:
    """The points of one body: indicators, groups, bonus, deductions, the level they reach. Values by indicator's code.

    Where base indicators are left out, what the others earned is scaled up to the full points of the scheme. Bonus is
    added and deductions are taken off after that; a total is never below none.
    """
    others = peers or {}
    earned = {
        code: points(one, values.get(code, NOBODY), others.get(code, ()), decimals=scheme.decimals)
        for code, one in scheme.indicators.items()
    }
    base = [one for one in scheme.indicators.values() if one.kind == "base"]
    counted = sum((one.points for one in base if earned[one.code].counts), ZERO)
    scaled_by = scheme.full / counted if counted and counted != scheme.full else ONE
    got = sum((earned[one.code].points for one in base), ZERO)
    bonus, taken = _sum(scheme, earned, "bonus"), _sum(scheme, earned, "deduction")
    whole = rounded(max(got * scaled_by + bonus - taken, ZERO), scheme.decimals)
    provisional = any(
        (known := values.get(code, NOBODY)).number is None or not known.checked for code in scheme.indicators
    )
    return Result(
        earned,
        _by_group(scheme, earned),
        whole,
        _working(got, scaled_by, bonus, taken, whole),
        scaled_by,
        provisional,
        next((words for least, words in scheme.levels if whole >= least), None),
    )


def _sum(scheme: Scheme, earned: Mapping[str, Points], kind: str) -> Decimal:
    return sum((earned[one.code].points for one in scheme.indicators.values() if one.kind == kind), ZERO)


def _by_group(scheme: Scheme, earned: Mapping[str, Points]) -> dict[str, Decimal]:
    """The points of each group: what it earned and its bonus, less its deductions; not scaled."""
    groups = dict.fromkeys(scheme.groups, ZERO)
    for one in scheme.indicators.values():
        got = earned[one.code].points
        groups[one.group] += -got if one.kind == "deduction" else got
    return groups


def _working(got: Decimal, scaled_by: Decimal, bonus: Decimal, taken: Decimal, whole: Decimal) -> Words:
    parts = shown(got)
    if scaled_by != ONE:
        parts += f" × {shown(rounded(scaled_by, 4))}"
    if bonus:
        parts += f" + {shown(bonus)}"
    if taken:
        parts += f" − {shown(taken)}"
    line = f"{parts} = {shown(whole)}"
    return Words(line, line)

"""What is measured and what was promised (指标与目标)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from guiju.domain.language import Words

How = Literal["count", "sum", "ratio", "mean_interval", "manual"]
"""计数、求和、比率、平均间隔（天）、人工填报。"""

Comparator = Literal[">=", "<=", "="]


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is counted (指标): `code` is stable, `definition` the statistical definition (统计口径) in words.

    `by` names how it can be split: region, period, sector.
    """

    code: str
    words: Words
    unit: Words
    how: How
    definition: Words
    by: tuple[str, ...] = ()


class Reading(NamedTuple):
    """What a measure says of one day (读数): a value in the measure's unit, or None and why it cannot be measured."""

    on: date
    value: Decimal | None
    because: Words | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """A number that was promised (目标): `value` in the measure's unit, from `start` to `due`.

    `incremental`: only what is added from `start` on counts (新增). `per_year`: the value is owed anew each calendar
    year (每年). `baseline`: where a measure stood at `start`, from which the pace of a "<=" goal is drawn.
    """

    value: Decimal
    comparator: Comparator = ">="
    start: date | None = None
    due: date | None = None
    incremental: bool = False
    per_year: bool = False
    baseline: Decimal | None = None

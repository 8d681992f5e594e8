"""What a scheme of assessment is made of (考核方案的组成)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from guiju.domain.language import Words

How = Literal["proportion", "bands", "each", "line", "best", "judged"]
HOW: dict[How, Words] = {
    "proportion": Words("按完成比例得分", "by the share of the goal"),
    "bands": Words("按分档得分", "by bands"),
    "each": Words("按数量得分", "by number"),
    "line": Words("在零分点与满分点之间按直线得分", "on a line between none and full"),
    "best": Words("与最好的相比得分", "against the best"),
    "judged": Words("由评分人评分", "judged by a person"),
}

Source = Literal["measure", "ledger", "reported", "office"]
SOURCES: dict[Source, Words] = {
    "measure": Words("指标自动计数", "counted by a measure"),
    "ledger": Words("台账自动计算", "from the ledger"),
    "reported": Words("自评填报，复核确认", "reported and checked"),
    "office": Words("考核单位评定", "found by the office"),
}
BY_PEOPLE = ("reported", "office")
"""Sources whose number a person gives: the body and a checker, or the office alone."""
LEDGER: dict[str, Words] = {
    "closed_share": Words("任务销号率（%）", "tasks closed, %"),
    "on_time_share": Words("按期销号率（%）", "tasks closed in time, %"),
    "reported_share": Words("按时填报率（%）", "reports handed in in time, %"),
}
"""What the ledger can tell of one body."""

Missing = Literal["zero", "left_out"]
Assessed = Literal["unit", "region"]
ASSESSED: dict[Assessed, Words] = {"unit": Words("责任单位", "units"), "region": Words("地区", "regions")}
Kind = Literal["base", "bonus", "deduction"]
KINDS: dict[Kind, Words] = {
    "base": Words("基本分", "points"),
    "bonus": Words("加分", "bonus"),
    "deduction": Words("扣分", "deduction"),
}


class Band(NamedTuple):
    """From a value on, these points (分档)."""

    least: Decimal
    points: Decimal


@dataclass(frozen=True, slots=True)
class Scoring:
    """How a value becomes points (计分办法).

    proportion: value / `goal` of the points; bands: those of the highest band reached, none below the first; each:
    `each` points for one; line: none at `none_at`, all at `full_at`, either way round; best: value / the largest value
    of all; judged: the value is the points. Never more than the points of the indicator, never less than none.
    """

    how: How
    goal: Decimal | None = None
    each: Decimal | None = None
    none_at: Decimal | None = None
    full_at: Decimal | None = None
    bands: tuple[Band, ...] = ()


@dataclass(frozen=True, slots=True)
class Indicator:
    """One line of a scheme (考核指标): worth `points`, read from its source.

    `code_of`: the measure's code, or what the ledger is asked. `missing`: a value nobody has is none, or is left out
    and its points are spread over the others of the body. `scorer`: who gives or checks its number (评分单位).
    """

    code: str
    group: str
    words: Words
    points: Decimal
    kind: Kind
    definition: Words
    unit: Words
    source: Source
    code_of: str
    scoring: Scoring
    missing: Missing
    evidence: bool
    scorer: str

    @property
    def counted_in(self) -> str:
        """What its number is given in: its unit, or points where a person judges."""
        return "分" if self.scoring.how == "judged" else self.unit.zh


class Group(NamedTuple):
    """Indicators under one heading (一级指标)."""

    code: str
    words: Words


class Asked(NamedTuple):
    """What the scheme rests on (依据): a document and its words."""

    document: str
    place: str
    phrase: str


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scheme of assessment (考核方案): who is assessed, for which days, by what. `decimals` of points and totals.

    `ties`: codes of indicators that decide between equal totals, in this order; bodies still equal share a rank.
    `levels`: words given from a total on (等次), highest first. `late`: reports are taken after their day too, marked
    as late (迟报).
    """

    code: str
    version: int
    words: Words
    purpose: Words
    assessed: Assessed
    starts: date
    ends: date
    decimals: int
    groups: Mapping[str, Group]
    indicators: Mapping[str, Indicator]
    asked: tuple[Asked, ...]
    ties: tuple[str, ...]
    levels: tuple[tuple[Decimal, Words], ...]
    late: bool

    @property
    def full(self) -> Decimal:
        """The points of everything but bonus and deductions."""
        return sum((one.points for one in self.indicators.values() if one.kind == "base"), Decimal(0))


class Value(NamedTuple):
    """What is known of an indicator of one body (指标值): a number, or None and why; `checked` by somebody else."""

    number: Decimal | None
    because: Words | None = None
    checked: bool = True


class Points(NamedTuple):
    """What a value earns (得分), `working` how it was worked out (计算过程); `counts`: False where it is left out."""

    points: Decimal
    working: Words
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Result:
    """The result of one body (考核结果): points by indicator and group, `total` with bonus and deductions.

    `scaled_by` is what the points were multiplied with because some indicators were left out, 1 for none.
    `provisional`: some value is missing, or not checked yet.
    """

    points: Mapping[str, Points]
    groups: Mapping[str, Decimal]
    total: Decimal
    working: Words
    scaled_by: Decimal
    provisional: bool
    level: Words | None

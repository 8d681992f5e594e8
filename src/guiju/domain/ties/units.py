"""Units that count the same (计量单位的对应): of things, bodies, people, person-times, events, copies, money, time."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

_SAME = (
    frozenset(["项", "个", "件", "条", "种", "类", "套", "部", "只", "批", "块", "支", "例", "篇"]),
    frozenset(["家", "户", "所", "个", "座", "处"]),
    frozenset(["人", "名", "位", "个"]),
    frozenset(["人次", "人(次)"]),
    frozenset(["次", "场", "期", "班", "班次", "场次", "场(次)", "批次", "个", "项"]),
    frozenset(["家次", "家(次)", "户次", "批次", "次"]),
    frozenset(["份", "册", "本"]),
    frozenset(["%", "％"]),
)
_LIKE = (frozenset(["人次", "人", "名", "位", "人(次)"]),)
_MONEY = {"元": 1, "万元": 10_000, "百万元": 1_000_000, "亿元": 100_000_000}
_DAYS = {
    "天": Decimal(1), "日": Decimal(1), "个自然日": Decimal(1), "个月": Decimal(365) / 12, "月": Decimal(365) / 12,
    "年": Decimal(365),
}  # fmt: skip


class UnitFit(NamedTuple):
    """How a number of the target is written in the measure's unit: times `factor`.

    `exact` is false where the two do not quite count the same (人 and 人次, a month as a twelfth of 365 days).
    """

    factor: Decimal
    exact: bool = True


def units_fit(wanted: str, counted: str) -> UnitFit | None:
    """Whether what is promised in one unit can be counted in the other; None where it cannot."""
    if wanted == counted or any(wanted in same and counted in same for same in _SAME):
        return UnitFit(Decimal(1))
    if any(wanted in like and counted in like for like in _LIKE):
        return UnitFit(Decimal(1), exact=False)
    if wanted in _MONEY and counted in _MONEY:
        return UnitFit(Decimal(_MONEY[wanted]) / _MONEY[counted])
    if wanted in _DAYS and counted in _DAYS:
        return UnitFit(_DAYS[wanted] / _DAYS[counted], exact=False)
    return None

"""Assessment: schemes are read or refused with every fault, points show their working, equal totals share a rank."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.domain.assessment import Scheme, Value, ranked, scheme_load, total
from guiju.domain.declarations import DeclarationError

SCHEME = """
code = "example"
version = 1
words = { zh = "标准化工作考核", en = "Standardization assessment" }
purpose = { zh = "示例", en = "an example" }
assessed = "unit"
starts = 2026-01-01
ends = 2026-12-31
full = 100
ties = ["tasks"]
levels = [
  { least = 90, words = { zh = "优秀", en = "excellent" } },
  { least = 60, words = { zh = "合格", en = "passed" } },
]
[groups.work]
words = { zh = "任务完成", en = "Tasks" }
[groups.results]
words = { zh = "工作成效", en = "Results" }
[indicators.tasks]
group = "work"
words = { zh = "任务按期销号率", en = "Tasks closed in time" }
points = 40
source = "ledger"
of = "on_time_share"
scoring = { how = "line", none_at = 50, full_at = 100 }
[indicators.training]
group = "results"
words = { zh = "标准化培训", en = "Training" }
points = 30
source = "measure"
of = "training_person_times"
missing = "left_out"
scoring = { how = "proportion", goal = 3000 }
[indicators.pilots]
group = "results"
words = { zh = "试点示范", en = "Pilots" }
points = 30
source = "reported"
scoring = { how = "bands", bands = [{ least = 1, points = 10 }, { least = 3, points = 30 }] }
[indicators.international]
group = "results"
words = { zh = "国际标准", en = "International standards" }
points = 5
kind = "bonus"
source = "reported"
scoring = { how = "each", each = 2.5 }
[indicators.late]
group = "work"
words = { zh = "逾期未报", en = "Reports never handed in" }
points = 10
kind = "deduction"
source = "reported"
scoring = { how = "each", each = 1 }
"""


def scheme() -> Scheme:
    return scheme_load(SCHEME, "example.toml")


def values(**numbers: object) -> dict[str, Value]:
    return {code: Value(None if number is None else Decimal(str(number))) for code, number in numbers.items()}


def test_points_come_with_their_working() -> None:
    result = total(scheme(), values(tasks=90, training=1500, pilots=2, international=3, late=1))
    said = {code: (str(one.points), one.working.zh) for code, one in result.points.items()}
    assert said == {
        "tasks": ("32.00", "(90 − 50) ÷ (100 − 50) × 40，得 32 分"),
        "training": ("15.00", "1500 ÷ 3000 × 30，得 15 分"),
        "pilots": ("10.00", "2 ≥ 1，得 10 分"),
        "international": ("5.00", "3 × 2.5，得 5 分（以 5 分为限）"),
        "late": ("1.00", "1 × 1，扣 1 分"),
    }
    assert (result.total, result.working.zh) == (Decimal("61.00"), "57 + 5 − 1 = 61")
    assert result.groups == {"work": Decimal("31.00"), "results": Decimal("30.00")}
    assert result.level
    assert result.level.zh == "合格"


def test_what_is_left_out_is_spread_over_the_rest_and_what_is_not_known_is_none() -> None:
    result = total(scheme(), values(tasks=100, training=None, pilots=3, late=0))
    assert result.scaled_by == Decimal(100) / 70
    assert result.total == Decimal("100.00")
    assert result.points["training"].working.zh == "没有数据，不计入"
    assert result.points["international"].working.zh == "没有数据，计 0 分"
    assert result.provisional


def test_equal_totals_are_decided_by_the_tie_breakers_and_share_a_rank_otherwise() -> None:
    rows = {
        "甲": values(tasks=75, training=3000, pilots=3),
        "乙": values(tasks=100, training=1000, pilots=3),
        "丙": values(tasks=100, training=1000, pilots=3),
        "丁": values(tasks=50, training=0, pilots=0),
    }
    results = {body: total(scheme(), known) for body, known in rows.items()}
    assert [(one.rank, one.body) for one in ranked(results, scheme())] == [(1, "乙"), (1, "丙"), (3, "甲"), (4, "丁")]


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("full = 100", "full = 90", "合计 100"),
        ("ends = 2026-12-31", "ends = 2025-12-31", "结束日期早于开始日期"),
        ('of = "on_time_share"', 'of = "speed"', "不在可用的之列"),
        ("full_at = 100 }", "full_at = 50 }", "不能相同"),
        ("goal = 3000", "goal = 0", "不能是 0"),
        ("points = 10 }, {", "points = 31 }, {", "超过指标的 30 分"),
        ("points = 40", "points = -1", "不小于 0"),
        ('ties = ["tasks"]', 'ties = ["speed"]', "不在可用的之列"),
    ],
)
def test_a_scheme_that_does_not_hold_together_is_refused_with_the_line(wrong: str, right: str, said: str) -> None:
    line = SCHEME[: SCHEME.index(wrong)].count("\n") + 1
    with pytest.raises(DeclarationError) as refused:
        scheme_load(SCHEME.replace(wrong, right), "example.toml")
    assert [problem.line for problem in refused.value.problems if said in problem.message.zh] == [line]


@given(st.dictionaries(st.sampled_from(["tasks", "training", "pilots", "late"]), st.integers(-10, 10_000)))
def test_no_value_gives_less_than_none_or_more_than_all(known: dict[str, int]) -> None:
    held = scheme()
    result = total(held, values(**known))
    assert all(Decimal(0) <= one.points <= held.indicators[code].points for code, one in result.points.items())
    assert Decimal(0) <= result.total <= held.full + 5

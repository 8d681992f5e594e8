"""Promises held against what is counted: how far, how far they ought to be, where they will end."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.domain.indicators import Goal, Reading, forecast, may_be_negative, progress
from guiju.domain.language import Words

START, DUE = date(2021, 1, 1), date(2025, 12, 31)


def readings(*pairs):
    return [Reading(date.fromisoformat(day), Decimal(str(value))) for day, value in pairs]


def stands(goal, pairs, on):
    return progress(goal, readings(*pairs), date.fromisoformat(on))


CUMULATIVE = Goal(Decimal(10_000), start=START, due=DUE)


@pytest.mark.parametrize(
    ("pairs", "on", "state"),
    [
        ((("2023-06-30", 6_000),), "2023-07-01", "on_pace"),
        ((("2023-06-30", 4_000),), "2023-07-01", "behind"),
        ((("2024-01-31", 10_000),), "2024-02-01", "reached"),
        ((("2025-12-31", 9_999),), "2025-12-31", "behind"),
        ((("2025-12-31", 9_999),), "2026-01-01", "missed"),
        ((("2026-03-01", 10_500),), "2026-03-02", "reached"),
        ((), "2023-07-01", "unmeasured"),
    ],
)
def test_a_number_to_be_reached(pairs, on, state):
    assert stands(CUMULATIVE, pairs, on).state == state


def test_the_pace_mark_is_the_share_of_the_days_that_are_over():
    half = stands(
        Goal(Decimal(200), start=date(2023, 1, 1), due=date(2023, 12, 31)), (("2023-01-01", 0),), "2023-07-02"
    )
    assert half.pace == Decimal(183) / Decimal(365)
    assert half.expected == Decimal(200) * Decimal(183) / Decimal(365)


def test_what_is_newly_added_counts_from_the_start():
    goal = Goal(Decimal(200), start=START, due=DUE, incremental=True)
    pairs = (("2020-12-31", 950), ("2022-12-31", 1_050))
    assert stands(goal, pairs, "2023-01-01").done == 100
    assert stands(goal, pairs, "2023-01-01").state == "on_pace"
    assert stands(goal, (("2022-12-31", 1_050),), "2023-01-01").state == "unmeasured"


def test_a_yearly_number_is_owed_anew_each_year():
    goal = Goal(Decimal(3_000), start=START, due=DUE, per_year=True)
    pairs = (("2020-12-31", 0), ("2021-12-31", 3_200), ("2022-12-31", 6_000), ("2023-12-31", 9_400))
    found = stands(goal, pairs, "2023-12-31")
    assert found.years == ((2021, 3_200), (2022, 2_800), (2023, 3_400))
    assert (found.done, found.state) == (3_400, "missed")  # 2022 fell short
    assert stands(goal, pairs[:2], "2021-12-31").state == "reached"
    assert stands(goal, pairs[1:], "2021-12-31").state == "unmeasured"  # nobody knows where it began


def test_a_number_that_must_come_down():
    goal = Goal(Decimal(15), "<=", START, DUE, baseline=Decimal(25))
    assert stands(goal, (("2023-06-30", 19),), "2023-07-01").state == "on_pace"
    assert stands(goal, (("2023-06-30", 24),), "2023-07-01").state == "behind"
    assert stands(goal, (("2023-06-30", 15),), "2023-07-01").state == "reached"
    assert stands(goal, (("2025-12-31", 16),), "2026-01-01").state == "missed"


def test_without_a_date_only_the_number_is_told():
    found = stands(Goal(Decimal(500)), (("2023-06-30", 20),), "2023-07-01")
    assert (found.state, found.pace, found.share) == ("undated", None, Decimal(20) / Decimal(500))


def test_what_cannot_be_measured_says_why():
    why = Words("登记簿里还没有这一项", "the register has no such field yet")
    found = progress(CUMULATIVE, [Reading(START, None, why)], DUE)
    assert (found.state, found.because) == ("unmeasured", why)


def test_a_straight_line_is_followed_without_doubt():
    points = [Reading(START + timedelta(days=100 * n), Decimal(10 * n)) for n in range(6)]
    found = forecast(points, DUE, START + timedelta(days=1_000))
    assert found is not None
    assert found.value == pytest.approx(100)
    assert found.low == pytest.approx(100)
    assert found.high == pytest.approx(100)


def test_a_late_beginning_does_not_flatten_the_line():
    months = [START + timedelta(days=30 * n) for n in range(24)]
    points = [Reading(day, Decimal(0 if n < 18 else 100 * (n - 17))) for n, day in enumerate(months)]
    found = forecast(points, DUE, months[-1] + timedelta(days=300))
    assert found is not None
    assert found.value == pytest.approx(600 + 1000)
    assert forecast([Reading(day, Decimal(5)) for day in months], DUE, DUE).value == pytest.approx(5)


def test_the_farther_the_less_sure():
    points = [Reading(START + timedelta(days=30 * n), Decimal(10 * n + (-1) ** n * 5)) for n in range(12)]
    near, far = (forecast(points, DUE, START + timedelta(days=days)) for days in (400, 1_200))
    assert near is not None
    assert far is not None
    assert 0 < near.high - near.low < far.high - far.low


def test_three_readings_are_no_ground_for_a_forecast():
    points = [Reading(START + timedelta(days=n), Decimal(n)) for n in range(3)]
    assert forecast(points, DUE, DUE) is None
    assert forecast([Reading(START, Decimal(n)) for n in range(9)], DUE, DUE) is None


@given(
    st.lists(st.tuples(st.integers(0, 2_500), st.integers(0, 20_000)), max_size=12),
    st.integers(0, 2_500),
    st.sampled_from([">=", "<=", "="]),
    st.booleans(),
    st.booleans(),
)
def test_the_share_and_the_pace_are_what_they_say(points, today, comparator, incremental, per_year):
    held = sorted(dict(points).items())
    known = [Reading(START + timedelta(days=day), Decimal(value)) for day, value in held]
    goal = Goal(Decimal(700), comparator, START, DUE, incremental, per_year, Decimal(50))
    found = progress(goal, known, START + timedelta(days=today))
    assert found.pace is None or 0 <= found.pace <= 1
    if found.share is not None:
        assert found.share == found.done / 700
    if found.state == "unmeasured":
        assert found.because is not None


def test_what_is_counted_cannot_be_negative_and_growth_can():
    units = ("项", "人次", "个月", "%", "个百分点", "亿元", "")
    assert [may_be_negative(unit) for unit in units] == [False, False, False, True, True, True, True]

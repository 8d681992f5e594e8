"""Working days and deadlines, with their arithmetic in words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.domain.calendar import HOLIDAYS, LIMITS, CalendarError, Period, Stop, limit_on, overrides_read, reckon

DAYS = st.dates(date(2005, 1, 1), date(2026, 6, 30))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 10, 1), False),  # 国庆节
        (date(2026, 10, 10), True),  # Saturday worked instead
        (date(2026, 10, 11), False),  # Sunday
        (date(2026, 2, 14), True),  # 春节调休
        (date(2026, 2, 23), False),
        (date(2026, 2, 24), True),
    ],
)
def test_days_off_and_days_worked_instead_are_known(day, works):
    assert HOLIDAYS.works(day) is works


def test_fifteen_working_days_over_the_national_day_leave_it_out():
    found = reckon(date(2026, 9, 25), Period(15, "workdays"))
    assert found.day == date(2026, 10, 22)
    assert "国庆节" in found.said().zh
    assert "2026年10月10日计入" in found.said().zh
    assert "worked instead" in found.said().en
    assert not found.provisional


@pytest.mark.parametrize(
    ("event", "period", "last"),
    [
        (date(2026, 3, 2), Period(30, "days"), date(2026, 4, 1)),
        (date(2026, 1, 31), Period(1, "months"), date(2026, 2, 28)),  # no 31st: the end of the month, worked that year
        (date(2024, 2, 29), Period(1, "years"), date(2025, 2, 28)),
        (date(2026, 9, 1), Period(1, "months"), date(2026, 10, 8)),  # 1 October is off
        (date(2025, 12, 31), Period(12, "months"), date(2026, 12, 31)),
    ],
)
def test_days_months_and_years_end_as_the_civil_code_says(event, period, last):
    assert reckon(event, period).day == last


def test_a_last_day_that_is_off_says_so_and_moves_on():
    said = reckon(date(2026, 9, 1), Period(1, "months")).said()
    assert "2026年10月1日是休息日（国庆节），顺延至2026年10月8日" in said.zh
    assert "is off (National Day) and moves to 8 Oct 2026" in said.en


def test_beyond_the_known_years_the_answer_is_provisional():
    found = reckon(date(2026, 12, 28), Period(10, "workdays"))
    assert found.provisional
    assert "2027年的放假安排尚未收录" in found.said().zh
    assert "not known yet" in found.said().en


def test_days_a_place_enters_go_before_and_make_a_year_known():
    text = """
complete = [2027]
[[day]]
day = 2027-01-01
works = false
words = { zh = "元旦", en = "New Year's Day" }
source = "市政府通知"
"""
    calendar = overrides_read(text, "2027.toml", HOLIDAYS)
    found = reckon(date(2026, 12, 28), Period(4, "workdays"), calendar=calendar)
    assert found.day == date(2027, 1, 4)
    assert not found.provisional
    assert "元旦（市政府通知）" in found.said().zh


@pytest.mark.parametrize("text", ["day = 3", "[[day]]\nday = 2027-01-01", "complete = ['x']", "=", "other = 1"])
def test_days_that_cannot_be_read_are_refused_with_their_place(text):
    with pytest.raises(CalendarError, match=r"2027\.toml"):
        overrides_read(text, "2027.toml", HOLIDAYS)


def test_days_on_which_the_clock_stood_still_are_not_counted():
    event = date(2026, 3, 2)
    plain = reckon(event, Period(10, "workdays")).day
    stopped = reckon(event, Period(10, "workdays"), stops=[Stop(date(2026, 3, 4), date(2026, 3, 11))])
    assert plain == date(2026, 3, 16)
    assert stopped.day == date(2026, 3, 23)
    assert "停止计时7天不计" in stopped.said().zh


def test_while_the_clock_stands_still_there_is_no_day_but_what_is_left():
    found = reckon(date(2026, 3, 2), Period(10, "workdays"), stops=[Stop(date(2026, 3, 4), None)])
    assert (found.day, found.left) == (None, 8)
    assert "恢复后还有8个工作日" in found.said().zh


@given(DAYS, st.integers(1, 60), st.integers(0, 20), st.integers(1, 30))
def test_a_stop_never_shortens_a_deadline(event, amount, begin, length):
    stop = Stop(event + timedelta(days=begin), event + timedelta(days=begin + length))
    for unit in ("workdays", "days", "months"):
        if unit == "months" and amount > 12:
            continue
        plain, stopped = reckon(event, Period(amount, unit)).day, reckon(event, Period(amount, unit), stops=[stop]).day
        assert plain is not None
        assert stopped is not None
        assert plain <= stopped


@given(DAYS, st.integers(1, 100))
def test_working_days_counted_are_as_many_as_asked(event, amount):
    last = reckon(event, Period(amount, "workdays")).day
    assert last is not None
    days = [event + timedelta(days=n) for n in range(1, (last - event).days + 1)]
    assert sum(HOLIDAYS.works(day) for day in days) == amount


def test_every_limit_of_law_names_its_article_and_what_is_not_read_is_marked():
    assert all(limit.basis.words.zh for rows in LIMITS.values() for limit in rows)
    limit = limit_on(LIMITS, "local_consultation", date(2026, 1, 1))
    assert limit is not None
    assert limit.least
    assert limit.basis.said().zh.endswith("（待核实）")
    accepted = limit_on(LIMITS, "complaint_acceptance", date(2026, 1, 1))
    assert accepted is not None
    assert "待核实" not in accepted.basis.said().zh


def test_the_days_off_are_those_of_the_library():
    constants = pytest.importorskip("chinese_calendar").constants
    off = [day for day in constants.holidays if HOLIDAYS.works(day)]
    worked = [day for day in constants.workdays if not HOLIDAYS.works(day)]
    assert (off, worked) == ([], [])
    assert HOLIDAYS.years == {day.year for day in constants.holidays}

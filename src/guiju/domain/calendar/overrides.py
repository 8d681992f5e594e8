"""A place's own days (本地放假安排): days added or changed, and years entered in full before the program knows them."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from typing import Any

from guiju.domain.calendar.days import DayRule, WorkCalendar
from guiju.domain.calendar.errors import wrong
from guiju.domain.language import Words

MOST = 2_000
_KEYS = {"day", "works", "words", "source"}


def overrides_read(text: str, where: str, calendar: WorkCalendar) -> WorkCalendar:
    """The calendar with the days of a file: `[[day]]` with `day`, `works`, `words`, `source`; `complete = [2027]` names
    the years entered in full. Raises `CalendarError` naming the entry."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise wrong(where, f"不是合法的 TOML：{error}", f"not TOML: {error}") from error
    if set(table) - {"day", "complete"}:
        raise wrong(where, "只能有 day 和 complete", "only day and complete are allowed")
    years, rows = table.get("complete", []), table.get("day", [])
    if not isinstance(years, list) or not all(type(year) is int and 1900 < year < 2200 for year in years):
        raise wrong(where, "complete 应是年份的列表", "complete is a list of years")
    if not isinstance(rows, list) or len(rows) > MOST:
        raise wrong(where, f"day 最多 {MOST} 条", f"at most {MOST} days")
    return calendar.changed([_rule(row, f"{where} [[day]] {n}") for n, row in enumerate(rows, 1)], years)


def _rule(row: Any, where: str) -> DayRule:
    if not isinstance(row, dict) or set(row) != _KEYS:
        raise wrong(where, "应有 day、works、words、source 四项", "day, works, words and source are needed")
    day, works, words = row["day"], row["works"], row["words"]
    if not isinstance(day, date) or isinstance(day, datetime) or not isinstance(works, bool):
        raise wrong(where, "day 应是日期，works 应是 true 或 false", "day is a date, works true or false")
    if not isinstance(words, dict) or set(words) != {"zh", "en"} or not isinstance(row["source"], str):
        raise wrong(where, "words 应有 zh 和 en，source 应写明出处", "words has zh and en, source says where from")
    source = row["source"]
    return DayRule(day, works, Words(f"{words['zh']}（{source}）", f"{words['en']} ({source})"))

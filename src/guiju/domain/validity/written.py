"""Dates as people and files write them, to as much precision as they have (日期)."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta
from typing import Any

from guiju.domain.validity.days import days

_WRITTEN = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})(?:\s*[-./月]\s*(\d{1,2})\s*[日号]?|\s*月)?(?:[T ]\s*[\d:.]*Z?)?")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEAR = re.compile(r"(\d{4})\s*年?")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SERIAL_DAYS = range(18_264, 73_051)  # Excel serials of 1950 to 2099
_SERIAL_ZERO = date(1899, 12, 30)
_NOTHING = frozenset({"", "-", "--", "—", "/", "无", "暂无", "不详", "未知", "null", "none", "n/a"})


class DateUnread(ValueError):
    """A text that should be a date and is none of the calendar."""


def partial_date(value: Any) -> str:
    """`"2026.3.1"`, `"2026年3月"`, a date of a workbook, `"20260301"` → "2026-03-01", "2026-03"; "" for nothing.

    Raises `DateUnread`.
    """
    if value is None or value == "":
        return ""
    if type(value) is str and _ISO.fullmatch(value):
        covered = days(value)
        if covered is not None:
            return value
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and 0 < value < 100_000
        and int(value) in _SERIAL_DAYS
    ):
        return (_SERIAL_ZERO + timedelta(days=int(value))).isoformat()
    text = unicodedata.normalize("NFKC", str(value)).strip().removesuffix(".0")
    if text.casefold() in _NOTHING:
        return ""
    written = _read(text)
    if written is None or days(written) is None:
        raise DateUnread(text[:40])
    return written


def _read(text: str) -> str | None:
    if match := _WRITTEN.fullmatch(text):
        year, month, day = match[1], int(match[2]), match[3]
        return f"{year}-{month:02d}-{int(day):02d}" if day else f"{year}-{month:02d}"
    if match := _PACKED.fullmatch(text):
        return f"{match[1]}-{match[2]}-{match[3]}"
    if match := _YEAR.fullmatch(text):
        return match[1]
    return None


def whole_day(value: Any) -> date | None:
    """A day; None for nothing. Raises `DateUnread` for anything less precise."""
    text = partial_date(value)
    if not text:
        return None
    covered = days(text)
    if covered is None or covered.first != covered.last:
        raise DateUnread(text)
    return covered.first


def sort_day(text: str) -> int:
    """The first day a partial date may mean, as yyyymmdd; 0 for none."""
    covered = days(text)
    return covered.first.year * 10_000 + covered.first.month * 100 + covered.first.day if covered else 0

"""How long a record is kept (保存期限): so many years after a date it holds."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def kept_until(day: str, years: int) -> date | None:
    """The last day of keeping; a month or year counts from its end. None where the day tells none, or years are 0.

    >>> kept_until("2016-03-01", 10), kept_until("2016-02", 1), kept_until("2016", 10)
    (datetime.date(2026, 3, 1), datetime.date(2017, 2, 28), datetime.date(2026, 12, 31))
    """
    parts = [int(part) for part in day.split("-") if part.isascii() and part.isdecimal()]
    if not parts or not years or not 1 <= parts[0] <= 9_999 - years:
        return None
    year, month = parts[0] + years, parts[1] if len(parts) > 1 else 12
    last = monthrange(year, month)[1]
    return date(year, month, min(parts[2], last) if len(parts) > 2 else last)

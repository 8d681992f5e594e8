"""Days known only in part ("2009", "2009-11"): the first and the last day they may mean (日期精度)."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import NamedTuple

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class Days(NamedTuple):
    """A day, a month or a year as the days it covers; `first == last` when the day is known."""

    first: date
    last: date

    def surely_by(self, day: date) -> bool:
        """Whether it has come by `day`, whichever day it means."""
        return self.last <= day

    def surely_after(self, day: date) -> bool:
        """Whether it is still to come on `day`, whichever day it means."""
        return self.first > day


@lru_cache(8192)
def days(text: str) -> Days | None:
    """`"2009-11"` → 1 to 30 November 2009; None when the text is no date of the calendar."""
    match = _PARTIAL.fullmatch(text)
    if match is None:
        return None
    year, month, day = int(match[1]), match[2], match[3]
    try:
        if month is None:
            return Days(date(year, 1, 1), date(year, 12, 31))
        if day is None:
            return Days(date(year, int(month), 1), date(year, int(month), monthrange(year, int(month))[1]))
        whole = date(year, int(month), int(day))
    except ValueError:
        return None
    return Days(whole, whole)

"""Years of foreign standards (年代号)."""

from __future__ import annotations

from guiju.domain.numbers import problems
from guiju.domain.numbers.errors import NumberError
from guiju.domain.numbers.years import LATEST_YEAR, nearest

FIRST, LAST = "1850", str(LATEST_YEAR)
_PIVOT = "40"


def written_out(year: str) -> str:
    """Four digits for two: "94" → "1994", "07" → "2007"; four stay as they are."""
    if len(year) == 2:
        return ("19" if year >= _PIVOT else "20") + year
    return year


def plausible(year: str) -> bool:
    """Whether four digits can be the year of a standard."""
    return len(year) == 4 and FIRST <= year <= LAST


def complaint(year: str, stem: str, join: str = ":") -> NumberError:
    """The error for a year that cannot be one; suggests the year that was meant, or the number `stem` without any."""
    guess = nearest(year)
    suggestion = f"{stem}{join}{guess}" if guess else stem
    return (problems.implausible_year if len(year) == 4 else problems.broken_year)(year, suggestion)

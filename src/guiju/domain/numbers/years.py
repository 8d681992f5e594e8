"""Which years a number may carry (年号)."""

from __future__ import annotations

EARLIEST_YEAR = 1950
"""The first Chinese national standards are of the nineteen-fifties."""

LATEST_YEAR = 2028
"""No number of a later year is believed. The ground floor has no clock: move it up with each release."""

PLAUSIBLE = frozenset(str(year) for year in range(EARLIEST_YEAR, LATEST_YEAR + 1))


def written_out(digits: str) -> str:
    """Two digits as four ("96" → "1996", "05" → "2005"), "" when the year would lie ahead."""
    year = ("19" if int(digits) >= EARLIEST_YEAR % 100 else "20") + digits
    return year if year in PLAUSIBLE else ""


def nearest(digits: str) -> str:
    """The one plausible year that a slip of the pen makes of the digits, "" when there is none or several.

    Two digits swapped; one too many, or too few, of which typing one twice ("20112") or once ("206") is the likelier.
    """
    if len(digits) == 4:
        slips = {digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :] for i in range(3)}
        likely = set()
    elif len(digits) == 5:
        slips = {digits[:i] + digits[i + 1 :] for i in range(5)}
        likely = {digits[:i] + digits[i + 1 :] for i in range(4) if digits[i] == digits[i + 1]}
    elif len(digits) == 3:
        likely = {digits[:i] + digits[i] + digits[i:] for i in range(3)}
        slips = likely
    else:
        return ""
    for years in (slips & PLAUSIBLE, likely & PLAUSIBLE):
        if len(years) == 1:
            return years.pop()
    return ""

"""Days as people type them into the ledger (填写的日期): only such as a policy can mean."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from guiju.apps.parties.typed import day
from guiju.domain.language import Words, WordsError

FIRST_YEAR, LAST_YEAR = 1949, 2200


def day_planned(text: str) -> date | None:
    """A day by which something is due; None for nothing. Raises `WordsError` for a year no policy means."""
    return day_plausible(day(text))


def day_plausible(found: date | None, where: str = "") -> date | None:
    """The day itself. Raises `WordsError` where its year is none that policies mean."""
    if found is not None and not FIRST_YEAR <= found.year <= LAST_YEAR:
        message = Words(f"年份 {found.year} 不合理。", f"The year {found.year} is not plausible.")
        zh = f"请填 {FIRST_YEAR} 至 {LAST_YEAR} 年的日期，如 2026-12-31。"
        remedy = Words(zh, f"Give a day from {FIRST_YEAR} to {LAST_YEAR}, such as 2026-12-31.")
        raise WordsError("year", message, remedy, where)
    return found


def day_past(on: date) -> Callable[[str], date | None]:
    """A reader of a day on which something happened: not after `on`."""

    def read(text: str) -> date | None:
        found = day_planned(text)
        if found is not None and found > on:
            remedy = Words(f"请填已到的日期，最晚 {on}。", f"Give a day that has come, {on} at the latest.")
            raise WordsError("future", Words(f"{found} 还没有到。", f"{found} has not come yet."), remedy)
        return found

    return read

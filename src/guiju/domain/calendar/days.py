"""Which days are worked (工作日): Monday to Friday, less the days off, and the days worked instead."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property
from importlib.resources import files
from typing import NamedTuple

from guiju.domain.language import Words

_SATURDAY = 5
WEEKEND = Words("周末", "the weekend")


class DayRule(NamedTuple):
    """A day off, or one worked although it would be off, and why (节假日、调休上班)."""

    day: date
    works: bool
    words: Words


class WorkCalendar:
    """Working days (工作日历): day rules over the week, and the years whose arrangement is known in full."""

    def __init__(self, rules: Mapping[date, DayRule], years: frozenset[int]) -> None:
        self._rules = rules
        self.years = years

    def works(self, day: date) -> bool:
        """Whether the day is worked."""
        rule = self._rules.get(day)
        return day.weekday() < _SATURDAY if rule is None else rule.works

    def knows(self, day: date) -> bool:
        """Whether the arrangement of the day's year is known; otherwise only weekends are off."""
        return day.year in self.years

    def why(self, day: date) -> Words | None:
        """Why a day is off or worked against the week; None for an ordinary day."""
        rule = self._rules.get(day)
        if rule is not None:
            return rule.words
        return None if self.works(day) else WEEKEND

    def next_worked(self, day: date) -> date:
        """The day itself when it is worked, or the first worked one after it."""
        while not self.works(day):
            day += timedelta(days=1)
        return day

    @cached_property
    def digest(self) -> str:
        """Differs between calendars that differ in a day worked or a year known."""
        days = [f"{rule.day}{rule.works:d}" for rule in sorted(self._rules.values(), key=lambda rule: rule.day)]
        return hashlib.sha256(" ".join([*days, *map(str, sorted(self.years))]).encode()).hexdigest()

    def changed(self, rules: Iterable[DayRule], years: Iterable[int] = ()) -> WorkCalendar:
        """This calendar with a place's own days, which go before, and years it knows in full."""
        return WorkCalendar({**self._rules, **{rule.day: rule for rule in rules}}, self.years | frozenset(years))


def _load() -> WorkCalendar:
    table = tomllib.loads(files(__package__).joinpath("holidays.toml").read_text(encoding="utf-8"))
    rules: dict[date, DayRule] = {}
    for rows in table.values():
        for row in rows:
            name = Words(row["name"]["zh"], row["name"]["en"])
            instead = Words(f"{name.zh}调休上班", f"worked in exchange for {name.en}")
            rules |= {day: DayRule(day, False, name) for day in row["off"]}
            rules |= {day: DayRule(day, True, instead) for day in row["worked"]}
    return WorkCalendar(rules, frozenset(int(year) for year in table))


HOLIDAYS = _load()

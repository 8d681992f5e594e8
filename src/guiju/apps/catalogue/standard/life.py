"""The life of an edition as a line of days (时间线): bars of one status each, notches, the day asked and today.

Pure: places are per cent of the width, so that lettering keeps its size on a phone and on a desk.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from guiju.domain.language import Lang, Words
from guiju.domain.validity import STATUS_WORDS, Status
from guiju.kernel.search.port import Dated

_PHONE, _DESK = 3.3, 8.5  # pixels of a per cent
_MOST_TICKS = 5
_STEPS = (1, 2, 5, 10, 20, 50, 100)
_SILENT = frozenset({Status.DRAFT, Status.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of one status, `until` the day before it changes; where it lies, in per cent."""

    nth: int
    status: Status
    since: date | None
    until: date | None
    x: float
    width: float

    def fits(self, lang: Lang) -> str:
        """Whether its word has room: "phone" everywhere, "desk" on wide screens only, "" nowhere."""
        need = _length(STATUS_WORDS[self.status].pick(lang)) + 12
        return "phone" if self.width * _PHONE >= need else "desk" if self.width * _DESK >= need else ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A day on the line: of an amendment, the one asked for, today; `anchor` is how its words hang on it."""

    day: date
    words: Words
    x: float

    @property
    def anchor(self) -> str:
        return "start" if self.x < 16 else "end" if self.x > 84 else "middle"


@dataclass(frozen=True, slots=True)
class Life:
    """The whole line. `periods` are the bars with those before the first known day."""

    bars: tuple[Bar, ...]
    periods: tuple[Bar, ...]
    notches: tuple[Mark, ...]
    ticks: tuple[Mark, ...]
    asked: Mark
    today: Mark | None


def life(periods: Sequence[Dated], notches: Sequence[tuple[date, Words]], asked: date, today: date) -> Life | None:
    """The line from the first to the last known day; None when no day is known at all."""
    turns = [period.since for period in periods if period.since]
    if not turns:
        return None
    days = [*turns, *(day for day, _ in notches), asked, today]
    first, last = min(days).toordinal(), max(days).toordinal()
    scale = _Scale(first, max(last, first + 60))
    bars = tuple(_bar(n, period, scale) for n, period in enumerate(periods, 1))
    drawn = tuple(bar for bar in bars if bar.since or bar.status not in _SILENT)
    both = Words("今天，所查日期", "Today, the day asked") if asked == today else Words("所查日期", "Day asked")
    return Life(
        bars=drawn,
        periods=bars,
        notches=tuple(Mark(day, words, scale.x(day)) for day, words in notches),
        ticks=tuple(Mark(day, Words(str(day.year), str(day.year)), scale.x(day)) for day in scale.years()),
        asked=Mark(asked, both, scale.x(asked)),
        today=None if asked == today else Mark(today, Words("今天", "Today"), scale.x(today)),
    )


class _Scale:
    """From days to per cent of the width, with a margin on either side."""

    def __init__(self, first: int, last: int) -> None:
        margin = max((last - first) // 20, 3)
        self._first, self._span = first - margin, last - first + 2 * margin

    def x(self, day: date) -> float:
        return round(min(max((day.toordinal() - self._first) * 100 / self._span, 0), 100), 2)

    def years(self) -> list[date]:
        """First days of years to letter, a few."""
        first, last = date.fromordinal(self._first), date.fromordinal(self._first + self._span)
        step = next(s for s in _STEPS if (last.year - first.year) / s <= _MOST_TICKS or s == _STEPS[-1])
        return [date(year, 1, 1) for year in range(first.year + 1, last.year + 1) if year % step == 0]


def _bar(nth: int, period: Dated, scale: _Scale) -> Bar:
    since, until = period.since, period.until
    x = scale.x(since) if since else 0.0
    end = scale.x(until) if until else 100.0
    last = date.fromordinal(until.toordinal() - 1) if until else None
    return Bar(nth, Status(period.value), since, last, x, round(max(end - x, 0.6), 2))


def _length(text: str) -> int:
    """About how many pixels a text of the small size takes."""
    return sum(13 if unicodedata.east_asian_width(c) in "WF" else 7 for c in text)

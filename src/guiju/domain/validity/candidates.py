"""Editions a number may mean when it names none we hold (候选版次)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from guiju.domain.numbers import NumberError, StandardNumber, parse, series_key
from guiju.domain.validity.begin import year_days
from guiju.domain.validity.facts import EditionFacts
from guiju.domain.validity.sight import Sight
from guiju.domain.validity.standing import LIVE, standing
from guiju.domain.validity.titles import distance_at_most
from guiju.domain.validity.words import Status

MOST = 10
_LAST_DIGITS = re.compile(r"[0-9]+")


def parsed(text: str) -> StandardNumber | None:
    """The number a text names, None when it names none."""
    try:
        return parse(text) if text else None
    except NumberError:
        return None


def siblings(member: StandardNumber, sight: Sight) -> list[EditionFacts]:
    """Editions of the same series; whole standards only, unless a supplement is asked for."""
    found = sight.facts.by_series.get(series_key(member), ())
    return [sight.seen(e) for e in found if bool(e.supplement) == bool(member.supplements)]


def candidates(
    member: StandardNumber, sight: Sight, *, besides: str = "", newer_than: EditionFacts | None = None
) -> tuple[str, ...]:
    """Their numbers: in force first, then upcoming, then those nothing is known of, then the rest; newest first.

    `newer_than` leaves out earlier editions: none of them can have taken the place of that one.
    """
    after = _year(newer_than) if newer_than else 0
    ranked: dict[str, tuple[int, int]] = {}
    for edition in siblings(member, sight):
        if edition.number == besides or edition.number in ranked or 0 < _year(edition) < after:
            continue
        state = standing(edition, sight).status
        if state is not Status.DRAFT:
            ranked[edition.number] = (_order(state), -_year(edition))
    return tuple(sorted(ranked, key=lambda number: ranked[number])[:MOST])


def closest(text: str, numbers: Sequence[str]) -> str:
    """The first of `numbers` whose year differs from that of `text` ("GB 3095-20112") by one digit too many, too few
    or wrong, "" when none does."""
    typed = _LAST_DIGITS.findall(text)[-1:]
    for number in numbers:
        year = _LAST_DIGITS.findall(number)[-1:]
        if typed and year and distance_at_most(typed[0], year[0], 1):
            return number
    return ""


def _order(state: Status) -> int:
    if state in LIVE:
        return 0
    return {Status.UPCOMING: 1, Status.UNKNOWN: 2}.get(state, 3)


def _year(edition: EditionFacts) -> int:
    stated = edition.published[:4]
    named = year_days(edition.number)
    return named.first.year if named else int(stated) if stated.isdigit() else 0

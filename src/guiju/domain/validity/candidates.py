"""Editions a number may mean when it names none we hold (候选版次)."""

from __future__ import annotations

from guiju.domain.numbers import StandardNumber, series_key
from guiju.domain.validity.begin import year_days
from guiju.domain.validity.facts import EditionFacts
from guiju.domain.validity.sight import Sight
from guiju.domain.validity.standing import LIVE, standing
from guiju.domain.validity.words import Status

MOST = 10


def siblings(member: StandardNumber, sight: Sight) -> list[EditionFacts]:
    """Editions of the same series; whole standards only, unless a supplement is asked for."""
    found = sight.facts.by_series.get(series_key(member), ())
    return [sight.seen(e) for e in found if bool(e.supplement) == bool(member.supplements)]


def candidates(member: StandardNumber, sight: Sight, *, besides: str = "") -> tuple[str, ...]:
    """Their numbers: in force first, then upcoming, then those nothing is known of, then the rest; newest first."""
    ranked: dict[str, tuple[int, int]] = {}
    for edition in siblings(member, sight):
        if edition.number == besides or edition.number in ranked:
            continue
        state = standing(edition, sight).status
        if state is not Status.DRAFT:
            ranked[edition.number] = (_order(state), -_year(edition))
    return tuple(sorted(ranked, key=lambda number: ranked[number])[:MOST])


def _order(state: Status) -> int:
    if state in LIVE:
        return 0
    return {Status.UPCOMING: 1, Status.UNKNOWN: 2}.get(state, 3)


def _year(edition: EditionFacts) -> int:
    stated = edition.published[:4]
    named = year_days(edition.number)
    return named.first.year if named else int(stated) if stated.isdigit() else 0

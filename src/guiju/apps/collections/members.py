"""The members of a collection (专题库成员): by its rule and by hand, each as it stands on a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from time import monotonic
from typing import NamedTuple

from guiju.apps.catalogue.queries.members import Standing, editions_for, found_by, standing_of
from guiju.apps.collections.content import Content
from guiju.domain.language import Words

MOST = 5_000
# Members of a large collection are kept for readers for so many seconds, in one process the last few collections.
KEPT_FROM, KEPT_SECONDS, KEPT_MOST = 500, 60.0, 16
_KEPT: dict[tuple[Content, date], tuple[float, Members]] = {}


class Members(NamedTuple):
    """All members in the order of their numbers; `left_out`: how many more the rule finds than are listed.

    `remarks` say what of the rule was not understood.
    """

    rows: tuple[Standing, ...]
    left_out: int = 0
    remarks: tuple[Words, ...] = ()


def members_shown(content: Content, day: date, clock: Callable[[], float] = monotonic) -> Members:
    """The members for a page: those of a large collection may be a minute old."""
    kept = _KEPT.get((content, day))
    if kept is not None and clock() < kept[0]:
        return kept[1]
    found = members_of(content, day)
    if len(found.rows) >= KEPT_FROM:
        while len(_KEPT) >= KEPT_MOST:
            _KEPT.pop(next(iter(_KEPT)), None)
        _KEPT[content, day] = (clock() + KEPT_SECONDS, found)
    return found


def members_of(content: Content, day: date) -> Members:
    """The members on a day. A number the catalogue lacks stays a member, without a record."""
    found = found_by(content.rule, day, MOST)
    by_hand = editions_for(content.added)
    taken_out = frozenset(pk for pk in editions_for(content.removed).values() if pk is not None)
    ids = [pk for pk in found.ids if pk not in taken_out]
    ids += [pk for pk in by_hand.values() if pk is not None]
    rows = standing_of(list(dict.fromkeys(ids)), day)
    lacking = [Standing(number) for number, pk in by_hand.items() if pk is None]
    rows.sort(key=lambda row: row.sort_key)
    return Members((*rows, *lacking), max(0, found.total - MOST), found.remarks)

"""The members of a collection (专题库成员): by its rule and by hand, each as it stands on a day."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from guiju.apps.catalogue.queries.members import Standing, editions_for, found_by, standing_of
from guiju.apps.collections.content import Content
from guiju.domain.language import Words

MOST = 5_000


class Members(NamedTuple):
    """All members in the order of their numbers; `left_out`: how many more the rule finds than are listed.

    `remarks` say what of the rule was not understood.
    """

    rows: tuple[Standing, ...]
    left_out: int = 0
    remarks: tuple[Words, ...] = ()


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

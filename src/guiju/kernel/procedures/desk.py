"""What rooms add to the list of what somebody must do next, beside cases (待办的来源): what waits, and by when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from guiju.domain.language import Words
from guiju.kernel.accounts.models import User


class DeskItem(NamedTuple):
    """Something that waits for a person: `uid` stays the same while it is about the same thing; `path` is its page,
    `step` what is to be done, `part` who they are in it, `place` whom it is for; `person` is named where the list is
    of more than one's own."""

    uid: str
    title: str
    path: str
    step: Words
    part: Words
    place: str
    due_on: date | None
    not_before: date | None = None
    person: str = ""


Source = Callable[[User, date], list[DeskItem]]
SOURCES: list[Source] = []


def desk_add(source: Source) -> None:
    """List what a source finds on everybody's desk, in their calendar and digest; rooms call this in `rules.py`."""
    SOURCES.append(source)


def desk_items(user: User, *, on: date) -> list[DeskItem]:
    """What waits for a person outside of cases, what is due first in front."""
    found = [item for source in SOURCES for item in source(user, on)]
    return sorted(found, key=lambda item: (item.due_on is None, item.due_on or on, item.title))

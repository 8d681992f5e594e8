"""Where a report of a round stands (填报状态): from its days alone."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from django.db.models import F, Q
from django.utils.timezone import localdate

from guiju.domain.language import Words


class FilingState(StrEnum):
    """What a report waits for, or that it is done."""

    WAITING = "waiting"
    REPORTED = "reported"
    RETURNED = "returned"
    ACCEPTED = "accepted"


class Days(Protocol):
    """What is asked of a report."""

    due: date
    first_at: datetime | None
    reported_at: datetime | None
    returned_at: datetime | None
    accepted_at: datetime | None


STATES: dict[FilingState, tuple[str, str, Words]] = {
    FilingState.WAITING: ("unknown", "grey", Words("未填报", "Not reported")),
    FilingState.RETURNED: ("renumbered", "amber", Words("已退回，待改", "Returned")),
    FilingState.REPORTED: ("upcoming", "blue", Words("已填报，待审", "Reported")),
    FilingState.ACCEPTED: ("in-force", "green", Words("已通过", "Accepted")),
}
_RETURNED = Q(returned_at__isnull=False, returned_at__gte=F("reported_at"))
WHERE: dict[FilingState, Q] = {
    FilingState.WAITING: Q(accepted_at=None, reported_at=None),
    FilingState.RETURNED: Q(accepted_at=None) & _RETURNED,
    FilingState.REPORTED: Q(accepted_at=None, reported_at__isnull=False)
    & (Q(returned_at=None) | Q(returned_at__lt=F("reported_at"))),
    FilingState.ACCEPTED: Q(accepted_at__isnull=False),
}
"""The same as conditions on rows."""


def filing_state(filing: Days) -> FilingState:
    """Accepted, returned since it was reported, reported, or waiting for its body."""
    if filing.accepted_at is not None:
        return FilingState.ACCEPTED
    if filing.reported_at is None:
        return FilingState.WAITING
    if filing.returned_at is not None and filing.returned_at >= filing.reported_at:
        return FilingState.RETURNED
    return FilingState.REPORTED


def days_late(filing: Days, on: date) -> int:
    """By how many days it came late, or is late on a day; 0 for in time."""
    came = localdate(filing.first_at) if filing.first_at is not None else on
    return max((came - filing.due).days, 0)

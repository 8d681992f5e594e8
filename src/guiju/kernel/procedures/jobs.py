"""What time does to cases (到期处理)."""

from __future__ import annotations

from datetime import datetime

from guiju.kernel.jobs.registry import periodic
from guiju.kernel.procedures.reminding import deadlines_tell, digests_tell, turns_tell
from guiju.kernel.procedures.services import calendar_follow, cases_tick


@periodic("procedures.tick", every_seconds=60)
def tick(now: datetime) -> None:
    """Make the moves of the clock, and bring cases over to newer versions that say how."""
    cases_tick(at=now)


@periodic("procedures.calendar", every_seconds=600)
def calendar(now: datetime) -> None:
    """Follow changes of the working days."""
    calendar_follow(at=now)


@periodic("procedures.turns_tell", every_seconds=60)
def turns(now: datetime) -> None:
    """Tell people what has become theirs to do."""
    turns_tell(at=now)


@periodic("procedures.deadlines_tell", every_seconds=300)
def deadlines(now: datetime) -> None:
    """Tell people what is due, or late."""
    deadlines_tell(at=now)


@periodic("procedures.digests_tell", every_seconds=3_600)
def digests(now: datetime) -> None:
    """Tell people once a week what waits for them."""
    digests_tell(at=now)

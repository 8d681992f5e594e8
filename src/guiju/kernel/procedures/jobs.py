"""What time does to cases (到期处理)."""

from __future__ import annotations

from datetime import datetime

from guiju.kernel.jobs.registry import periodic
from guiju.kernel.procedures.services import cases_tick


@periodic("procedures.tick", every_seconds=1_800)
def tick(now: datetime) -> None:
    """Make the moves of the clock, and bring cases over to newer versions that say how."""
    cases_tick(at=now)

"""What time does to the ledger (台账的定时工作)."""

from __future__ import annotations

from datetime import datetime

from guiju.apps.ledger.services.reminding import reminders_tell
from guiju.kernel.jobs.registry import periodic


@periodic("ledger.remind", every_seconds=900)
def remind(now: datetime) -> None:
    """Give the reminders whose time has come."""
    reminders_tell(at=now)

"""What the worker does for cases (后台任务)."""

from __future__ import annotations

from datetime import datetime

from guiju.apps.cases.services import contacts_purge
from guiju.kernel.jobs.registry import periodic


@periodic("cases.contacts_purge", every_seconds=86_400)
def purge(now: datetime) -> None:
    """Erase the contacts of cases closed long ago."""
    contacts_purge(at=now)

"""What is done with notices again and again."""

from __future__ import annotations

from datetime import datetime

from guiju.kernel.jobs.registry import periodic
from guiju.kernel.notices.services import deliveries_send, notices_purge


@periodic("notices.send", every_seconds=20)
def send(now: datetime) -> None:
    """Send what waits."""
    deliveries_send(at=now)


@periodic("notices.purge", every_seconds=86_400)
def purge(now: datetime) -> None:
    """Delete old notices."""
    notices_purge(at=now)

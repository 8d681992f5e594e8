"""What the kernel itself does again and again (日常维护)."""

from __future__ import annotations

from datetime import datetime, timedelta

from guiju.kernel.accounts.periods import days_of
from guiju.kernel.accounts.services import sessions_purge, sign_ins_purge
from guiju.kernel.history.keys import installation_signer
from guiju.kernel.history.public_export import public_export_refresh
from guiju.kernel.history.services import checkpoint_make
from guiju.kernel.jobs.registry import periodic
from guiju.kernel.jobs.services import jobs_purge

HOUR, DAY = 3_600, 86_400
JOB_DAYS = 200


@periodic("history.checkpoint", every_seconds=HOUR)
def checkpoint(now: datetime) -> None:
    """Sign the end of the history chain, and hand out the history up to there."""
    checkpoint_make(signer=installation_signer(), at=now)
    public_export_refresh(at=now)


@periodic("accounts.sign_ins_purge", every_seconds=DAY)
def sign_ins(now: datetime) -> None:
    """Delete sign-in logs that have been kept long enough."""
    sign_ins_purge(before=now - timedelta(days=days_of("sign_in_log", on=now.date())))


@periodic("accounts.sessions_purge", every_seconds=DAY)
def sessions(now: datetime) -> None:
    """Delete sessions that have ended."""
    sessions_purge(at=now)


@periodic("jobs.purge", every_seconds=DAY)
def jobs(now: datetime) -> None:
    """Delete jobs that have been over for long."""
    jobs_purge(before=now - timedelta(days=JOB_DAYS))

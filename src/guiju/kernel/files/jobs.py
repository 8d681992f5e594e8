"""What is done with files again and again."""

from __future__ import annotations

from datetime import datetime

from guiju.kernel.files.services import files_delete_expired, orphans_sweep
from guiju.kernel.jobs.registry import periodic


@periodic("files.delete_expired", every_seconds=300)
def expired(now: datetime) -> None:
    """Delete the files whose day has come."""
    files_delete_expired(at=now)


@periodic("files.orphans_sweep", every_seconds=3_600)
def orphans(now: datetime) -> None:
    """Delete contents that no file has."""
    orphans_sweep(at=now)

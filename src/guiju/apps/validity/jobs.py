"""Long work of this room, registered with the worker (后台任务)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from guiju.apps.validity.services import check_run, checks_purge
from guiju.apps.validity.services.checks import KIND
from guiju.kernel.jobs.registry import Context, job, periodic


@job(KIND)
def run(context: Context, payload: dict[str, Any]) -> dict[str, Any]:
    """Run one check."""
    done = check_run(check_id=payload["check"], at=context.now(), progress=context.progress)
    return {"check": done.pk, "members": done.counts["members"]}


@periodic("validity.purge", every_seconds=3600)
def purge(now: datetime) -> None:
    """Delete what has reached its day."""
    checks_purge(at=now)

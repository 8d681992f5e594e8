"""Long work of this room, registered with the worker (后台任务)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from guiju.apps.catalogue.services.list_imports import (
    APPLY,
    TRY,
    list_import_run,
    list_import_try,
    list_imports_purge,
)
from guiju.apps.catalogue.services.staging import staging_purge
from guiju.kernel.jobs.registry import Context, job, periodic


@job(TRY)
def try_list(context: Context, payload: dict[str, Any]) -> None:
    """Find what a list would change."""
    list_import_try(import_id=payload["import"], job_id=context.job_id, at=context.now(), progress=context.progress)


@job(APPLY)
def apply_list(context: Context, payload: dict[str, Any]) -> None:
    """Write a list to the catalogue."""
    list_import_run(import_id=payload["import"], job_id=context.job_id, at=context.now(), progress=context.progress)


@periodic("catalogue.staging_purge", every_seconds=24 * 3600)
def purge_staging(now: datetime) -> None:
    """Remove what was read for imports that nobody went on with."""
    staging_purge(at=now)


@periodic("catalogue.list_imports_purge", every_seconds=3600)
def purge(now: datetime) -> None:
    """Delete lists nobody imported, on their day."""
    list_imports_purge(at=now)

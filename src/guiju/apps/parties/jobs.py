"""Long work of the parties (机构的后台任务): large sheets."""

from __future__ import annotations

from typing import Any

from guiju.apps.parties.search import NAME
from guiju.apps.parties.services.large_sheets import APPLY, TRY, sheet_run, sheet_try
from guiju.kernel.jobs.registry import Context, job
from guiju.kernel.search.services import index_follow


@job(TRY)
def try_sheet(context: Context, payload: dict[str, Any]) -> None:
    """Find what a large sheet would do."""
    sheet_try(sheet=payload["sheet"], job=context.job_id, progress=context.progress)


@job(APPLY)
def apply_sheet(context: Context, payload: dict[str, Any]) -> None:
    """Let a large sheet in, then bring the search index up to date."""
    sheet_run(sheet=payload["sheet"], job=context.job_id, at=context.now(), progress=context.progress)
    index_follow(kind=NAME)

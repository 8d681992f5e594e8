"""Long work of the registers (登记簿的后台任务)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from guiju.domain.language import Words
from guiju.kernel.jobs.registry import Context, job, periodic
from guiju.kernel.registers.models import Intake
from guiju.kernel.registers.search import kind_name
from guiju.kernel.registers.services.declarations import INDEX_JOB
from guiju.kernel.registers.services.drafts import drafts_purge
from guiju.kernel.registers.services.intakes import (
    APPLY,
    READ,
    TRY,
    WHOLE,
    WRITTEN,
    intake_run,
    intake_try,
    intakes_purge,
)
from guiju.kernel.registers.services.keeping import retention_remind
from guiju.kernel.registers.services.reading import intake_read
from guiju.kernel.registers.services.sketches import APPLY as SKETCH_APPLY
from guiju.kernel.registers.services.sketches import PLAN as SKETCH_PLAN
from guiju.kernel.registers.services.sketches import sketch_planned, sketch_run, sketches_purge
from guiju.kernel.search.folders import is_built
from guiju.kernel.search.kinds import kind_find
from guiju.kernel.search.services import index_due, index_follow, index_rebuild

_INDEXING = Words("正在编入检索索引", "Building the search index")


@job(INDEX_JOB)
def index(context: Context, payload: dict[str, Any]) -> dict[str, Any] | None:
    """Build the search index of a register, unless it is there in the shape of the version in use."""
    name = kind_name(payload["register"])
    kind = kind_find(name)
    if kind is None or is_built(kind):
        return None
    return {"documents": index_rebuild(kind=name, progress=lambda done: context.progress(done, 0, _INDEXING))}


@periodic("registers.drafts", every_seconds=24 * 3600)
def drafts(now: datetime) -> object:
    """Forget old drafts."""
    return drafts_purge(at=now)


@job(READ)
def read_intake(context: Context, payload: dict[str, Any]) -> None:
    """Read a large sheet."""
    intake_read(intake=payload["intake"], job=context.job_id, at=context.now(), progress=context.progress)


@job(TRY)
def try_intake(context: Context, payload: dict[str, Any]) -> None:
    """Find what a sheet would do."""
    intake_try(intake=payload["intake"], job=context.job_id, at=context.now(), progress=context.progress)


@job(APPLY)
def run_intake(context: Context, payload: dict[str, Any]) -> None:
    """Write a sheet into its register, then into its search index; an interrupted one goes on where it stood."""
    intake_run(intake=payload["intake"], job=context.job_id, at=context.now(), progress=context.progress)
    written = Intake.objects.filter(pk=payload["intake"], stage=Intake.Stage.APPLIED).first()
    if written is None:
        return
    kind = kind_name(written.register)
    due = max(index_due(kind=kind), 1)

    def indexed(done: int) -> None:
        context.progress(WRITTEN + (WHOLE - WRITTEN) * min(done, due) // due, WHOLE, _INDEXING)

    indexed(0)
    index_follow(kind=kind, progress=indexed)


@periodic("registers.intakes", every_seconds=24 * 3600)
def intakes(now: datetime) -> object:
    """Delete sheets nobody went on with."""
    return intakes_purge(at=now)


@job(SKETCH_PLAN)
def plan_sketch(context: Context, payload: dict[str, Any]) -> None:
    """Find what a new version would do to a large register."""
    sketch_planned(sketch=payload["sketch"], job=context.job_id)


@job(SKETCH_APPLY)
def apply_sketch(context: Context, payload: dict[str, Any]) -> None:
    """Take a new version of a large register into use."""
    sketch_run(sketch=payload["sketch"], job=context.job_id, at=context.now())


@periodic("registers.sketches", every_seconds=24 * 3600)
def sketches(now: datetime) -> object:
    """Delete drafts of declarations nobody came back to."""
    return sketches_purge(at=now)


@periodic("registers.retention", every_seconds=24 * 3600)
def retention(now: datetime) -> object:
    """Tell keepers of records past their time."""
    return retention_remind(at=now)

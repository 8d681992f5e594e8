"""Long work of this room (后台任务): a dump every night in which the catalogue has changed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from guiju.apps.catalogue.queries.state import state
from guiju.apps.opendata.models import Dump
from guiju.apps.opendata.services import dump_make, dumps_purge
from guiju.kernel.jobs.registry import Context, job, periodic
from guiju.kernel.jobs.services import job_enqueue

KIND = "opendata.dump"
OFTEN = timedelta(hours=20)
NIGHT = range(1, 5)


@job(KIND)
def make(context: Context, payload: dict[str, Any]) -> dict[str, Any]:
    """Make a dump, and let the old ones go."""
    made = dump_make(actor=None, at=context.now(), progress=context.progress)
    dumps_purge()
    return {"dump": made.pk, "records": made.records}


@periodic("opendata.dump", every_seconds=1_800)
def dump_due(now: datetime) -> None:
    """Queue a dump at night when the catalogue has changed since the last; the first one at once."""
    current = state()
    if current.revision == 0:
        return
    last = Dump.objects.order_by("-pk").first()
    asleep = timezone.localtime(now).hour in NIGHT
    if last is None or (last.snapshot != current.name and asleep and last.made_at <= now - OFTEN):
        job_enqueue(kind=KIND, payload={}, idempotency_key=f"{KIND}:{current.name}:{now.date()}", at=now)

"""Index work, looked at every turn of the worker."""

from __future__ import annotations

from datetime import datetime

from guiju.kernel.jobs.registry import watch
from guiju.kernel.search.models import SearchOutbox
from guiju.kernel.search.services import outbox_drain


@watch("search.drain")
def drain(now: datetime) -> bool:
    """Bring the indexes a step nearer to what was noted; after a big import, jobs get their turn in between."""
    return SearchOutbox.objects.exists() and outbox_drain(batches=1) > 0

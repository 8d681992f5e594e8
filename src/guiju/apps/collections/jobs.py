"""What the worker does for collections (后台任务)."""

from __future__ import annotations

from datetime import datetime

from guiju.apps.catalogue.queries.state import state
from guiju.apps.collections.services import collections_look
from guiju.kernel.jobs.registry import periodic


@periodic("collections.look", every_seconds=900)
def look(now: datetime) -> None:
    """Note what changed in public collections since the last time."""
    collections_look(at=now, revision=state().revision)

"""What goes on its day (到期删除)."""

from __future__ import annotations

from datetime import datetime

from guiju.apps.validity.models import Check
from guiju.apps.validity.services.checks import check_delete

_BATCH = 200


def checks_purge(*, at: datetime) -> int:
    """Delete checks whose term has ended, with their files; returns how many."""
    due = list(Check.objects.filter(expires_at__lte=at).order_by("expires_at")[:_BATCH])
    for subject in due:
        check_delete(subject=subject, at=at)
    return len(due)

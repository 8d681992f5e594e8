"""Do what is done again and again (定期任务): one row each, taken by compare-and-swap on the time it is due."""

from __future__ import annotations

import logging
import traceback
from datetime import datetime

from django.db import models

from guiju.kernel.jobs.models import PeriodicTask
from guiju.kernel.jobs.registry import PERIODIC, WATCHES, Periodic

log = logging.getLogger(__name__)


def periodic_run(now: datetime) -> int:
    """Run the periodic tasks that are due; one that fails is put off to its next turn. Returns how many ran."""
    due = dict(PeriodicTask.objects.values_list("name", "due_at"))
    count = 0
    for task in PERIODIC.values():
        if task.name not in due:
            PeriodicTask.objects.get_or_create(name=task.name, defaults={"due_at": now})
            due[task.name] = now
        if due[task.name] <= now and _take(task, due[task.name], now):
            _run(task, now)
            count += 1
    return count


def watches_run(now: datetime) -> bool:
    """Look at everything that is looked at every turn; whether any of it did something."""
    busy = False
    for name, look in WATCHES.items():
        try:
            busy |= look(now)
        except Exception:
            log.exception("watch %s failed", name)
    return busy


def _take(task: Periodic, due_at: datetime, now: datetime) -> bool:
    return PeriodicTask.objects.filter(name=task.name, due_at=due_at).update(due_at=now + task.every) == 1


def _run(task: Periodic, now: datetime) -> None:
    row = PeriodicTask.objects.filter(name=task.name)
    try:
        task.run(now)
    except Exception:
        log.exception("periodic task %s failed", task.name)
        row.update(failures=models.F("failures") + 1, detail=traceback.format_exc())
    else:
        row.update(ran_at=now, failures=0, detail="")

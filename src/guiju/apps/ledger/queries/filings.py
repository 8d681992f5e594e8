"""Reads of reports (填报项的查询): one with its steps, what participants said to a lead, its files."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from guiju.apps.ledger.models import Evidence, Filing, FilingStep, Progress, Task
from guiju.apps.ledger.roles import LEAD

_FILES = Prefetch("evidence", Evidence.objects.select_related("stored", "first__progress__task").order_by("pk"))


def filing_get(pk: int) -> Filing | None:
    """A report with its round, task and body."""
    rows = Filing.objects.select_related("round__office", "task__policy", "body", "progress")
    return rows.filter(pk=pk).first() if pk < 2**63 else None


def steps_of(filing: Filing) -> QuerySet[FilingStep]:
    """What was done to it, in order, with what was said each time."""
    said = Prefetch("progress", Progress.objects.prefetch_related(_FILES))
    return filing.steps.select_related("by").prefetch_related(said).order_by("pk")


def parts_of(filing: Filing) -> QuerySet[Filing]:
    """What participants report to the lead in the same round."""
    said = Prefetch("progress", Progress.objects.prefetch_related(_FILES))
    rows = Filing.objects.filter(round=filing.round_id, task=filing.task_id).exclude(part=LEAD)
    return rows.select_related("body", "round", "task").prefetch_related(said).order_by("body__name")


def progress_of(task: Task) -> QuerySet[Progress]:
    """What was said of a task, the newest first."""
    return task.progress.select_related("body", "by").prefetch_related(_FILES).order_by("-at", "-pk")


def evidence_get(pk: int) -> Evidence | None:
    """A file with the task it shows."""
    rows = Evidence.objects.select_related("stored", "progress__task__policy")
    return rows.filter(pk=pk).first() if pk < 2**63 else None


def evidence_count(task: Task) -> int:
    """How many different files show a task; the same content counts once."""
    return Evidence.objects.filter(progress__task=task, first=None).values("digest").distinct().count()

"""Reads of the work on one task (任务办理的查询)."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import QuerySet

from guiju.apps.ledger.models import Task, TaskBody
from guiju.apps.ledger.task_cases import CLOSING, DELAY
from guiju.domain.language import Words
from guiju.kernel.procedures.declarations import procedures_of
from guiju.kernel.procedures.models import Case


def task_get(pk: int) -> Task | None:
    """A task with its policy and office."""
    rows = Task.objects.select_related("policy__office", "parent", "keeper")
    return rows.filter(pk=pk).first() if pk < 2**63 else None


def bodies_of(task: Task) -> list[TaskBody]:
    """Who answers for it, leads in front."""
    return sorted(task.bodies.select_related("body"), key=lambda row: (row.part, row.place))


class Asked(NamedTuple):
    """A case in which a task's closing or delay is asked for, and where it stands."""

    case: Case
    kind: str
    stage: Words


def requests_of(task: Task) -> list[Asked]:
    """The cases in which its closing or a delay was asked for, the newest first."""
    rows = Case.objects.filter(object_kind__in=[CLOSING, DELAY], object_id=str(task.pk))
    cases = list(rows.order_by("-opened_at", "-pk"))
    known = procedures_of(cases)
    return [
        Asked(case, "closing" if case.object_kind == CLOSING else "delay", known[case.pk].stages[case.stage].words)
        for case in cases
    ]


def parts_of(task: Task) -> QuerySet[Task]:
    """The parts it was divided into (子台账)."""
    return task.parts.filter(removed_at=None).prefetch_related("bodies").order_by("pk")

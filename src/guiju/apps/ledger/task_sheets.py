"""The sheet units keep of their tasks (任务台账表): its columns, which other headings mean the same, its rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Prefetch

from guiju.apps.ledger.models import Progress, Task
from guiju.apps.ledger.standing import standing
from guiju.domain.language import Words

MOST = 20_000
COLUMNS: Mapping[str, tuple[Words, tuple[str, ...]]] = {
    "code": (Words("系统编号", "Number here"), ("编号", "任务编号")),
    "number": (Words("序号", "No."), ()),
    "title": (Words("工作任务", "Task"), ("任务", "重点任务", "工作内容", "任务名称", "工作事项", "主要任务")),
    "text": (Words("具体措施", "Measures"), ("措施", "任务内容", "工作措施", "具体内容", "主要内容")),
    "lead": (Words("牵头单位", "Lead"), ("牵头部门", "牵头责任单位", "主办单位")),
    "participant": (Words("责任单位", "Bodies"), ("配合单位", "参与单位", "责任部门", "参加单位", "协办单位")),
    "due_words": (Words("完成时限", "Due"), ("时限", "完成时间", "时间节点", "完成期限")),
    "progress": (Words("进展情况", "Progress"), ("工作进展", "落实情况", "进展", "完成情况")),
}
"""Fields of a task in the order of the sheet: what the column is called, and what else units call it."""
_FURTHER = (Words("状态", "Standing"), Words("政策", "Policy"))


def headings() -> list[Words]:
    """The headings of the sheet."""
    return [words for words, _ in COLUMNS.values()] + list(_FURTHER)


def rows_of(tasks: Iterable[Task], on: date) -> list[list[str]]:
    """The rows of the sheet."""
    return [_row(task, on) for task in tasks]


def with_progress() -> Prefetch[str]:
    """What the sheet shows of how far tasks have come."""
    return Prefetch("progress", Progress.objects.filter(returned_at=None).order_by("-at", "-pk"))


def _row(task: Task, on: date) -> list[str]:
    bodies = sorted(task.bodies.all(), key=lambda body: body.place)
    named = {part: "、".join(body.written for body in bodies if body.part == part) for part in ("lead", "participant")}
    said = next(iter(task.progress.all()), None)
    return [
        f"{task.policy_id}-{task.code}", task.number, task.title, task.text, named["lead"], named["participant"],
        task.due_words or (task.due.isoformat() if task.due else ""), said.text if said else "",
        standing(task, on).words.zh, task.policy.title,
    ]  # fmt: skip

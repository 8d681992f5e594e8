"""What a lead asks the office for (销号、延期): each a case of a declared procedure, whose end the task follows."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from guiju.apps.ledger.models import Task
from guiju.apps.ledger.roles import LEAD
from guiju.apps.ledger.services.progress import OFFICE, body_for
from guiju.apps.ledger.task_cases import CLOSING, DELAY
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require
from guiju.kernel.procedures.models import Case
from guiju.kernel.procedures.queries import case_running
from guiju.kernel.procedures.services import case_open

PROCEDURES = {CLOSING: "task_closing", DELAY: "task_delay"}
_TITLES = {CLOSING: "销号：", DELAY: "延期："}
_OVER = WordsError("over", Words("这项任务已经销号或剔除。", "This task is closed or taken out."))
_NO_DAY = WordsError("due", Words("这项任务没有完成时限，不用延期。", "This task has no day to put off."))
_NOT_LEAD = WordsError("lead", Words("由牵头单位提出。", "The lead asks for this."))


@transaction.atomic
def request_open(*, actor: User, task: Task, kind: str, at: datetime) -> Case:
    """Open the case in which a task's closing or delay is asked for, or find the one that runs (申请销号、申请延期)."""
    body, part = body_for(actor, task, at)
    permission_require(actor, "ledger.keep" if part == OFFICE else "ledger.report", task)
    if part not in (LEAD, OFFICE) and task.bodies.filter(part=LEAD).exists():
        raise _NOT_LEAD
    if task.closed_at is not None or task.removed_at is not None:
        raise _OVER
    if kind == DELAY and task.due is None:
        raise _NO_DAY
    running = case_running(kind, str(task.pk))
    if running is not None:
        return running
    office = Account.objects.get(pk=task.organisation_id)
    return case_open(
        actor=actor,
        procedure=PROCEDURES[kind],
        title=_title(task, kind),
        organisation=body.account if body is not None and body.account is not None else office,
        authority=office,
        object_kind=kind,
        object_id=str(task.pk),
        at=at,
    )


def _title(task: Task, kind: str) -> str:
    """What the case is called: whoever answers a delay reads the present day there."""
    day = task.granted or task.due
    present = f"（现完成时限 {day}）" if kind == DELAY else ""
    return (_TITLES[kind] + task.title)[: 300 - len(present)] + present

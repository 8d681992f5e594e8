"""Parts of a task for towns, streets or others (子台账): kept by whoever divided it, reported to them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from guiju.apps.ledger.models import Task, TaskBody
from guiju.apps.ledger.recording import TASK, ledger_record
from guiju.apps.ledger.roles import LEAD
from guiju.apps.ledger.search import tasks_touch
from guiju.apps.ledger.services.progress import OFFICE, body_for
from guiju.apps.ledger.typed_days import day_planned
from guiju.apps.parties import typed as read
from guiju.apps.parties.queries.organisations import organisation_open
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require

MOST_PARTS = 200
_DEEPEST = 3
_UNKNOWN = WordsError(
    "body",
    Words("没有找到这个机构。", "There is no such organisation."),
    Words("写机构的全称，或先在“机构”中登记。", "Write its full name, or enter it among the organisations first."),
    where="body",
)
_MANY = WordsError("many", Words(f"一项任务最多分成 {MOST_PARTS} 份。", f"{MOST_PARTS} parts of a task at most."))
_DEEP = WordsError("deep", Words("任务最多分解三层。", "A task is divided three times over at most."))


@transaction.atomic
def part_add(*, actor: User, task: Task, typed: Mapping[str, str], at: datetime) -> Task:
    """Give a part of a task to a town, a street or another body (分解任务). Raises `FieldsWrong`.

    Whoever gives it keeps it: they open its rounds, accept its reports and close it.
    """
    body, part = body_for(actor, task, at)
    permission_require(actor, "ledger.keep" if part == OFFICE else "ledger.report", task)
    held = Task.objects.select_for_update().get(pk=task.pk)
    readers = {"title": read.line(300, needed=True), "body": read.line(200, needed=True), "due": day_planned}
    values = read.all_read(
        {**readers, "text": read.paragraph(5_000)}, {"title": "", "body": "", "due": "", "text": "", **typed}
    )
    found = organisation_open(values["body"])
    if found is None:
        raise read.FieldsWrong([_UNKNOWN])
    number = held.parts.count() + 1
    if number > MOST_PARTS:
        raise _MANY
    code = f"{held.code}/{number}"
    if code.count("/") > _DEEPEST or len(code) > 40:
        raise _DEEP
    made = Task.objects.create(
        policy=held.policy, parent=held, keeper=body.account if body is not None else held.keeper, place=held.place,
        code=code, heading=held.title[:500], title=values["title"], text=values["text"] or values["title"],
        due=values["due"] or held.due,
    )  # fmt: skip
    TaskBody.objects.create(task=made, part=LEAD, place=0, written=found.name, body=found)
    tasks_touch([made.pk])
    after = {"part_of": held.pk, "title": made.title, "body": found.pk, "due": made.due and made.due.isoformat()}
    ledger_record(actor, "task.part_added", TASK, made.pk, after=after, at=at)
    return made

"""Saying how far a task has come (填报进展), in a round or between rounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils.timezone import localdate

from guiju.apps.ledger.models import Evidence, Progress, Task
from guiju.apps.ledger.recording import TASK, ledger_record
from guiju.apps.ledger.roles import LEAD, REPORTERS
from guiju.apps.ledger.services.evidence import Offered, evidence_keep
from guiju.apps.parties import typed as read
from guiju.apps.parties.models import Organisation
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require, permitted
from guiju.kernel.accounts.queries import organisations_where

OFFICE = "office"
LONGEST = 5_000
ALL = 100
_NOTHING = WordsError("missing", Words("请写明进展情况。", "Say how far it has come."), where="text")
_CLOSED = WordsError("closed", Words("这项任务已经销号，不再填报。", "This task is closed; nothing more is reported."))
_GONE = WordsError("gone", Words("这项任务已经剔除。", "This task has been taken out."))


class Said(NamedTuple):
    """What was said, and which of its files had been offered before (重复的佐证材料)."""

    progress: Progress
    again: list[Evidence]


@transaction.atomic
def progress_add(
    *, actor: User, task: Task, typed: Mapping[str, str], files: Sequence[Offered] = (), at: datetime
) -> Said:
    """Say how far a task has come, for one's body, or as the office (填报进展). Raises `FieldsWrong`."""
    body, part = body_for(actor, task, at)
    if part == OFFICE:
        permission_require(actor, "ledger.keep", task)
    else:
        permission_require(actor, "ledger.report", task)
    return progress_say(actor=actor, task=task, body=body, part=part, typed=typed, files=files, at=at)


def progress_say(
    *,
    actor: User,
    task: Task,
    body: Organisation | None,
    part: str,
    typed: Mapping[str, str],
    files: Sequence[Offered],
    at: datetime,
) -> Said:
    """Keep what was said and let the task's days follow; whether the actor may is for the caller to ask."""
    values = read.all_read({"text": text_read, "share": share_read}, {"text": "", "share": "", **typed})
    held = Task.objects.select_for_update().get(pk=task.pk)
    if held.removed_at is not None:
        raise _GONE
    if held.closed_at is not None:
        raise _CLOSED
    own = body is not None and body.account_id in accounts_of(actor, at)
    progress = Progress.objects.create(
        task=held, body=body, part=part, text=values["text"], share=values["share"], by=actor, at=at,
        typed_by_office=part != OFFICE and not own,
    )  # fmt: skip
    kept = evidence_keep(progress=progress, files=files, at=at)
    task_follow(held)
    after = {"progress": progress.pk, "part": part, "body": body and body.pk, "share": progress.share}
    after |= {"text": progress.text, "evidence": [row.digest for row in kept]}
    ledger_record(actor, "task.reported", TASK, held.pk, after=after, at=at)
    return Said(progress, [row for row in kept if row.first_id is not None])


def task_follow(task: Task) -> None:
    """Let the days of a task follow from what was said of it and not returned: the lead's word counts, that of anybody
    where there is no lead."""
    said = Progress.objects.filter(task=task, returned_at=None).order_by("at", "pk")
    first = said.first()
    if task.bodies.filter(part=LEAD).exists():
        said = said.filter(part__in=[LEAD, OFFICE])
    last = said.exclude(share=None).last()
    task.begun_at = first.at if first is not None else None
    task.share = last.share if last is not None else None
    task.done_at = last.at if last is not None and last.share == ALL else None
    task.save(update_fields=["begun_at", "share", "done_at"])


def text_read(text: str) -> str:
    """What is said, in whole. Raises `WordsError`."""
    if len(text) > LONGEST:
        raise WordsError("long", Words(f"最多 {LONGEST} 个字符。", f"{LONGEST} characters at most."), where="text")
    said = read.paragraph(LONGEST)(text)
    if not said:
        raise _NOTHING
    return said


def share_read(text: str) -> int | None:
    """A percentage as people type it (80, 80%, 完成); None for nothing. Raises `WordsError`."""
    text = text.strip().rstrip("%％").strip()
    if text in ("完成", "已完成"):
        return ALL
    if text == "":
        return None
    if not text.isdecimal() or len(text) > 3 or int(text) > ALL:
        zh, en = "完成比例写 0 到 100 的整数。", "The share done is a whole number from 0 to 100."
        raise WordsError("share", Words(zh, en), where="share")
    return int(text)


def body_for(actor: User, task: Task, at: datetime) -> tuple[Organisation | None, str]:
    """For which body of the task somebody speaks: one where they work, as lead before participant; else the office."""
    rows = task.bodies.filter(body__account__in=accounts_of(actor, at)).select_related("body")
    row = min(rows, key=lambda one: (one.part != LEAD, one.place), default=None)
    if row is not None and row.body is not None:
        return row.body, row.part
    return None, OFFICE


def accounts_of(actor: User, at: datetime) -> frozenset[int]:
    """The bodies of the accounts for which somebody reports on a day."""
    return organisations_where(user=actor, roles=REPORTERS, on=localdate(at))


def reports_for(actor: User, task: Task) -> bool:
    """Whether somebody may say how far a task has come."""
    return permitted(actor, "ledger.report", task) or permitted(actor, "ledger.keep", task)

"""Cases about tasks (任务的事项): what their conditions are judged by, and how a task follows them to their end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.urls import reverse

from guiju.apps.ledger.models import Evidence, Task
from guiju.apps.ledger.recording import TASK, ledger_record
from guiju.domain.language import Words, WordsError
from guiju.kernel.procedures.hooks import Moved, ObjectKind
from guiju.kernel.procedures.queries import case_running
from guiju.kernel.procedures.services import case_lapse

CLOSING, DELAY = "ledger.closing", "ledger.delay"
_EARLIER = WordsError(
    "new_day",
    Words("延期的日期要晚于现在的完成时限。", "The new day must be later than the present one."),
    where="new_day",
)
_LONGEST_DELAY = 3
"""Years a delay may lie after the day that counts now: a rule of the house, 待核实 against the office's own."""
_TOO_FAR = WordsError(
    "new_day",
    Words(
        f"延期最多比现在的完成时限晚 {_LONGEST_DELAY} 年，请核对年份。",
        f"A delay ends {_LONGEST_DELAY} years after the present day at most: look at the year.",
    ),
    where="new_day",
)


def facts_of(kind: str, object_id: str) -> Mapping[str, object]:
    """What the procedures' conditions are judged by: how much is done, and how many different files show it."""
    task = Task.objects.get(pk=int(object_id))
    files = Evidence.objects.filter(progress__task=task, first=None, progress__returned_at=None)
    return {"share": task.share or 0, "evidence": files.values("digest").distinct().count()}


def path_of(kind: str, object_id: str) -> str:
    """The page of the task."""
    return reverse("ledger:task_work", args=[int(object_id)])


def moved(said: Moved) -> None:
    """Let the task follow its case: closed when the check found it done, put off when that was granted."""
    task = Task.objects.select_for_update().get(pk=int(said.object_id))
    day = date.fromisoformat(str(said.facts["new_day"])) if said.facts.get("new_day") else None
    if said.object_kind == DELAY and day is not None and task.due is not None:
        if said.target != "withdrawn" and said.move != "refuse" and day <= (task.granted or task.due):
            raise _EARLIER
        if said.target != "withdrawn" and said.move != "refuse" and day > _latest(task.granted or task.due):
            raise _TOO_FAR
        if said.target == "granted":
            _follow(task, said, "delayed", {"granted": day.isoformat()})
            Task.objects.filter(pk=task.pk).update(granted=day)
    if said.object_kind == CLOSING and said.target == "closed" and task.closed_at is None:
        _follow(task, said, "closed", {"closed_at": said.at.isoformat()})
        Task.objects.filter(pk=task.pk).update(closed_at=said.at)
        delay = case_running(DELAY, said.object_id)
        if delay is not None:
            case_lapse(case=delay, note="任务已销号", at=said.at)


def _latest(present: date) -> date:
    """The last day a task may be put off to; from the last day of February to the last day of February."""
    year = present.year + _LONGEST_DELAY
    day = 28 if (present.month, present.day) == (2, 29) else present.day
    return present.replace(year=year, day=day) if year <= date.max.year else date.max


def _follow(task: Task, said: Moved, deed: str, after: Mapping[str, object]) -> None:
    before = {"granted": task.granted and task.granted.isoformat()} if deed == "delayed" else {"closed_at": None}
    after = {**after, "case": said.case_id}
    ledger_record(said.actor, f"task.{deed}", TASK, task.pk, before=before, after=after, at=said.at)


OBJECTS = (
    ObjectKind(CLOSING, Words("政策任务", "policy task"), facts_of, path_of, moved),
    ObjectKind(DELAY, Words("政策任务", "policy task"), facts_of, path_of, moved),
)

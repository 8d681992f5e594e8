"""Cases about tasks (任务的事项): what their conditions are judged by, and how a task follows them to their end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.urls import reverse

from guiju.apps.ledger.limits import limit_of
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
        if said.target != "withdrawn" and said.move != "refuse":
            _reach_require(task, task.granted or task.due, day)
        if said.target == "granted":
            _follow(task, said, "delayed", {"granted": day.isoformat()})
            Task.objects.filter(pk=task.pk).update(granted=day)
    if said.object_kind == CLOSING and said.target == "closed" and task.closed_at is None:
        _follow(task, said, "closed", {"closed_at": said.at.isoformat()})
        Task.objects.filter(pk=task.pk).update(closed_at=said.at)
        delay = case_running(DELAY, said.object_id)
        if delay is not None:
            case_lapse(case=delay, note="任务已销号", at=said.at)


def _reach_require(task: Task, present: date, day: date) -> None:
    """Raise where a delay reaches further than the office that answers for the task lets it."""
    limit = limit_of(task.keeper_id or task.policy.office_id, "delay_years")
    if day > _later(present, limit.number):
        zh, en = (f"（{limit.source}）", f" ({limit.source})") if limit.source else ("", "")
        message = Words(
            f"延期最多比现在的完成时限晚 {limit.number} 年{zh}，请核对年份。",
            f"A delay ends {limit.number} years after the present day at most{en}: look at the year.",
        )
        raise WordsError("new_day", message, where="new_day")


def _later(present: date, years: int) -> date:
    """So many years later; from the last day of February to the last day of February."""
    year = present.year + years
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

"""Verbs of leading groups and joint conferences (领导小组、联席会议): seats, meetings, decisions that become tasks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from guiju.apps.ledger.models import Council, Decision, Meeting, Policy, Seat, Task
from guiju.apps.ledger.recording import ledger_record, what_differs
from guiju.apps.ledger.services.tasks import task_add
from guiju.apps.ledger.services.telling import tasked_tell
from guiju.apps.ledger.terms import COUNCIL_KINDS, SEAT_ROLES
from guiju.apps.parties import typed as read
from guiju.apps.parties.models import Organisation
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require

COUNCIL, MEETING = "policy_council", "policy_meeting"
LONGEST = 20_000
MOST_DECISIONS = 200
_COUNCIL: Mapping[str, Callable[[str], Any]] = {
    "kind": read.one_of(COUNCIL_KINDS),
    "name": read.line(200, needed=True),
    "basis": read.line(500),
    "duties": read.paragraph(LONGEST),
    "founded_on": read.day,
    "ended_on": read.day,
}
_SEAT: Mapping[str, Callable[[str], Any]] = {
    "role": read.one_of(SEAT_ROLES),
    "person": read.line(100),
    "post": read.line(200),
    "starts_on": read.day,
    "ends_on": read.day,
}
_MEETING: Mapping[str, Callable[[str], Any]] = {
    "title": read.line(200, needed=True),
    "held_on": read.day,
    "place": read.line(200),
    "agenda": read.paragraph(LONGEST),
    "minutes": read.paragraph(LONGEST),
}
STALE = WordsError(
    "stale",
    Words("刚才有人改过，您的修改没有保存，请看过再改。", "Somebody changed this just now; yours was not saved."),
)


@transaction.atomic
def council_make(*, actor: User | None, office: Account, typed: Mapping[str, str], at: datetime) -> Council:
    """Record a leading group or joint conference (登记协调机构). Raises `FieldsWrong`."""
    permission_require(actor, "ledger.council_keep", office)
    values = read.all_read(_COUNCIL, typed)
    try:
        with transaction.atomic():
            made = Council.objects.create(office=office, **values)
    except IntegrityError as error:
        raise WordsError("name", Words("已经有同名的。", "There is one of this name."), where="name") from error
    ledger_record(actor, "council.made", COUNCIL, made.pk, after=_said(values), at=at)
    return made


@transaction.atomic
def council_change(
    *, actor: User | None, council: Council, typed: Mapping[str, str], revision: int, at: datetime
) -> Council:
    """Change its facts (变更)."""
    held = Council.objects.select_for_update().get(pk=council.pk)
    permission_require(actor, "ledger.council_keep", held)
    if held.revision != revision:
        raise STALE
    values = read.all_read(_COUNCIL, typed)
    before, after = what_differs(_said({name: getattr(held, name) for name in values}), _said(values))
    for name, value in values.items():
        setattr(held, name, value)
    held.revision += 1
    held.save()
    if after:
        ledger_record(actor, "council.changed", COUNCIL, held.pk, before=before, after=after, at=at)
    return held


@transaction.atomic
def seat_add(
    *, actor: User | None, council: Council, body: Organisation | None, typed: Mapping[str, str], at: datetime
) -> Seat:
    """Give a body a seat (增补成员). Who fills it is not written into the history: only that it was filled."""
    permission_require(actor, "ledger.council_keep", council)
    if body is None:
        message = Words("机构库里没有这个单位，请先登记。", "No such organisation is recorded; record it first.")
        raise WordsError("body", message, where="body")
    values = read.all_read(_SEAT, typed)
    if values.get("starts_on") is None:
        raise WordsError("starts_on", Words("请填写开始日期。", "Say from which day."), where="starts_on")
    if values.get("ends_on") is not None and values["ends_on"] < values["starts_on"]:
        message = Words("结束日期早于开始日期。", "The end is before the beginning.")
        raise WordsError("ends_on", message, where="ends_on")
    made = Seat.objects.create(council=council, body=body, **values)
    after = {"seat": made.pk, "body": body.pk, "role": made.role, "starts_on": made.starts_on.isoformat()}
    ledger_record(actor, "council.seat.added", COUNCIL, council.pk, after=after, at=at)
    return made


@transaction.atomic
def seat_end(*, actor: User | None, seat: Seat, on: date, at: datetime) -> Seat:
    """End a seat on a day (成员调整)."""
    held = Seat.objects.select_for_update().select_related("council").get(pk=seat.pk)
    permission_require(actor, "ledger.council_keep", held.council)
    if on < held.starts_on:
        raise WordsError("on", Words("早于开始日期。", "That is before its beginning."), where="ends_on")
    held.ends_on = on
    held.save(update_fields=["ends_on"])
    after = {"seat": held.pk, "ends_on": on.isoformat()}
    ledger_record(actor, "council.seat.ended", COUNCIL, held.council_id, after=after, at=at)
    return held


@transaction.atomic
def meeting_call(*, actor: User | None, council: Council, typed: Mapping[str, str], at: datetime) -> Meeting:
    """Convene a meeting or record one that was held (召开会议)."""
    permission_require(actor, "ledger.council_keep", council)
    values = _meeting_read(typed)
    made = Meeting.objects.create(council=council, **values)
    ledger_record(actor, "meeting.called", MEETING, made.pk, after={"council": council.pk, **_said(values)}, at=at)
    return made


@transaction.atomic
def meeting_write(
    *, actor: User | None, meeting: Meeting, typed: Mapping[str, str], revision: int, at: datetime
) -> Meeting:
    """Agenda and minutes (议程与纪要)."""
    held = Meeting.objects.select_for_update().select_related("council").get(pk=meeting.pk)
    permission_require(actor, "ledger.council_keep", held)
    if held.revision != revision:
        raise STALE
    values = _meeting_read(typed)
    before, after = what_differs(_said({name: getattr(held, name) for name in values}), _said(values))
    for name, value in values.items():
        setattr(held, name, value)
    held.revision += 1
    held.save()
    if after:
        ledger_record(actor, "meeting.written", MEETING, held.pk, before=before, after=after, at=at)
    return held


@transaction.atomic
def decision_add(*, actor: User | None, meeting: Meeting, text: str, at: datetime) -> Decision:
    """What a meeting decided (议定事项)."""
    held = Meeting.objects.select_for_update().select_related("council").get(pk=meeting.pk)
    permission_require(actor, "ledger.council_keep", held)
    kept = read.paragraph(LONGEST)(text)
    if not kept:
        raise WordsError("text", Words("请填写议定事项。", "Say what was decided."), where="decision")
    last = held.decisions.aggregate(last=Max("number"))["last"] or 0
    if last >= MOST_DECISIONS:
        message = Words(f"一次会议最多 {MOST_DECISIONS} 项。", f"{MOST_DECISIONS} decisions at most.")
        raise WordsError("many", message, where="decision")
    made = Decision.objects.create(meeting=held, number=last + 1, text=kept)
    ledger_record(actor, "meeting.decided", MEETING, held.pk, after={"number": made.number, "text": kept}, at=at)
    return made


@transaction.atomic
def decision_to_task(
    *, actor: User | None, decision: Decision, policy: Policy, typed: Mapping[str, str], at: datetime
) -> Task:
    """Make a decision a task of a policy's ledger (议定事项转为任务), with who leads and by when.

    It stays linked, and its bodies are told at once.
    """
    held = Decision.objects.select_for_update().select_related("meeting__council").get(pk=decision.pk)
    permission_require(actor, "ledger.council_keep", held.meeting)
    if held.task_id is not None:
        raise WordsError("task", Words("已经转为任务。", "It is a task already."), where="policy")
    meeting = held.meeting
    heading = f"{meeting.council.name} / {meeting.title}（{meeting.held_on.isoformat()}）议定事项 {held.number}"
    fields = {**typed, "text": held.text, "heading": heading[:500]}
    task = task_add(actor=actor, policy=policy, typed=fields, at=at)
    held.task = task
    held.save(update_fields=["task"])
    after = {"number": held.number, "task": task.pk}
    ledger_record(actor, "meeting.decision.tasked", MEETING, meeting.pk, after=after, at=at)
    tasked_tell(task, actor, at)
    return task


def _meeting_read(typed: Mapping[str, str]) -> dict[str, Any]:
    values = read.all_read(_MEETING, typed)
    if values.get("held_on") is None:
        raise WordsError("held_on", Words("请填写日期。", "Give the day."), where="held_on")
    return values


def _said(values: Mapping[str, Any]) -> dict[str, object]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}

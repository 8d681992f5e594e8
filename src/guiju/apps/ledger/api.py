"""The policy ledger in the API (政策台账接口): policies, their tasks and targets, rounds, progress; as on the pages."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from guiju.apps.ledger.filing_state import days_late, filing_state
from guiju.apps.ledger.measuring import Measured, Readings, bar_of, measured
from guiju.apps.ledger.models import Filing, Policy, Round, Task
from guiju.apps.ledger.queries.policies import policies_seen, policy_find
from guiju.apps.ledger.queries.rounds import offices_of, round_get, rounds_of, tallies_by_body, tallies_by_round
from guiju.apps.ledger.queries.target_tasks import tasks_of_targets
from guiju.apps.ledger.queries.targets import targets_of_policy
from guiju.apps.ledger.queries.task_work import task_get
from guiju.apps.ledger.queries.tasks import tasks_public
from guiju.apps.ledger.standing import standing
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permitted
from guiju.kernel.api.cursors import cursor_make, cursor_read
from guiju.kernel.api.endpoint import endpoint
from guiju.kernel.api.fields import PAGE, Cursor, Limit, RecordId
from guiju.kernel.api.problems import missing

router = Router(tags=["政策台账 Policy ledger"])
_SAID_OUTSIDE = ("reached", "on_pace", "pending")
Inside = Field(description="公开时为空 null where the policy is merely public")


class PolicyOut(Schema):
    """A policy of the ledger."""

    id: int
    title: str
    number: str
    issuers: str
    level: str
    region: str = Field(description="行政区划代码 GB/T 2260")
    issued: str = Field(description="精度不定 as precise as it is known: 2021, 2021-06, 2021-06-18")
    starts: int | None
    ends: int | None
    public: bool
    fictitious: bool


class PoliciesOut(Schema):
    """A page of policies, in the order they were taken in."""

    items: list[PolicyOut]
    next: str | None


class BodyOut(Schema):
    """A body that answers for a task; `organisation` is null until it is known which that is."""

    part: str = Field(description="lead, participant")
    written: str
    organisation: int | None


class TaskOut(Schema):
    """A task of a policy; where it stands is told inside only."""

    id: int
    number: str
    heading: str
    title: str
    text: str
    due: date | None
    due_words: str
    bodies: list[BodyOut]
    standing: str | None = Inside
    day: date | None = Field(description="延期后的截止日，公开时为空 the day that counts; null outside")
    share: int | None = Inside


class TasksOut(Schema):
    """A page of tasks, in the order they were read."""

    items: list[TaskOut]
    next: str | None


class TargetOut(Schema):
    """A target, and how far it is by its measure; `state` is null outside where it does not go well."""

    id: int
    name: str
    text: str
    comparator: str
    value: Decimal | None
    value_to: Decimal | None
    unit: str
    per: str
    due: date | None
    due_words: str
    measure: str | None = Inside
    part: str | None = Inside
    done: Decimal | None = Field(description="指标现在的数 what its measure counts")
    done_unit: str | None
    pace: Decimal | None = Field(description="时序进度，0 到 1 the share of the time that is over")
    percent: int | None = Field(description="完成百分比 the share reached")
    state: str | None
    tasks: list[int] = Field(description="承担的任务 the tasks that are to reach it; outside those of the text alone")
    because_zh: str | None = Field(description="不能计量的原因 why it is not measured; null outside")


class TallyOut(Schema):
    """How many reports were asked of a body, or in all, and how they stand."""

    organisation: int | None
    name: str
    asked: int
    waiting: int
    returned: int
    reported: int
    accepted: int
    late: int


class RoundOut(Schema):
    """A reporting round."""

    id: int
    title: str
    office: str
    policies: list[int]
    parts_due: date
    due: date
    opened_at: datetime
    closed_at: datetime | None
    tally: TallyOut | None


class RoundsOut(Schema):
    """A page of rounds, the newest first."""

    items: list[RoundOut]
    next: str | None


class FilingOut(Schema):
    """What is asked of one body about one task."""

    id: int
    task: int
    organisation: int
    part: str
    due: date
    state: str = Field(description="waiting, reported, returned, accepted")
    days_late: int
    first_at: datetime | None
    share: int | None


class FilingsOut(Schema):
    """A page of what a round asks."""

    items: list[FilingOut]
    next: str | None


class SaidOut(Schema):
    """What a body said of a task."""

    id: int
    organisation: int | None
    part: str
    text: str
    share: int | None
    at: datetime
    typed_by_office: bool
    returned_at: datetime | None


def _policy(request: HttpRequest, id: int, **_: object) -> Policy:
    """The policy of an address; raises `ApiError`, also for one the caller does not see."""
    found = policy_find(id)
    if found is None or (request.user.is_authenticated and not permitted(request.user, "ledger.see", found)):
        raise missing()
    return found


def _task(request: HttpRequest, id: int, **_: object) -> Task:
    found = task_get(id)
    if found is None or (request.user.is_authenticated and not permitted(request.user, "ledger.work", found)):
        raise missing()
    return found


def _round(request: HttpRequest, id: int, **_: object) -> Round:
    found = round_get(id)
    if found is None or (request.user.is_authenticated and not permitted(request.user, "ledger.keep", found)):
        raise missing()
    return found


@router.get("/policies", response=PoliciesOut, summary="台账中的政策 Policies")
@endpoint("public")
def policies(request: HttpRequest, limit: Limit = PAGE, cursor: Cursor = "") -> PoliciesOut:
    """The policies the caller sees, those taken out of the ledger left out."""
    rows = policies_seen(request.user).filter(withdrawn_at=None).order_by("pk")
    if cursor:
        rows = rows.filter(pk__gt=cursor_read("policies", cursor, int)[0])
    found = list(rows[: limit + 1])
    return PoliciesOut(items=[_policy_out(row) for row in found[:limit]], next=_next("policies", found, limit))


@router.get("/policies/{id}", response=PolicyOut, summary="一份政策 One policy")
@endpoint("ledger.see", obj=_policy)
def policy(request: HttpRequest, id: RecordId) -> PolicyOut:
    """One policy."""
    return _policy_out(_policy(request, id))


@router.get("/policies/{id}/tasks", response=TasksOut, summary="政策的任务 Its tasks")
@endpoint("ledger.see", obj=_policy)
def policy_tasks(request: HttpRequest, id: RecordId, limit: Limit = PAGE, cursor: Cursor = "") -> TasksOut:
    """Its tasks; to the public those of its text alone, without where they stand."""
    row = _policy(request, id)
    inside = permitted(request.user, "ledger.inside", row)
    rows = row.tasks.filter(removed_at=None) if inside else tasks_public(row)
    rows = rows.prefetch_related("bodies").order_by("place", "pk")
    if cursor:
        place, pk = cursor_read("policy_tasks", cursor, int, int)
        rows = rows.filter(place__gte=place).exclude(place=place, pk__lte=pk)
    found = list(rows[: limit + 1])
    more = cursor_make("policy_tasks", found[limit - 1].place, found[limit - 1].pk) if len(found) > limit else None
    return TasksOut(items=[_task_out(task, inside=inside) for task in found[:limit]], next=more)


@router.get("/policies/{id}/targets", response=list[TargetOut], summary="政策的目标 Its targets")
@endpoint("ledger.see", obj=_policy)
def policy_targets(request: HttpRequest, id: RecordId) -> list[TargetOut]:
    """Its targets, held against the measures that count them; each promise once."""
    row, readings, on = _policy(request, id), Readings(), timezone.localdate()
    inside = permitted(request.user, "ledger.inside", row)
    targets = targets_of_policy(row)
    tasks = tasks_of_targets(targets, inside=inside)
    found = (measured(target, readings, on, records=False) for target in targets)
    return [_target_out(held, tasks.get(held.target.pk, []), inside=inside) for held in found]


@router.get("/rounds", response=RoundsOut, summary="填报批次 Reporting rounds")
@endpoint("ledger.take_in")
def rounds(request: HttpRequest, limit: Limit = PAGE, cursor: Cursor = "") -> RoundsOut:
    """The rounds of the caller's offices."""
    assert isinstance(request.user, User)
    on = timezone.localdate()
    rows = rounds_of(offices_of(request.user, on=on)).order_by("-pk")
    if cursor:
        rows = rows.filter(pk__lt=cursor_read("rounds", cursor, int)[0])
    found = list(rows[: limit + 1])
    tallies = tallies_by_round(found[:limit], on)
    items = [_round_out(row, tallies.get(row.pk)) for row in found[:limit]]
    return RoundsOut(items=items, next=_next("rounds", found, limit))


@router.get("/rounds/{id}/bodies", response=list[TallyOut], summary="谁已填报 Who has reported")
@endpoint("ledger.keep", obj=_round)
def round_bodies(request: HttpRequest, id: RecordId) -> list[TallyOut]:
    """How each body of a round stands, those that owe most in front."""
    tallies = tallies_by_body(_round(request, id), timezone.localdate())
    return [_tally_out(one) for one in tallies]


@router.get("/rounds/{id}/filings", response=FilingsOut, summary="填报项 What a round asks")
@endpoint("ledger.keep", obj=_round)
def round_filings(
    request: HttpRequest,
    id: RecordId,
    organisation: Annotated[int, Query(ge=0, le=2**63 - 1, description="只要这一单位 of one body")] = 0,
    limit: Limit = PAGE,
    cursor: Cursor = "",
) -> FilingsOut:
    """Each report a round asks for, and how it stands."""
    rows = _round(request, id).filings.select_related("progress").order_by("pk")
    if organisation:
        rows = rows.filter(body=organisation)
    if cursor:
        rows = rows.filter(pk__gt=cursor_read("filings", cursor, int)[0])
    found = list(rows[: limit + 1])
    items = [_filing_out(row, timezone.localdate()) for row in found[:limit]]
    return FilingsOut(items=items, next=_next("filings", found, limit))


@router.get("/tasks/{id}/progress", response=list[SaidOut], summary="任务进展 Progress of a task")
@endpoint("ledger.work", obj=_task)
def task_progress(request: HttpRequest, id: RecordId) -> list[SaidOut]:
    """What its bodies and the office said of it, the newest first, 200 at most."""
    rows = _task(request, id).progress.order_by("-at", "-pk")[:200]
    return [
        SaidOut(
            id=row.pk, organisation=row.body_id, part=row.part, text=row.text, share=row.share, at=row.at,
            typed_by_office=row.typed_by_office, returned_at=row.returned_at,
        )
        for row in rows
    ]  # fmt: skip


def _next(name: str, found: list[Any], limit: int) -> str | None:
    return cursor_make(name, found[limit - 1].pk) if len(found) > limit else None


def _policy_out(row: Policy) -> PolicyOut:
    return PolicyOut(
        id=row.pk, title=row.title, number=row.number, issuers=row.issuers, level=row.level, region=row.region,
        issued=row.issued, starts=row.starts, ends=row.ends, fictitious=row.fictitious,
        public=row.published_at is not None and row.withdrawn_at is None,
    )  # fmt: skip


def _task_out(task: Task, *, inside: bool) -> TaskOut:
    stands = standing(task, timezone.localdate()) if inside else None
    bodies = sorted(task.bodies.all(), key=lambda body: (body.part, body.place))
    return TaskOut(
        id=task.pk, number=task.number, heading=task.heading, title=task.title, text=task.text, due=task.due,
        due_words=task.due_words,
        bodies=[BodyOut(part=one.part, written=one.written, organisation=one.body_id) for one in bodies],
        standing=stands.code if stands else None, day=stands.due if stands else None,
        share=task.share if inside else None,
    )  # fmt: skip


def _target_out(held: Measured, tasks: list[int], *, inside: bool) -> TargetOut:
    target, bar = held.target, bar_of(held)
    because = held.because if inside else None
    return TargetOut(
        id=target.pk, name=target.name, text=target.text, comparator=target.comparator, value=target.value,
        value_to=target.value_to, unit=target.unit, per=target.per, due=target.due, due_words=target.due_words,
        measure=target.measure if inside else None, part=target.part if inside else None, done=held.progress.done,
        done_unit=held.offer.measure.unit.zh if held.offer else None,
        pace=None if held.progress.pace is None else round(Decimal(held.progress.pace), 4),
        percent=bar.percent if bar else None, state=held.state if inside or held.state in _SAID_OUTSIDE else None,
        tasks=tasks, because_zh=because.zh if because else None,
    )  # fmt: skip


def _tally_out(one: Any) -> TallyOut:
    return TallyOut(organisation=one.body, **{name: getattr(one, name) for name in one._fields if name != "body"})


def _round_out(row: Round, tally: Any) -> RoundOut:
    return RoundOut(
        id=row.pk, title=row.title, office=row.office.name, policies=sorted(one.pk for one in row.policies.all()),
        parts_due=row.parts_due, due=row.due, opened_at=row.opened_at, closed_at=row.closed_at,
        tally=_tally_out(tally) if tally else None,
    )  # fmt: skip


def _filing_out(row: Filing, on: date) -> FilingOut:
    return FilingOut(
        id=row.pk, task=row.task_id, organisation=row.body_id, part=row.part, due=row.due, state=filing_state(row),
        days_late=days_late(row, on), first_at=row.first_at, share=row.progress.share if row.progress else None,
    )  # fmt: skip

"""Cases in the API (事项接口): those the caller has a part in, with steps and deadlines; what may be done, and why not
the rest; making a move."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field, StringConstraints

from guiju.domain.language import Words
from guiju.domain.procedures import Choice, Procedure
from guiju.kernel.accounts.models import User
from guiju.kernel.api.cursors import cursor_make, cursor_read
from guiju.kernel.api.endpoint import endpoint
from guiju.kernel.api.fields import PAGE, Cursor, Limit, RecordId
from guiju.kernel.api.problems import ApiError, missing
from guiju.kernel.procedures.declarations import procedure_of, procedures_of
from guiju.kernel.procedures.errors import CaseError
from guiju.kernel.procedures.models import Case
from guiju.kernel.procedures.queries import case_get, cases_seen, may_see
from guiju.kernel.procedures.services import case_move
from guiju.kernel.procedures.sight import Sight, sight_of

router = Router(tags=["事项 Cases"])
Fact = Annotated[str, StringConstraints(max_length=4_000)]


class CaseOut(Schema):
    """A case: where it stands, and by when something must be done."""

    id: int
    procedure: str
    version: int = Field(description="程序版本 version of the procedure it runs under")
    title: str
    stage: str
    stage_zh: str
    stage_en: str
    organisation: str = Field(description="申请单位 whose case it is")
    authority: str = Field(description="办理单位 who handles it")
    object_kind: str = Field(description="办理对象的种类，如 register:pilots what it is about")
    object_id: str
    revision: int = Field(description="办理时须带上 to be given with a move")
    due_on: date | None
    opened_at: datetime
    closed_at: datetime | None


class CasesOut(Schema):
    """Cases, the newest first; `next` is the cursor of what follows, null at the end."""

    cases: list[CaseOut]
    next: str | None


class StepOut(Schema):
    """A move that was made; `by` and `note` where the caller may read them."""

    number: int
    move: str
    source: str
    target: str
    role: str
    at: datetime
    by: str | None
    note: str


class DeadlineOut(Schema):
    """A running deadline, with its arithmetic and its article."""

    code: str
    name_zh: str
    name_en: str
    day: date | None = Field(description="停止计时时为空 null while the clock stands still")
    least: bool = Field(description="至少要满 must last that long, rather than end by then")
    overdue: bool
    reckoning_zh: str
    reckoning_en: str
    basis_zh: str
    basis_en: str


class CaseWhole(CaseOut):
    """A case with its steps, deadlines, documents and fields, and whose turn it is."""

    waits_for: list[str] = Field(description="轮到的角色 roles")
    steps: list[StepOut]
    deadlines: list[DeadlineOut]
    documents: list[str] = Field(description="已提交的材料 kinds of documents handed in")
    fields: dict[str, Any]


class MoveOut(Schema):
    """A move from the present stage, whether the caller may make it, and everything that stands against it."""

    move: str
    name_zh: str
    name_en: str
    kind: str
    allowed: bool
    role: str = Field(description="以何身份 as which role, empty for none")
    asks: list[str] = Field(description="须填的字段 fields to be filled in")
    note: bool = Field(description="须写理由 a reason must be given")
    reasons_zh: list[str]
    reasons_en: list[str]


class MoveIn(Schema):
    """A move of a case that stood at `revision`; `fields` are those it asks for."""

    move: str = Field(max_length=40)
    revision: int = Field(ge=0, le=10**8)
    note: str = Field("", max_length=4_000)
    fields: dict[str, Fact] = Field(default_factory=dict, max_length=40)


@router.get("/cases", response=CasesOut, summary="我能看的事项 Cases")
@endpoint("procedures.work")
def cases(
    request: HttpRequest,
    state: Annotated[Literal["", "open", "closed"], Query(description="在办或办结 running or over")] = "",
    procedure: Annotated[str, Query(max_length=40, description="程序代码 code of a procedure")] = "",
    cursor: Cursor = "",
    limit: Limit = PAGE,
) -> CasesOut:
    """The cases the caller has a part in."""
    rows = cases_seen(_caller(request), on=timezone.localdate()).order_by("-pk")
    if state:
        rows = rows.filter(closed_at__isnull=state == "open")
    if procedure:
        rows = rows.filter(procedure=procedure.replace("\0", ""))
    if cursor:
        rows = rows.filter(pk__lt=cursor_read("cases", cursor, int)[0])
    found = list(rows[: limit + 1])
    shown = found[:limit]
    known = procedures_of(shown)
    more = cursor_make("cases", shown[-1].pk) if len(found) > limit else None
    return CasesOut(cases=[CaseOut(**_told(case, known[case.pk])) for case in shown], next=more)


def _asked(request: HttpRequest, id: int, **_: object) -> Case:
    """The case of an address. Raises `ApiError`, also for one the caller has no part in."""
    case = case_get(id)
    if case is None or (request.user.is_authenticated and not may_see(_caller(request), case, on=timezone.localdate())):
        raise missing()
    return case


@router.get("/cases/{id}", response=CaseWhole, summary="一件事项 One case")
@endpoint("procedures.see", obj=_asked)
def case_one(request: HttpRequest, id: RecordId) -> CaseWhole:
    """One case."""
    return _whole(request, _asked(request, id))


@router.get("/cases/{id}/moves", response=list[MoveOut], summary="能办什么 What may be done")
@endpoint("procedures.see", obj=_asked)
def case_moves(request: HttpRequest, id: RecordId) -> list[MoveOut]:
    """Every move from the present stage, those the caller may make first."""
    sight = _sight(request, _asked(request, id))
    return [_move(choice) for choice in (*sight.allowed, *sight.refused)] if sight.case.closed_at is None else []


@router.post("/cases/{id}/moves", response=CaseWhole, summary="办理 Make a move")
@endpoint("procedures.see", scope="cases", obj=_asked)
def case_move_make(request: HttpRequest, id: RecordId, body: MoveIn) -> CaseWhole:
    """Make a move, unless somebody else acted since `revision` (409) or something stands against it (422)."""
    try:
        case = case_move(
            actor=_caller(request),
            case=_asked(request, id),
            revision=body.revision,
            move=body.move.replace("\0", ""),
            note=body.note.replace("\0", ""),
            facts={code: value.replace("\0", "") for code, value in body.fields.items()},
            at=timezone.now(),
        )
    except CaseError as error:
        if error.code not in ("stale", "closed"):
            raise
        raise ApiError(409, error.code, error.message, error.remedy, where="revision") from error
    return _whole(request, case)


def _caller(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # the rule has been checked
    return request.user


def _sight(request: HttpRequest, case: Case) -> Sight:
    return sight_of(case, _caller(request), on=timezone.localdate())


def _told(case: Case, procedure: Procedure) -> dict[str, Any]:
    stage = procedure.stages[case.stage].words
    return {
        "id": case.pk,
        "procedure": case.procedure,
        "version": case.version,
        "title": case.title,
        "stage": case.stage,
        "stage_zh": stage.zh,
        "stage_en": stage.en,
        "organisation": case.organisation.name,
        "authority": case.authority.name,
        "object_kind": case.object_kind,
        "object_id": case.object_id,
        "revision": case.revision,
        "due_on": case.due_on,
        "opened_at": case.opened_at,
        "closed_at": case.closed_at,
    }


def _whole(request: HttpRequest, case: Case) -> CaseWhole:
    sight, mine = _sight(request, case), _caller(request).pk
    procedure = procedure_of(case.procedure, case.version)
    return CaseWhole(
        **_told(case, procedure),
        waits_for=list(procedure.whose_turn(case.stage)),
        steps=[
            StepOut(
                number=step.number,
                move=step.move,
                source=step.source,
                target=step.target,
                role=step.role,
                at=step.at,
                by=step.user.display_name if step.user and (sight.inside or step.user_id == mine) else None,
                note=step.note if sight.note_shown(step) else "",
            )
            for step in sight.steps
        ],
        deadlines=_deadlines(sight),
        documents=sorted(sight.run.documents),
        fields={code: value for code, value in case.facts.items() if code in procedure.fields},
    )


def _deadlines(sight: Sight) -> list[DeadlineOut]:
    on, found = timezone.localdate(), []
    for clock in sight.clocks:
        name, said, basis = clock.deadline.words, clock.reckoning.said(), clock.basis.said()
        found.append(
            DeadlineOut(
                code=clock.deadline.code, name_zh=name.zh, name_en=name.en, day=clock.day, least=clock.waits,
                overdue=clock.overdue(on), reckoning_zh=said.zh, reckoning_en=said.en, basis_zh=basis.zh,
                basis_en=basis.en,
            )
        )  # fmt: skip
    return found


def _move(choice: Choice) -> MoveOut:
    words: Words = choice.move.words
    return MoveOut(
        move=choice.move.code,
        name_zh=words.zh,
        name_en=words.en,
        kind=choice.move.kind,
        allowed=choice.allowed,
        role=choice.role,
        asks=list(choice.move.asks),
        note=choice.move.note,
        reasons_zh=[reason.zh for reason in choice.reasons],
        reasons_en=[reason.en for reason in choice.reasons],
    )

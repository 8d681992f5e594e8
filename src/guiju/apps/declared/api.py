"""The registers in the API (登记簿接口): every register by the same addresses, each with its own schema."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema, Status
from pydantic import Field

from guiju.apps.declared.described import register_openapi
from guiju.apps.declared.exports import record_data
from guiju.apps.declared.schema import values_schema
from guiju.domain.language import Words
from guiju.kernel.accounts.models import Organisation, User
from guiju.kernel.api.cursors import cursor_make, cursor_read
from guiju.kernel.api.endpoint import endpoint
from guiju.kernel.api.fields import LARGEST_PAGE, PAGE, Cursor, Limit, RecordId
from guiju.kernel.api.problems import ApiError, missing
from guiju.kernel.registers.asking import asked
from guiju.kernel.registers.layout import layout_find
from guiju.kernel.registers.queries import Room, record_find, records_after, rooms_for
from guiju.kernel.registers.rules import Asked
from guiju.kernel.registers.search import kind_name
from guiju.kernel.registers.services import record_change, record_hand_in
from guiju.kernel.registers.services.courses import authorities_open
from guiju.kernel.registers.services.errors import RecordRefused
from guiju.kernel.registers.sight import sight_of
from guiju.kernel.registers.tables import Record
from guiju.kernel.search.services import index_keep_up

router = Router(tags=["登记簿 Registers"])
_CODE = "register"
_WHICH = (
    Words("请写明填报单位 organisation。", "Say in organisation for whom it is entered."),
    Words("只能是您任职的单位。", "It must be one you act for."),
)


_NO_AUTHORITY = (
    Words("没有这个办理单位。", "There is no such authority."),
    Words("请写政府部门在本平台的编号。", "Give the id of a bureau."),
)


class RegisterOut(Schema):
    """A register: what it is for, and what the caller may do in it."""

    code: str
    version: int
    name_zh: str
    name_en: str
    purpose_zh: str
    purpose_en: str
    facets: list[str] = Field(description="可作筛选参数的字段 fields that can be parameters of its list")
    may_enter: bool
    may_keep: bool


class RecordOut(Schema):
    """A record: the values the caller sees; what they mean says the schema of the register."""

    id: int
    number: str | None
    version: int = Field(description="登记时的声明版本 version of the declaration it was kept under")
    revision: int = Field(description="修改时须带上 to be given with a change")
    fictitious: bool
    public: bool
    changed_at: datetime
    values: dict[str, Any]


class RecordsOut(Schema):
    """Records in the order they were entered; `next` is the cursor of what follows, null at the end."""

    records: list[RecordOut]
    next: str | None


class RecordIn(Schema):
    """Values of a new record, as people write them or as the schema says."""

    values: dict[str, Any]
    organisation: int | None = Field(None, description="填报单位，只有一个时可省 needed where one acts for several")
    authority: int | None = Field(None, description="办理单位：登记即开始办理的登记簿用 who handles the case it opens")


class ChangeIn(Schema):
    """Values to be changed of a record that stood at `revision`; null takes a value away."""

    revision: int = Field(ge=1, le=10**8)
    values: dict[str, Any]
    reason: str = Field("", max_length=500)


@router.get("/registers", response=list[RegisterOut], summary="全部登记簿 All registers")
@endpoint("public")
def registers(request: HttpRequest) -> list[RegisterOut]:
    """The registers that are something to the caller."""
    return [_register(room) for room in rooms_for(request.user, timezone.localdate())]


@router.get("/registers/{code}", response=RegisterOut, summary="一个登记簿 One register")
@endpoint("public")
def register_one(request: HttpRequest, code: str) -> RegisterOut:
    """One register."""
    return _register(_room(request, code))


@router.get("/registers/{code}/schema", response=dict[str, Any], summary="登记的 JSON Schema Its schema")
@endpoint("public")
def register_schema(request: HttpRequest, code: str) -> dict[str, Any]:
    """JSON Schema (2020-12) of the values of its records."""
    return values_schema(*_room(request, code))


@router.get("/registers/{code}/openapi", response=dict[str, Any], summary="一个登记簿的 OpenAPI Its OpenAPI")
@endpoint("public")
def register_described(request: HttpRequest, code: str) -> dict[str, Any]:
    """OpenAPI 3.1 document of its records, naming the fields the caller sees; writing where the caller may write."""
    return register_openapi(_room(request, code))


@router.get("/registers/{code}/records", response=RecordsOut, summary="登记列表 Its records")
@endpoint("public")
def register_records(
    request: HttpRequest,
    code: str,
    q: Annotated[str, Query(max_length=200, description="词语、编号、标准号 words, numbers")] = "",
    cursor: Cursor = "",
    limit: Limit = PAGE,
) -> RecordsOut:
    """Records the caller sees. Any facet of the register is a parameter too: `?level=national&level=provincial`."""
    room = _room(request, code)
    after = int(cursor_read(f"register:{code}", cursor, int)[0]) if cursor else 0
    ask = asked(room.layout, room.sight, request.GET)
    rows = records_after(ask, after, min(limit, LARGEST_PAGE) + 1, on=timezone.localdate())
    shown = rows[:limit]
    more = cursor_make(f"register:{code}", shown[-1].pk) if len(rows) > limit else None
    return RecordsOut(records=[_record(room, row) for row in shown], next=more)


@router.get("/registers/{code}/records/{id}", response=RecordOut, summary="一条登记 One record")
@endpoint("public")
def register_record(request: HttpRequest, code: str, id: RecordId) -> RecordOut:
    """One record."""
    room = _room(request, code)
    row = record_find(room.layout, id)
    if row is None or not room.sight.sees(row):
        raise missing()
    return _record(room, row)


def _asked(request: HttpRequest, code: str, id: int = 0, **_: object) -> Asked:
    room = _room(request, code)
    row = record_find(room.layout, id) if id else None
    if id and (row is None or not room.sight.sees(row)):
        raise missing()
    return Asked(room.layout, row)


@router.post("/registers/{code}/records", response={201: RecordOut}, summary="登记 Enter a record")
@endpoint("registers.enter", scope="registers", obj=_asked)
def register_record_create(request: HttpRequest, code: str, body: RecordIn) -> Status[RecordOut]:
    """Enter a record; every value at fault is told at once."""
    room = _room(request, code)
    mine = sorted(room.sight.enters)
    organisation = body.organisation if body.organisation is not None else mine[0] if len(mine) == 1 else None
    if organisation not in mine:
        raise ApiError(422, "organisation", *_WHICH, where="organisation")
    try:
        row = record_hand_in(
            actor=_caller(request), register=code, typed=body.values, organisation_id=organisation,
            authority=_authority(body.authority), at=timezone.now(),
        )  # fmt: skip
    except RecordRefused as error:
        raise _refused(error) from error
    index_keep_up(kind=kind_name(code))
    return Status(201, _record(room, row))


@router.patch("/registers/{code}/records/{id}", response=RecordOut, summary="修改登记 Change a record")
@endpoint("registers.change", scope="registers", obj=_asked)
def register_record_change(request: HttpRequest, code: str, id: RecordId, body: ChangeIn) -> RecordOut:
    """Change a record, unless somebody else changed it since `revision`."""
    room = _room(request, code)
    try:
        row = record_change(
            actor=_caller(request), register=code, record=id, revision=body.revision, typed=body.values,
            reason=body.reason, at=timezone.now(),
        )  # fmt: skip
    except RecordRefused as error:
        raise _refused(error) from error
    index_keep_up(kind=kind_name(code))
    return _record(room, row)


def _room(request: HttpRequest, code: str) -> Room:
    layout = layout_find(code.replace("\0", "")[:60])
    if layout is None:
        raise missing(_CODE)
    person = request.user
    sight = sight_of(layout.register, person, timezone.localdate())
    if not sight.sees_something:
        raise missing(_CODE)
    return Room(layout, sight)


def _register(room: Room) -> RegisterOut:
    told = room.layout.register
    return RegisterOut(
        code=told.code,
        version=told.version,
        name_zh=told.name.zh,
        name_en=told.name.en,
        purpose_zh=told.purpose.zh,
        purpose_en=told.purpose.en,
        facets=[code for code in told.facets if code in {one.code for one in room.sight.fields()}],
        may_enter=room.sight.creates,
        may_keep=room.sight.keeps,
    )


def _record(room: Room, row: Record) -> RecordOut:
    return RecordOut(**record_data(room.layout, room.sight, row))


def _authority(pk: int | None) -> Organisation | None:
    """Who handles the case that is opened with a record. Raises `ApiError`."""
    found = next((one for one in authorities_open() if one.pk == pk), None)
    if pk is not None and found is None:
        raise ApiError(422, "authority", *_NO_AUTHORITY, where="authority")
    return found


def _caller(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # the rule has been checked
    return request.user


def _refused(error: RecordRefused) -> ApiError:
    """Every value at fault, each with its field."""
    errors = [{"where": code, "code": "value", "detail": (said.zh, said.en)} for code, said in error.errors.items()]
    return ApiError(422, "values", error.message, where=error.where, errors=errors)

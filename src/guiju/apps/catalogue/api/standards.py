"""Standards in the API (标准): one, those of a number, all of them by pages; status on a day."""

from __future__ import annotations

from typing import Annotated, Literal

from django.db.models import Q
from django.http import HttpRequest
from ninja import Query, Router

from guiju.apps.catalogue.api.days import day_read, known_read
from guiju.apps.catalogue.api.shapes import (
    StandardDetail,
    StandardPage,
    StatusDetail,
    standard_detail,
    standards_out,
)
from guiju.apps.catalogue.models import Edition
from guiju.apps.catalogue.queries import edition_get, editions_by_number
from guiju.domain.numbers import Level, Nature
from guiju.kernel.api.cursors import cursor_make, cursor_read
from guiju.kernel.api.endpoint import endpoint
from guiju.kernel.api.fields import LONGEST_TEXT, PAGE, Cursor, Day, Limit, RecordId
from guiju.kernel.api.problems import missing

router = Router(tags=["标准 Standards"])
_LIST = "standards"

Number = Annotated[str, Query(max_length=LONGEST_TEXT, description="任意写法的标准号 a number in any spelling")]
Known = Annotated[str, Query(max_length=20, description="按本站哪天所知 as known here at the end of this day")]
Publisher = Annotated[str, Query(max_length=40, description="发布者代码 publisher code: gb, hj, iso")]
Year = Annotated[int, Query(ge=0, le=9999, description="年号 year of the number")]


@router.get("/standards", response=StandardPage, summary="按编号或条件列出标准 Standards of a number, or all by pages")
@endpoint("public")
def standards(
    request: HttpRequest,
    number: Number = "",
    level: Annotated[Level | Literal[""], Query(description="级别 level")] = "",
    nature: Annotated[Nature | Literal[""], Query(description="性质 nature")] = "",
    publisher: Publisher = "",
    year: Year = 0,
    on: Day = "",
    cursor: Cursor = "",
    limit: Limit = PAGE,
) -> StandardPage:
    """In order of their numbers. With `number`, whatever its spelling: that standard, several where it is repeated."""
    day = day_read(on, "on")
    rows = editions_by_number(number) if number else Edition.objects.all()
    wanted = {"level": level, "nature": nature, "publisher": publisher, "year": str(year) if year else ""}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    if cursor:
        key, pk = cursor_read(_LIST, cursor, str, int)
        rows = rows.filter(Q(sort_key__gt=key) | Q(sort_key=key, pk__gt=pk))
    found = list(rows.select_related("series", "source").order_by("sort_key", "pk")[: limit + 1])
    following = cursor_make(_LIST, found[limit - 1].sort_key, found[limit - 1].pk) if len(found) > limit else None
    return StandardPage(items=standards_out(found[:limit], day), next=following)


@router.get("/standards/{id}", response=StandardDetail, summary="一个标准 One standard")
@endpoint("public")
def standard(request: HttpRequest, id: RecordId, on: Day = "", known_on: Known = "") -> object:
    """All that is on record of one edition, its status on a day, and the evidence; as known now or on another day."""
    return standard_detail(_edition(id), day_read(on, "on"), known_read(known_on))


@router.get("/standards/{id}/status", response=StatusDetail, summary="某日的状态 Status on a day")
@endpoint("public")
def status(request: HttpRequest, id: RecordId, on: Day = "", known_on: Known = "") -> object:
    """The status computed for a day, as known now or on another day, and every fact it rests on."""
    return standard_detail(_edition(id), day_read(on, "on"), known_read(known_on))["status"]


def _edition(pk: int) -> Edition:
    try:
        return edition_get(pk)
    except Edition.DoesNotExist as error:
        raise missing("id") from error

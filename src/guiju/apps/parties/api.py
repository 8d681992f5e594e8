"""Parties in the API (机构接口): what everybody may read."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from guiju.apps.parties.models import Organisation
from guiju.apps.parties.queries.organisations import Asked, names_of, organisation_get, organisations_asked
from guiju.kernel.api.cursors import cursor_make, cursor_read
from guiju.kernel.api.endpoint import endpoint
from guiju.kernel.api.fields import PAGE, Cursor, Limit, RecordId
from guiju.kernel.api.problems import missing

router = Router(tags=["机构与委员会 Parties"])
Words100 = Annotated[str, Query(max_length=100, description="名称或代码 words of a name, or a code")]
Kind = Annotated[str, Query(max_length=30, description="类别 kind, such as enterprise")]
Region = Annotated[str, Query(max_length=6, description="行政区划代码 code of GB/T 2260, with those below it")]
Sector = Annotated[str, Query(max_length=5, description="行业代码 code of GB/T 4754, such as C38")]


class NameOut(Schema):
    """A name and when it was borne."""

    name: str
    since: date | None
    until: date | None = Field(description="最后一天 its last day")


class OrganisationOut(Schema):
    """An organisation."""

    id: int
    name: str
    name_en: str
    uscc: str = Field(description="统一社会信用代码")
    kinds: list[str]
    region: str = Field(description="行政区划代码 GB/T 2260")
    sector: str = Field(description="行业代码 GB/T 4754")
    parent: int | None = Field(description="所属单位 what it is a unit of")
    closed_on: date | None
    fictitious: bool


class OrganisationWhole(OrganisationOut):
    """An organisation with its names over time."""

    names: list[NameOut]
    merged_into: int | None = Field(description="已合并到 this record was a duplicate of that one")


class OrganisationsOut(Schema):
    """A page of organisations, in the order they were recorded."""

    items: list[OrganisationOut]
    next: str | None


@router.get("/organisations", response=OrganisationsOut, summary="机构 Organisations")
@endpoint("public")
def organisations(
    request: HttpRequest,
    q: Words100 = "",
    kind: Kind = "",
    region: Region = "",
    sector: Sector = "",
    limit: Limit = PAGE,
    cursor: Cursor = "",
) -> OrganisationsOut:
    """Organisations as asked for, those that were closed left out."""
    rows = organisations_asked(Asked(q.replace("\0", ""), kind, region, sector)).order_by("pk")
    if cursor:
        (after,) = cursor_read("organisations", cursor, int)
        rows = rows.filter(pk__gt=after)
    found = list(rows.prefetch_related("kinds")[: limit + 1])
    more = cursor_make("organisations", found[limit - 1].pk) if len(found) > limit else None
    return OrganisationsOut(items=[OrganisationOut(**_told(row)) for row in found[:limit]], next=more)


@router.get("/organisations/{id}", response=OrganisationWhole, summary="一个机构 One organisation")
@endpoint("public")
def organisation(request: HttpRequest, id: RecordId) -> OrganisationWhole:
    """One organisation; a record that was merged says into which."""
    try:
        row = organisation_get(id)
    except Organisation.DoesNotExist as error:
        raise missing() from error
    names = [NameOut(name=one.name, since=one.since, until=one.until) for one in names_of(row)]
    return OrganisationWhole(**_told(row), names=names, merged_into=row.merged_into_id)


def _told(row: Organisation) -> dict[str, Any]:
    same = ("name", "name_en", "uscc", "region", "sector", "closed_on", "fictitious")
    kinds = sorted(kind.kind for kind in row.kinds.all())
    return {"id": row.pk, "kinds": kinds, "parent": row.parent_id, **{name: getattr(row, name) for name in same}}

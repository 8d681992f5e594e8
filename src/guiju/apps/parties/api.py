"""Parties in the API (机构接口): what everybody may read."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from guiju.apps.parties.models import Committee, Draw, Organisation
from guiju.apps.parties.queries.committees import AskedCommittees, committee_get, committees_asked
from guiju.apps.parties.queries.draws import draw_get, draws_public
from guiju.apps.parties.queries.organisation_lists import organisations_after
from guiju.apps.parties.queries.organisations import Asked, names_of, organisation_get
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


class LinkOut(Schema):
    """A body a committee mirrors or keeps in touch with."""

    kind: str
    reference: str


class CommitteeOut(Schema):
    """A committee."""

    id: int
    number: str
    kind: str
    level: str
    name: str
    name_en: str
    scope: str
    fields: list[str] = Field(description="专业 such as ics:13.060")
    parent: str | None = Field(description="上级编号 number of the committee it belongs to")
    secretariat: int | None = Field(description="秘书处承担单位 an organisation")
    established_on: date | None
    closed_on: date | None
    fictitious: bool
    links: list[LinkOut]


class CommitteesOut(Schema):
    """A page of committees, in the order they were recorded."""

    items: list[CommitteeOut]
    next: str | None


class DrawOut(Schema):
    """A draw of a panel; the files verify with `guiju draw verify`."""

    id: int
    purpose: str
    office: str
    announced_at: datetime
    drawn_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_because: str
    announcement: dict[str, Any] = Field(description="抽取公告 as it was published")
    result: dict[str, Any] | None = Field(description="抽取结果 as it was published")


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
    after = cursor_read("organisations", cursor, int)[0] if cursor else 0
    found = organisations_after(Asked(q.replace("\0", ""), kind, region, sector), after, limit + 1)
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


@router.get("/committees", response=CommitteesOut, summary="技术委员会 Committees")
@endpoint("public")
def committees(
    request: HttpRequest, q: Words100 = "", kind: Kind = "", limit: Limit = PAGE, cursor: Cursor = ""
) -> CommitteesOut:
    """Committees as asked for, those that were closed left out; `kind` is TC, SC or WG."""
    rows = committees_asked(AskedCommittees(q.replace("\0", ""), kind)).order_by("pk")
    if cursor:
        (after,) = cursor_read("committees", cursor, int)
        rows = rows.filter(pk__gt=after)
    found = list(rows.select_related("parent").prefetch_related("links")[: limit + 1])
    more = cursor_make("committees", found[limit - 1].pk) if len(found) > limit else None
    return CommitteesOut(items=[_committee(row) for row in found[:limit]], next=more)


@router.get("/committees/{id}", response=CommitteeOut, summary="一个技术委员会 One committee")
@endpoint("public")
def committee(request: HttpRequest, id: RecordId) -> CommitteeOut:
    """One committee."""
    try:
        return _committee(committee_get(id))
    except Committee.DoesNotExist as error:
        raise missing() from error


@router.get("/draws", response=list[DrawOut], summary="随机抽取 Draws of panels")
@endpoint("public")
def draws(request: HttpRequest, limit: Limit = PAGE) -> list[DrawOut]:
    """Draws that were announced, the newest first."""
    return [_draw(row) for row in draws_public()[:limit]]


@router.get("/draws/{id}", response=DrawOut, summary="一次随机抽取 One draw")
@endpoint("public")
def draw(request: HttpRequest, id: RecordId) -> DrawOut:
    """One draw with its published files."""
    try:
        row = draw_get(id)
    except Draw.DoesNotExist as error:
        raise missing() from error
    if row.announced_at is None:
        raise missing()
    return _draw(row)


def _committee(row: Committee) -> CommitteeOut:
    same = ("number", "kind", "level", "name", "name_en", "scope", "fields", "established_on", "closed_on")
    links = [LinkOut(kind=one.kind, reference=one.reference) for one in row.links.all()]
    told: dict[str, Any] = {name: getattr(row, name) for name in (*same, "fictitious")}
    parent = row.parent.number if row.parent else None
    return CommitteeOut(id=row.pk, parent=parent, secretariat=row.secretariat_id, links=links, **told)


def _draw(row: Draw) -> DrawOut:
    assert row.announced_at is not None
    return DrawOut(
        id=row.pk, purpose=row.purpose, office=row.organisation.name, announced_at=row.announced_at,
        drawn_at=row.drawn_at, withdrawn_at=row.withdrawn_at, withdrawn_because=row.withdrawn_because,
        announcement=json.loads(row.announcement), result=json.loads(row.result) if row.result else None,
    )  # fmt: skip


def _told(row: Organisation) -> dict[str, Any]:
    same = ("name", "name_en", "uscc", "region", "sector", "closed_on", "fictitious")
    kinds = sorted(kind.kind for kind in row.kinds.all())
    return {"id": row.pk, "kinds": kinds, "parent": row.parent_id, **{name: getattr(row, name) for name in same}}

"""The collections in the API (专题库接口)."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from guiju.apps.collections.content import published_of
from guiju.apps.collections.exports import member_data
from guiju.apps.collections.members import members_shown
from guiju.apps.collections.models import Collection
from guiju.apps.collections.queries import collection_get, collections_public
from guiju.kernel.api.endpoint import endpoint
from guiju.kernel.api.problems import missing

router = Router(tags=["专题库 Collections"])


class CollectionOut(Schema):
    """A public collection."""

    slug: str
    title_zh: str
    title_en: str
    description_zh: str
    description_en: str
    provenance: str = Field(description="来历 where it comes from")
    rule: str = Field(description="检索式 its rule in the search language")
    organisation: str | None = Field(description="所属单位; null: carried by the program")
    published_at: datetime
    members: int = Field(description="成员数 how many when last looked at")


class MemberOut(Schema):
    """A member; without id and status when the catalogue lacks it (未收录)."""

    number: str
    id: int | None
    title: str
    status: str | None
    level: str | None
    published: str
    effective: str


class MembersOut(Schema):
    """All members of a collection as they stand today."""

    as_of: date
    total: int
    left_out: int = Field(description="未列出 how many more the rule finds than are listed")
    members: list[MemberOut]


@router.get("/collections", response=list[CollectionOut], summary="全部专题库 All collections")
@endpoint("public")
def collections(request: HttpRequest) -> list[CollectionOut]:
    """Every public collection."""
    return [_out(row) for row in collections_public()]


@router.get("/collections/{slug}", response=CollectionOut, summary="一个专题库 One collection")
@endpoint("public")
def collection(request: HttpRequest, slug: str) -> CollectionOut:
    """One public collection."""
    return _out(_public(slug))


@router.get("/collections/{slug}/members", response=MembersOut, summary="专题库成员 Members of a collection")
@endpoint("public")
def collection_members(request: HttpRequest, slug: str) -> MembersOut:
    """Its members, computed now from its rule and the numbers added and taken out by hand."""
    content, day = published_of(_public(slug)), timezone.localdate()
    assert content is not None
    found = members_shown(content, day)
    rows = [MemberOut(**member_data(row)) for row in found.rows]
    return MembersOut(as_of=day, total=len(rows), left_out=found.left_out, members=rows)


def _public(slug: str) -> Collection:
    try:
        row = collection_get(slug[:100].replace("\0", ""))
    except Collection.DoesNotExist as error:
        raise missing() from error
    if row.published is None:
        raise missing()
    return row


def _out(row: Collection) -> CollectionOut:
    content = published_of(row)
    assert content is not None
    assert row.published_at is not None
    told = content.data()
    return CollectionOut(
        slug=row.slug,
        organisation=row.organisation.name if row.organisation else None,
        published_at=row.published_at,
        members=len(row.seen),
        **{name: told[name] for name in CollectionOut.model_fields if name in told},
    )

"""Dumps and the change feed in the API (数据包与变更): together a mirror of the catalogue."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from ninja import Path, Query, Router, Schema
from pydantic import Field

from guiju.apps.catalogue.queries.feed import changes_after
from guiju.apps.opendata.models import Dump
from guiju.apps.opendata.queries import dump_file, dumps
from guiju.apps.opendata.shapes import PublicStandard
from guiju.apps.opendata.views import file_answer
from guiju.kernel.api.endpoint import endpoint
from guiju.kernel.api.fields import LARGEST_KEY, RecordId
from guiju.kernel.api.problems import missing
from guiju.kernel.history.queries import chain_length

router = Router(tags=["数据包与变更 Dumps and changes"])
MOST = 1_000
After = Annotated[
    int,
    Query(ge=0, le=LARGEST_KEY, description="历史中的这一处之后 after this: a dump's sequence, the last next"),
]
Many = Annotated[int, Query(ge=1, le=MOST, description="历史事件数 events of the history")]
Name = Annotated[str, Path(max_length=100, description="文件名 name of the file")]


class Confirmed(Schema):
    """A source was read again and says the same: `recorded_on` of these records is now that day."""

    source: str
    recorded_on: str | None
    ids: str = Field(description="记录号 ids as runs, such as 1-3,7")


class Change(Schema):
    """One thing to do to a mirror: put the record, drop it (withdrawn), or note the day (confirmed)."""

    sequence: int
    at: str
    change: Literal["created", "changed", "withdrawn", "confirmed"]
    id: int | None
    fields: list[str] = Field(description="变更的字段 fields that changed")
    record: PublicStandard | None = Field(description="现在的记录 the record as it is now; null: no longer public")
    confirmed: Confirmed | None


class ChangesOut(Schema):
    """Entries in order; ask again with `next` as `after`, at once if there is `more`."""

    items: list[Change]
    next: int
    more: bool


class DumpFileOut(Schema):
    """A file of a dump."""

    name: str
    media_type: str
    bytes: int
    sha256: str
    href: str


class DumpOut(Schema):
    """A dump; the feed after its `sequence` brings it up to date."""

    id: int
    made_at: datetime
    snapshot: str
    sequence: int
    records: int
    files: list[DumpFileOut]
    manifest: dict[str, Any] = Field(description="已签名的清单 signed manifest with sources and licences")


class DumpsOut(Schema):
    """The dumps there are, newest first."""

    items: list[DumpOut]


@router.get("/changes", response=ChangesOut, summary="变更 What changed in the catalogue")
@endpoint("public")
def changes(request: HttpRequest, after: After = 0, limit: Many = 200) -> ChangesOut:
    """Created, changed and withdrawn records after a place in the history; a record is given as it is now."""
    found = changes_after(min(after, chain_length()), limit)
    return ChangesOut(items=[Change(**entry) for entry in found.entries], next=found.next, more=found.more)


@router.get("/dumps", response=DumpsOut, summary="数据包 Dumps of the whole catalogue")
@endpoint("public")
def dumps_list(request: HttpRequest) -> DumpsOut:
    """Whatever may be passed on of the catalogue, as files with a signed manifest."""
    return DumpsOut(items=[_told(dump) for dump in dumps()])


@router.get("/dumps/{id}/{name}", response={200: None}, summary="下载数据包的文件 A file of a dump")
@endpoint("public")
def dump_download(request: HttpRequest, id: RecordId, name: Name) -> HttpResponseBase:
    """The file itself, with its digest as ETag."""
    found = dump_file(name, id)
    if found is None:
        raise missing("name")
    return file_answer(request, found)


def _told(dump: Dump) -> DumpOut:
    return DumpOut(
        id=dump.pk,
        made_at=dump.made_at,
        snapshot=dump.snapshot,
        sequence=dump.sequence,
        records=dump.records,
        files=[
            DumpFileOut(
                name=file.name,
                media_type=file.media_type,
                bytes=file.stored.size,
                sha256=file.stored.digest,
                href=reverse("opendata:file", args=[dump.pk, file.name]),
            )
            for file in dump.files.all()
        ],
        manifest=dump.manifest,
    )

"""The catalogue as a whole in the API (库况)."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from guiju.apps.catalogue.queries import snapshot
from guiju.kernel.api.endpoint import endpoint

router = Router(tags=["库况 The catalogue as a whole"])


class SourceOut(Schema):
    """A source, its licence and how much came from it."""

    code: str
    name: str
    url: str
    licence: str = Field(description="许可 licence")
    attribution: str = Field(description="署名 how to name it")
    editions: int
    newest: date | None = Field(description="最近一次读取的日期 day it was last read")


class Meta(Schema):
    """The catalogue as a whole."""

    snapshot: str = Field(description="快照，标准库每变更一次加一 names the state of the catalogue")
    editions: int
    fictitious: int = Field(description="虚构示例，另计 invented records, counted apart")
    series: int
    relations: int
    newest_source_date: date | None
    levels: dict[str, int]
    sources: list[SourceOut]


@router.get("/meta", response=Meta, summary="库况、来源与许可 The catalogue, its sources and licences")
@endpoint("public")
def meta(request: HttpRequest) -> Meta:
    """How much the catalogue holds, how old it is, and by which licence each source may be used."""
    now = snapshot()
    sources = [
        SourceOut(
            code=s.source.code,
            name=s.source.name,
            url=s.source.url,
            licence=s.source.licence,
            attribution=s.source.attribution,
            editions=s.editions,
            newest=s.newest,
        )
        for s in now.sources
    ]
    return Meta(
        snapshot=now.id,
        editions=now.editions,
        fictitious=now.fictitious,
        series=now.series,
        relations=now.relations,
        newest_source_date=now.newest_source_date,
        levels=now.levels,
        sources=sources,
    )

"""Series in the API (标准系列): all editions of one standard."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from guiju.apps.catalogue.api.days import day_read
from guiju.apps.catalogue.api.shapes import Standard, standards_out
from guiju.apps.catalogue.models import Series
from guiju.apps.catalogue.queries import series_editions
from guiju.kernel.api.endpoint import endpoint
from guiju.kernel.api.fields import Day
from guiju.kernel.api.problems import missing

router = Router(tags=["标准 Standards"])
_MOST = 300


class SeriesOut(Schema):
    """A series with its editions, newest first."""

    key: str = Field(description="系列 such as gb:19001, iso:9001")
    publisher: str
    editions: list[Standard]


@router.get("/series/{path:key}", response=SeriesOut, summary="一个系列的各版 The editions of a series")
@endpoint("public")
def series(request: HttpRequest, key: str, on: Day = "") -> SeriesOut:
    """Every edition on record, with its status on a day."""
    day = day_read(on, "on")
    found = Series.objects.filter(key=key).first() if len(key) <= 200 else None
    if found is None:
        raise missing("key")
    editions = list(series_editions(found).select_related("series", "source")[:_MOST])
    return SeriesOut(key=found.key, publisher=found.publisher, editions=standards_out(editions, day))

"""Measures in the API (指标接口)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from guiju.domain.indicators import Reading
from guiju.kernel.api.endpoint import endpoint
from guiju.kernel.api.problems import missing
from guiju.kernel.indicators.offers import Offer
from guiju.kernel.indicators.queries import day_within, offers_for, readings_of

router = Router(tags=["指标 Measures"])


class MeasureOut(Schema):
    """A measure: what is counted, in which unit, by which definition."""

    code: str
    name_zh: str
    name_en: str
    unit_zh: str
    unit_en: str
    how: str = Field(description="count, sum, ratio, mean_interval, manual")
    definition_zh: str
    definition_en: str
    by: list[str] = Field(description="可按什么分 by what it can be split")


class ReadingOut(Schema):
    """What a measure says of one day; `because` says why there is no value."""

    on: date
    value: float | None
    because_zh: str
    because_en: str


class SeriesOut(Schema):
    """A measure, its reading of a day and its series up to it, at most sixty points and that day."""

    measure: MeasureOut
    reading: ReadingOut
    series: list[ReadingOut]


@router.get("/measures", response=list[MeasureOut], summary="全部公开指标 All public measures")
@endpoint("public")
def measures(request: HttpRequest) -> list[MeasureOut]:
    """Every measure one may see."""
    return [_measure(offer) for offer in offers_for(request.user).values()]


@router.get("/measures/{code}", response=SeriesOut, summary="一个指标 One measure")
@endpoint("public")
def measure(
    request: HttpRequest,
    code: str,
    on: Annotated[date | None, Query(description="哪一天；默认今天 the day, today unless given")] = None,
    since: Annotated[date | None, Query(description="序列从哪天起 where the series begins")] = None,
) -> SeriesOut:
    """What it says of a day and how it moved."""
    offer = offers_for(request.user).get(code)
    if offer is None:
        raise missing(code)
    day = day_within(on or timezone.localdate())
    series = readings_of(offer, start=min(day_within(since or day), day), end=day)
    return SeriesOut(measure=_measure(offer), reading=_reading(series[-1]), series=[_reading(one) for one in series])


def _measure(offer: Offer) -> MeasureOut:
    told = offer.measure
    return MeasureOut(
        code=told.code,
        name_zh=told.words.zh,
        name_en=told.words.en,
        unit_zh=told.unit.zh,
        unit_en=told.unit.en,
        how=told.how,
        definition_zh=told.definition.zh,
        definition_en=told.definition.en,
        by=list(told.by),
    )


def _reading(reading: Reading) -> ReadingOut:
    because = reading.because
    return ReadingOut(
        on=reading.on,
        value=None if reading.value is None else float(reading.value),
        because_zh=because.zh if because else "",
        because_en=because.en if because else "",
    )

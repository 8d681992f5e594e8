"""Reads of measures: those one may see, a reading, a series, what waits to be checked."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Iterator
from datetime import date
from decimal import Decimal
from functools import partial

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from guiju.domain.indicators import Measure, Reading
from guiju.domain.language import Words
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permitted
from guiju.kernel.indicators.models import ManualMeasure, ManualReading
from guiju.kernel.indicators.offers import Offer, Share, offers, provide

POINTS = 60
FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)
NOTHING_YET = Words("还没有核对过的填报数", "no reported number has been confirmed yet")


def offers_for(person: User | AnonymousUser) -> dict[str, Offer]:
    """The measures a person may see: public ones, and all for whoever is signed in."""
    return {code: offer for code, offer in offers().items() if offer.public or permitted(person, "indicators.see")}


def day_within(day: date) -> date:
    """The day, or the nearest for which anything is measured."""
    return min(max(day, FIRST), LAST)


def readings_of(offer: Offer, *, start: date, end: date) -> list[Reading]:
    """The measure as a series: at the end of each month, or each year where months are too many, and on `end`."""
    return [offer.read(day) for day in days_between(start, end)]


def days_between(start: date, end: date) -> list[date]:
    """The days of a series, at most `POINTS` and the last day."""
    months = list(_month_ends(start, end)) if start <= end else []
    if len(months) > POINTS:
        months = [day for day in months if day.month == 12]
    while len(months) > POINTS:
        months = months[1::2]
    return [*(day for day in months if day < end), end] if start <= end else []


def _month_ends(start: date, end: date) -> Iterator[date]:
    year, month = start.year, start.month
    while (year, month) <= (end.year, end.month):
        day = date(year, month, monthrange(year, month)[1])
        if start <= day <= end:
            yield day
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def readings_reported(*, state: str = "reported") -> QuerySet[ManualReading]:
    """Numbers in a state, the longest waiting first."""
    rows = ManualReading.objects.filter(state=state).select_related(
        "measure", "organisation", "reported_by", "checked_by"
    )
    return rows.order_by("reported_at", "pk")


def readings_own(measure: ManualMeasure, organisations: Collection[int]) -> QuerySet[ManualReading]:
    """What these organisations reported of a measure, the latest first."""
    rows = measure.readings.filter(organisation__in=organisations).select_related("organisation", "reported_by")
    return rows.order_by("-reported_at", "-pk")


def readings_confirmed(measure: ManualMeasure, offer: Offer, end: date) -> list[Reading]:
    """Its readings on the days of which a number was reported and confirmed: what lies between them is not known."""
    days = measure.readings.filter(state="confirmed", on__lte=end).order_by("on").values_list("on", flat=True)
    return [offer.read(on) for on in dict.fromkeys(days)]


def readings_to_check(user: User) -> QuerySet[ManualReading]:
    """Numbers that wait for this person to check them: not those they reported themselves."""
    rows = ManualReading.objects.filter(state="reported")
    return rows.exclude(reported_by=user) if permitted(user, "indicators.check") else rows.none()


def manual_measure(code: str) -> ManualMeasure | None:
    """The measure of this code if people report it."""
    return ManualMeasure.objects.filter(code=code).first()


_REPORTED = Words("人工填报", "Reported by hand")


def _manual() -> Iterator[Offer]:
    for row in ManualMeasure.objects.order_by("code"):
        measure = Measure(
            row.code, Words(row.words_zh, row.words_en), Words(row.unit_zh, row.unit_en), "manual",
            Words(row.definition_zh, row.definition_en or row.definition_zh),
        )  # fmt: skip
        bodies, split = (("organisation",), partial(_split, row)) if row.adds else ((), None)
        yield Offer(measure, partial(_read, row), split=split, public=row.public, source=_REPORTED, bodies=bodies)


def _read(measure: ManualMeasure, on: date) -> Reading:
    """The last confirmed number of each organisation up to a day, added up; or the last of all."""
    rows = measure.readings.filter(state="confirmed", on__lte=on).order_by("on", "checked_at", "pk")
    last = dict(rows.values_list("organisation_id" if measure.adds else "measure_id", "value"))
    return Reading(on, sum(last.values(), Decimal(0)).normalize()) if last else Reading(on, None, NOTHING_YET)


def _split(measure: ManualMeasure, by: str, on: date) -> list[Share]:
    """The last confirmed number of each organisation that reports."""
    rows = measure.readings.filter(state="confirmed", on__lte=on).order_by("on", "checked_at", "pk")
    last = dict(rows.values_list("organisation__name", "value"))
    return [Share(name, Words(name, name), value) for name, value in last.items()]


provide(_manual)

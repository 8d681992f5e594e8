"""A measure told apart by what is assessed (按被考核对象取数): regions with all in them, organisations by name."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from guiju.apps.parties.models import Organisation
from guiju.apps.parties.queries.organisations import organisations_meant
from guiju.domain.assessment import Indicator, Scheme, Value
from guiju.domain.language import Words
from guiju.kernel.indicators.offers import Offer, offers

NOT_MEASURED = Words("没有这个指标", "there is no such measure")
NOT_SPLIT = Words("这个指标不能按被考核对象分开统计", "this measure cannot be told apart by body")
NOTHING_THERE = Words("没有可算的登记", "no record to tell it from")
NO_REGION = Words("这个机构没有登记地区", "no region is on record for this organisation")
ADDING = ("count", "sum", "manual")
"""Kinds of measures whose parts may be added up, and taken off each other."""
_AT_ONCE = 5_000
_DAY = timedelta(days=1)


def split_by(offer: Offer, assessed: str) -> str:
    """By what a measure is told apart for regions or units; "" for nothing."""
    if offer.split is None:
        return ""
    if assessed == "region":
        return "region" if "region" in offer.measure.by else ""
    return next(iter(offer.bodies), "")


def measured(indicator: Indicator, scheme: Scheme, bodies: Mapping[int, Organisation], day: date) -> dict[int, Value]:
    """What a measure counted of each body within the period of a scheme: a running total at its end less that before
    it began; of shares and means the last reading."""
    offer = offers().get(indicator.code_of)
    by = split_by(offer, scheme.assessed) if offer else ""
    if offer is None or offer.split is None or not by:
        return dict.fromkeys(bodies, Value(None, NOT_SPLIT if offer else NOT_MEASURED))
    adds = offer.measure.how in ADDING
    parts = {share.value: share.number for share in offer.split(by, day)}
    if adds:
        for share in offer.split(by, scheme.starts - _DAY):
            parts[share.value] = parts.get(share.value, Decimal(0)) - share.number
    if by == "region":
        return {key: _of_region(parts, body, adds=adds) for key, body in bodies.items()}
    found = _written(parts, bodies)
    return {key: _of_unit(offer, by, parts, found.get(key, []), day, adds=adds) for key in bodies}


def records_behind(scheme: Scheme, body: Organisation, day: date) -> dict[str, str]:
    """The address of the records behind each measured indicator of a body, for those that have one."""
    found: dict[str, str] = {}
    known = offers()
    for indicator in scheme.indicators.values():
        offer = known.get(indicator.code_of) if indicator.source == "measure" else None
        by = split_by(offer, scheme.assessed) if offer else ""
        if offer is None or offer.split is None or offer.together is None or not by:
            continue
        if by == "region":
            values = [body.region] if body.region else []
        else:
            values = _written([share.value for share in offer.split(by, day)], {0: body}).get(0, [])
        if values:
            found[indicator.code] = offer.together(by, values, day).records
    return found


def _of_region(parts: Mapping[str, Decimal], body: Organisation, *, adds: bool) -> Value:
    if not body.region:
        return Value(None, NO_REGION)
    if not adds:
        return Value(parts.get(body.region), NOTHING_THERE)
    width = len(body.region.rstrip("0") or body.region)
    width += width % 2
    return Value(sum((n for code, n in parts.items() if code[:width] == body.region[:width]), Decimal(0)))


def _of_unit(
    offer: Offer, by: str, parts: Mapping[str, Decimal], written: Sequence[str], day: date, *, adds: bool
) -> Value:
    if adds:
        return Value(sum((parts[value] for value in written), Decimal(0)))
    if not written:
        return Value(None, NOTHING_THERE)
    if len(written) == 1 or offer.together is None:
        return Value(parts[written[0]])
    return Value(offer.together(by, written, day).number)


def _written(values: Collection[str], bodies: Mapping[int, Organisation]) -> dict[int, list[str]]:
    """How each body is written among these values: by its code, by a name it bears or bore."""
    keys = {body.pk: key for key, body in bodies.items()}
    found: dict[int, list[str]] = {}
    texts = [value for value in values if value]
    for start in range(0, len(texts), _AT_ONCE):
        for value, pk in organisations_meant(texts[start : start + _AT_ONCE]).items():
            if pk in keys:
                found.setdefault(keys[pk], []).append(value)
    return found

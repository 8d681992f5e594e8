"""Charts of a register (登记簿图表): bars of each facet, a line of each measure; every mark opens its records."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from guiju.apps.browse.charts import Chart, Row
from guiju.apps.catalogue.queries.counting import Value
from guiju.apps.declared.finding import asked_of, place_of
from guiju.apps.declared.views.listing import chips, value_said
from guiju.domain.indicators import Reading
from guiju.domain.language import Words
from guiju.kernel.accounts.access import access
from guiju.kernel.indicators.drawing import Line, line_of
from guiju.kernel.indicators.offers import Offer
from guiju.kernel.indicators.queries import day_within, offers_for, readings_of
from guiju.kernel.registers.asking import Asked
from guiju.kernel.registers.asking import asked as read
from guiju.kernel.registers.queries import records_listed

MOST = 20
_YEARS = 3
_NONE = Words("", "")


class Measured(NamedTuple):
    """A measure of the register: how to ask it, its reading of today, its series as a line, None if it is too short."""

    offer: Offer
    reading: Reading
    line: Line | None


@access("registers.see", asked_of)
@never_cache
@require_safe
def charts(request: HttpRequest, code: str) -> HttpResponse:
    """What is in a list of records, facet by facet, and how the register's measures moved."""
    place = place_of(request, code)
    ask = read(place.layout, place.sight, request.GET)
    today = timezone.localdate()
    listed = records_listed(ask, today, page_size=1)
    offers = offers_for(request.user)
    measured = [
        Measured(offer, offer.read(today), line_of(readings_of(offer, start=start, end=today)))
        for one in place.layout.register.measures
        if (offer := offers.get(one.code)) is not None
        for start in [day_within(today.replace(year=today.year - _YEARS, day=1))]
    ]
    context: dict[str, Any] = {
        "register": place.layout.register,
        "ask": ask,
        "listed": listed,
        "chips": chips(ask, get_language() or "zh"),
        "charts": drawn(ask, listed.facets) if listed.indexed else [],
        "measured": measured,
    }
    return render(request, "declared/charts.html", context)


def drawn(ask: Asked, counts: Any) -> list[Chart]:
    """A chart of each facet there is something to draw for; those with the most first, options in their own order."""
    made = []
    for one in ask.facets:
        counted = counts.get(one.code, {})
        order = {option.code: at for at, option in enumerate(one.options)}
        if order:
            values = sorted(counted, key=lambda value: order.get(value, len(order)))
        else:
            values = sorted(counted, key=lambda value: (-counted[value], value))
        kept, left = values[:MOST], values[MOST:]
        highest = max((counted[value] for value in kept), default=0)
        rows = tuple(
            Row(
                Value(value, Words(value_said(one, value, "zh"), value_said(one, value, "en")), counted[value],
                      _records(ask, one.code, value)),
                counted[value] / highest,
            )
            for value in kept
        )  # fmt: skip
        if rows:
            made.append(Chart(one.code, one.name, _NONE, rows, len(left), sum(counted[value] for value in left)))
    return made


def _records(ask: Asked, facet: str, value: str) -> str:
    """The list of what a bar counts: what was asked, and this value."""
    return "./?" + ask.address(chosen={**ask.chosen, facet: (value,)})

"""The registers there are, and the list of one: words, facets, order, pages (登记列表)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from guiju.apps.declared.finding import asked_of, place_of
from guiju.apps.declared.links import links_of
from guiju.domain.codes.regions import region
from guiju.domain.registers import Field, value_show
from guiju.domain.registers.course import STAGE
from guiju.domain.registers.model import THEMES
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permitted
from guiju.kernel.registers.asking import Asked, asked
from guiju.kernel.registers.queries import PAGE, Listed, records_listed, rooms_for, views_for
from guiju.kernel.registers.tables import Record

_SHOWN = 12
_FEW = 5


@access("public")
@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The registers that are something to the reader, by what they are about; with `?q=` also what is found in them."""
    rooms = rooms_for(request.user, timezone.localdate())
    words, typed = QueryDict(mutable=True), request.GET.get("q", "").strip()
    words["q"] = typed
    looked = [asked(room.layout, room.sight, words) for room in rooms] if typed else []
    themes = [
        (code, name, [room for room in rooms if room.layout.register.theme == code]) for code, name in THEMES.items()
    ]
    may_declare = permitted(request.user, "registers.declare")
    context = {
        "themes": [theme for theme in themes if theme[2]],
        "may_declare": may_declare,
        "text": looked[0].text if looked else "",
        "found": [(ask, listed) for ask in looked if (listed := _first_found(ask)).total],
    }
    return render(request, "declared/index.html", context)


def _first_found(ask: Asked) -> Listed:
    """The first few records of a register with the words; none while its index is being built."""
    listed = records_listed(ask, timezone.localdate(), page_size=_FEW)
    return listed if listed.indexed and not listed.loosened else listed._replace(rows=[], total=0)


@access("registers.see", asked_of)
@never_cache
@require_safe
def records(request: HttpRequest, code: str) -> HttpResponse:
    """The records of a register that the reader sees."""
    place = place_of(request, code)
    ask = asked(place.layout, place.sight, request.GET)
    listed = records_listed(ask, timezone.localdate())
    lang = get_language() or "zh"
    first = (ask.page - 1) * PAGE + 1
    context = {
        **place._asdict(),
        "register": place.layout.register,
        "ask": ask,
        "listed": listed,
        "rows": [row_shown(ask, row, lang) for row in listed.rows],
        "heads": heads(ask, lang),
        "links": links_of([(one, place.layout.value(row, one)) for row in listed.rows for one in ask.columns]),
        "groups": groups(ask, listed.facets, lang),
        "chips": chips(ask, lang),
        "first": first,
        "last": first + len(listed.rows) - 1,
        "pages": min(-(-listed.total // PAGE), 200),
        "views": views_for(request.user, *place) if isinstance(request.user, User) else [],
        "all_columns": [one for one in place.sight.fields() if one.code != place.layout.register.title],
        "page_href": f"?{ask.address()}{'&' if ask.address() else ''}page={{page}}",
    }
    return render(request, "declared/records.html", context)


def row_shown(ask: Asked, row: Record, lang: str) -> dict[str, Any]:
    """A row as the list shows it: its key, what it is called, and its cells as texts."""
    seen = {one.code for one in ask.sight.fields(row)} | ({STAGE} if ask.sight.is_inside(row) else set())
    cells = [
        (one, value_show(one, ask.layout.value(row, one), lang) if one.code in seen else "")
        for one in ask.columns
        if one.code != ask.layout.register.title
    ]
    return {"row": row, "title": ask.layout.title(row), "cells": cells}


def heads(ask: Asked, lang: str) -> list[dict[str, Any]]:
    """The columns of the list, the title first, with links that sort."""
    register = ask.layout.register
    sortable = {one.code for one in ask.sorts}
    found = []
    for one in [register.by_code[register.title], *(c for c in ask.columns if c.code != register.title)]:
        head: dict[str, Any] = {"label": one.name.pick(lang), "numeric": _numeric(one)}
        if one.code in sortable:
            now = ask.order or ("" if ask.text else register.order)
            down = now == one.code
            head["sort"] = "?" + ask.address(order=f"-{one.code}" if down else one.code)
            head["sorted"] = {one.code: "ascending", f"-{one.code}": "descending"}.get(now)
        found.append(head)
    return found


def groups(ask: Asked, counts: Any, lang: str) -> list[dict[str, Any]]:
    """The facets with their counts, the most frequent first, chosen ones always."""
    made = []
    for one in ask.facets:
        chosen = ask.chosen.get(one.code, ())
        counted = sorted(counts.get(one.code, {}).items(), key=lambda pair: (-pair[1], pair[0]))
        kept = [pair for pair in counted if pair[0] in chosen] + [pair for pair in counted if pair[0] not in chosen]
        items = [
            {
                "label": value_said(one, value, lang),
                "count": count,
                "href": "?" + ask.toggled(one.code, value),
                "chosen": value in chosen,
            }
            for value, count in kept[:_SHOWN]
        ]
        made.append({"title": one.name.pick(lang), "items": items})
    return made


def chips(ask: Asked, lang: str) -> list[tuple[str, str]]:
    """What was chosen, each with the address without it."""
    made = [(f"“{ask.text}”", "?" + ask.address(text=""))] if ask.text else []
    for one in ask.facets:
        for value in ask.chosen.get(one.code, ()):
            text = f"{one.name.pick(lang)}：{value_said(one, value, lang)}"
            made.append((text, "?" + ask.toggled(one.code, value)))
    return made


def value_said(one: Field, value: str, lang: str) -> str:
    """A value of a facet in words."""
    if one.type == "flag":
        return value_show(one, value == "yes", lang)
    if one.type == "region":
        known = region(value)
        return known.full_name if known else value
    if one.type == "choices":
        return value_show(one, [value], lang)
    return value_show(one, value, lang)


def _numeric(one: Field) -> bool:
    return one.type in ("number", "money", "computed")

"""Pages of the list of systems (制度清单)."""

from __future__ import annotations

import csv
from itertools import groupby

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guiju.apps.systems.asking import asked_address, asked_read
from guiju.apps.systems.queries import Standing, systems_asked
from guiju.apps.systems.reading import GROUPS, KINDS, policies
from guiju.domain.language import Words
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.models import User
from guiju.kernel.claims import STATES

_COLUMNS = ("序号", "组", "名称", "形式", "状态", "办理或登记之处", "政策", "出处", "原文")


@access("public")
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Every system with the policies' own words and what serves it here; `q`, `policy`, `group`, `state` narrow it."""
    asked = asked_read(request.GET)
    found = systems_asked(asked)
    total = sum(found.counts.values())
    tabs = [("", None, total), *((state, words, found.counts[state]) for state, words in STATES.items())]
    context = {
        "asked": asked,
        "rows": found.rows,
        "groups": [(GROUPS[code], list(rows)) for code, rows in groupby(found.rows, lambda row: row.system.group)],
        "tabs": [
            (words, number, asked_address(asked, state=state), asked.state == state) for state, words, number in tabs
        ],
        "states": STATES,
        "kinds": KINDS,
        "policies": policies(),
        "all_groups": GROUPS,
        "here": asked_address(asked),
        "places": {row.system.number: _places(row, request.user) for row in found.rows},
    }
    return render(request, "systems/list.html", context)


def _places(row: Standing, person: User | AnonymousUser) -> list[tuple[Words, str]]:
    """Where a system is done, each with its address; "" for what the reader may not open."""
    return [(claim.words, claim.path() if claim.seen_by(person) else "") for claim in row.claims]


@access("public")
@require_safe
def exported(request: HttpRequest) -> HttpResponse:
    """The list as asked for, as CSV: a line for each place where a policy asks."""
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="systems.csv"'
    writer = csv.writer(answer)
    writer.writerow(_COLUMNS)
    for row in systems_asked(asked_read(request.GET)).rows:
        writer.writerows(_lines(row))
    return answer


def _lines(row: Standing) -> list[tuple[object, ...]]:
    one = row.system
    places = "；".join(claim.words.zh for claim in row.claims)
    start = (one.number, GROUPS[one.group].zh, one.name.zh, KINDS[one.kind].zh, STATES[row.state].zh, places)
    return [(*start, policies()[asked.policy].words.zh, asked.place, asked.phrase) for asked in one.asked]

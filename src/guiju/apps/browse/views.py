"""Pages of browsing and statistics (浏览与统计页面)."""

from __future__ import annotations

import csv
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from guiju.apps.browse.charts import KINDS, charts
from guiju.apps.browse.trees import TREES, node
from guiju.apps.browse.ways import WAYS, way_values
from guiju.apps.catalogue.queries.counting import search_address, search_chips, search_counts, search_read
from guiju.apps.catalogue.queries.newest import editions_newest
from guiju.domain.language import Words
from guiju.kernel.accounts.access import access

NEWEST = 10
_COUNT = Words("数量", "Count")


@access("public")
@require_safe
def everything(request: HttpRequest) -> HttpResponse:
    """Every way to browse: two trees, and lists by level, body, region, industry, year."""
    today = timezone.localdate()
    counted = search_counts(search_read("", today), tuple(WAYS))
    context = {
        "trees": [(name, TREES[name], node(name, "", today)) for name in TREES],
        "ways": [(name, way, len(counted.by[name])) for name, way in WAYS.items() if counted.by[name]],
        "total": counted.total,
    }
    return render(request, "browse/all.html", context)


@access("public")
@require_safe
def tree(request: HttpRequest, tree: str, code: str = "") -> HttpResponse:
    """A code of a classification: what is above and below it, and its newest standards."""
    if tree not in TREES:
        raise Http404
    today = timezone.localdate()
    found = node(tree, code, today)
    if found is None:
        raise Http404
    ask = search_read(urlencode({tree: code}), today) if code and "/" not in code else None
    context = {
        "tree": tree,
        "words_of": TREES[tree],
        "node": found,
        "newest": editions_newest(ask, NEWEST) if ask else [],
        "results": search_address(ask) if ask else "",
    }
    return render(request, "browse/node.html", context)


@access("public")
@require_safe
def values(request: HttpRequest, name: str) -> HttpResponse:
    """All values of one way to browse, each with how many standards it has."""
    if name not in WAYS:
        raise Http404
    return render(request, "browse/values.html", {"way": WAYS[name], "values": way_values(name, timezone.localdate())})


@access("public")
@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    """Charts of the whole catalogue, or of the standards chosen in the address; every bar opens its records."""
    return render(request, "browse/statistics.html", _statistics(request))


@access("public")
@require_safe
def statistics_file(request: HttpRequest, name: str) -> HttpResponse:
    """The table of one chart as CSV."""
    found = next((chart for chart in _statistics(request)["charts"] if chart.name == name), None)
    if found is None:
        raise Http404
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="guiju-{name}.csv"'
    response.write("\ufeff")
    table = csv.writer(response)
    lang = get_language() or "zh"
    table.writerow([name, found.title.pick(lang), _COUNT.pick(lang)])
    table.writerows([row.of.value, row.of.label.pick(lang), row.of.count] for row in found.rows)
    return response


def _statistics(request: HttpRequest) -> dict[str, Any]:
    ask = search_read(request.GET.urlencode(), timezone.localdate())
    return {
        "charts": charts(ask),
        "columns": {name for name, kind in KINDS.items() if kind.columns},
        "total": search_counts(ask, ()).total,
        "day": ask.day,
        "chips": search_chips(ask),
        "text": ask.rest.words,
        "results": search_address(ask),
        "asked": ask.href(),
    }

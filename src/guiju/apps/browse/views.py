"""Pages of browsing and statistics (浏览与统计页面)."""

from __future__ import annotations

import csv
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from guiju.apps.browse.charts import KINDS, charts
from guiju.apps.browse.trees import TREES, node
from guiju.apps.browse.ways import WAYS, chosen_of, way_values
from guiju.apps.catalogue.queries.counting import edition_counts
from guiju.apps.catalogue.queries.labels import facet_label, results_address
from guiju.apps.catalogue.queries.newest import editions_newest
from guiju.domain.language import Words
from guiju.kernel.accounts.access import access

_COUNT = Words("数量", "Count")


@access("public")
@require_safe
def everything(request: HttpRequest) -> HttpResponse:
    """Every way to browse: two trees, and lists by level, body, region, industry, year."""
    today = timezone.localdate()
    counted = edition_counts(tuple(WAYS), today)
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
    newest = editions_newest(today, ((tree, code),), 10) if code and "/" not in code else []
    context = {
        "tree": tree,
        "words_of": TREES[tree],
        "node": found,
        "newest": newest,
        "results": results_address(((tree, code),)) if code else "",
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
    table.writerows([row.value, row.label.pick(lang), row.count] for row in found.rows)
    return response


def _statistics(request: HttpRequest) -> dict[str, Any]:
    chosen = chosen_of(request.GET)
    today = timezone.localdate()
    here = reverse("browse:statistics")
    chips = []
    for pair in chosen:
        rest = tuple(one for one in chosen if one != pair)
        address = results_address(rest).partition("?")[2]
        chips.append((facet_label(*pair), f"{here}?{address}" if address else here))
    return {
        "charts": charts(today, chosen),
        "columns": {name for name, kind in KINDS.items() if kind.columns},
        "total": edition_counts((), today, chosen).total,
        "today": today,
        "chips": chips,
        "results": results_address(chosen),
        "asked": results_address(chosen).partition("?")[2],
    }

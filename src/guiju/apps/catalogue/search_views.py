"""Pages of the search (检索页面): results, suggestions while typing, files of what was found, help."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from guiju.apps.catalogue.asking import asked
from guiju.apps.catalogue.exporting import FORMATS, MOST, exported
from guiju.apps.catalogue.fields import LANGUAGE
from guiju.apps.catalogue.filters import GROUPS
from guiju.apps.catalogue.listing import editions_in_order, found_for, listing
from guiju.apps.catalogue.queries.page import with_status
from guiju.apps.catalogue.search import NAME
from guiju.kernel.accounts.access import access
from guiju.kernel.quotas.pages import within_quota
from guiju.kernel.search.queries import suggest

_LONGEST = 100


@access("public")
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Standards found by number, words, field or filter."""
    ask = asked(request.GET, timezone.localdate())
    more = request.GET.get("more", "")
    context = listing(ask, more if more in GROUPS else "")
    lang = _lang()
    kept = [(name, value) for name, values in ask.address(ask).lists() for value in values if name != "q"]
    context |= {
        "box": ask.box(lang),
        "whole": ask.whole(lang),
        "kept": kept,
        "address": ask.address(ask).urlencode(),
        "fields": list(LANGUAGE.fields.values()),
        "most": MOST,
    }
    return render(request, "catalogue/results.html", context)


@access("public")
@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """Numbers and titles that begin as typed, for the search box: `{"suggestions": [{"label", "href"}]}`."""
    text = request.GET.get("q", "").strip()[:_LONGEST]
    hits = suggest(NAME, text, 10) if text else ()
    rows = [{"label": hit.label, "href": reverse("catalogue:edition", args=[int(hit.id)])} for hit in hits]
    return JsonResponse({"suggestions": rows}, json_dumps_params={"ensure_ascii": False})


@access("public")
@within_quota("export")
@require_safe
def export(request: HttpRequest, ending: str) -> HttpResponse:
    """The list of results as a file, the first 2,000 in its order, by the same address as its page."""
    if ending not in FORMATS:
        raise Http404
    ask = asked(request.GET, timezone.localdate())
    found = found_for(ask, offset=0, limit=MOST, counted=False)
    rows = with_status(editions_in_order(found.hits), ask.day)
    answer = HttpResponse(exported(rows, ask, found.total, ending, _lang()), content_type=FORMATS[ending])
    answer["Content-Disposition"] = content_disposition_header(True, f"standards-{ask.day}.{ending}")
    return answer


@access("public")
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """How to search, by examples that can be tried."""
    return render(request, "catalogue/search_help.html", {"fields": list(LANGUAGE.fields.values())})


def _lang() -> str:
    return "en" if (get_language() or "").startswith("en") else "zh"

"""Pages of the catalogue (标准库页面): results, one edition, the link of a number, about the data."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from guiju.apps.catalogue.listing import asked, listing
from guiju.apps.catalogue.queries import editions_by_number, snapshot
from guiju.apps.catalogue.search import NAME
from guiju.apps.catalogue.terms import LEVELS
from guiju.domain.numbers import read
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.permission import permitted
from guiju.kernel.search.port import Hit
from guiju.kernel.search.queries import suggest


@access("public")
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Standards found by number, title or facet."""
    ask = asked(request.GET, timezone.localdate())
    context = listing(ask)
    reading = read(ask.text) if ask.text else None
    if context["loosened"] and reading and (reading.members or "year" in reading.error):
        context |= {"total": 0, "rows": []}  # a number is found or not: its pieces are no words
    if not context["total"]:
        context["suggestion"] = reading.suggestion if reading else ""
        context["near"] = _near(ask.text)
    return render(request, "catalogue/results.html", context)


def _near(text: str) -> tuple[Hit, ...]:
    """Numbers that begin as the one asked for does, as far as any does; none for words."""
    members = read(text).members if text else ()
    if not members:
        return ()
    serial = members[0].serial
    for length in range(len(serial), 0, -1):
        if found := suggest(NAME, f"{members[0].prefix} {serial[:length]}", 8):
            return found
    return ()


@access("public")
@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """Numbers that begin as typed, for the search box: `[{"label", "href"}]`."""
    text = request.GET.get("q", "").strip()[:100]
    hits = suggest(NAME, text, 10) if text else ()
    rows = [{"label": hit.label, "href": reverse("catalogue:edition", args=[int(hit.id)])} for hit in hits]
    return JsonResponse({"suggestions": rows}, json_dumps_params={"ensure_ascii": False})


@access("public")
@require_safe
def number(request: HttpRequest, number: str) -> HttpResponse:
    """The link of a number in any spelling: to its page, or to what is found for it."""
    found = list(editions_by_number(number[:300])[:2])
    if len(found) == 1:
        return HttpResponseRedirect(reverse("catalogue:edition", args=[found[0].pk]))
    form = read(number[:300]).form or number[:300]
    return HttpResponseRedirect(f"{reverse('catalogue:results')}?{urlencode({'q': form})}")


@access("public")
@require_safe
def about_data(request: HttpRequest) -> HttpResponse:
    """Where the data come from, by which licence, how much and how old."""
    now = snapshot()
    today = timezone.localdate()
    ages = {s.source.pk: (today - s.newest).days for s in now.sources if s.newest}
    levels = [(LEVELS[level], count) for level, count in now.levels.items() if level in LEVELS]
    context = {
        "snapshot": now,
        "ages": ages,
        "levels": levels,
        "may_import": permitted(request.user, "catalogue.import"),
    }
    return render(request, "catalogue/about_data.html", context)

"""Pages of the catalogue (标准库页面): results, one edition, the link of a number, about the data."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from guiju.apps.catalogue.listing import asked, listing
from guiju.apps.catalogue.models import Edition
from guiju.apps.catalogue.queries import edition_get, editions_by_number, snapshot
from guiju.apps.catalogue.queries.cite import citations_of
from guiju.apps.catalogue.queries.page import edition_context, edition_json
from guiju.apps.catalogue.search import NAME
from guiju.apps.catalogue.terms import ACTIONS, CLAIMS, FIELDS, LEVELS
from guiju.domain.numbers import read
from guiju.domain.validity.said import stage_name
from guiju.domain.validity.written import DateUnread, whole_day
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.permission import permitted
from guiju.kernel.history.queries import events_of
from guiju.kernel.search.port import Hit
from guiju.kernel.search.queries import suggest

_EARLIEST, _LATEST = date(1900, 1, 1), date(2199, 12, 31)


def asked_day(request: HttpRequest) -> date:
    """The day a page is asked for, `?as_of=`; today when none or one that cannot be read."""
    try:
        day = whole_day(request.GET.get("as_of", "")[:20])
    except DateUnread:
        day = None
    return day if day is not None and _EARLIEST <= day <= _LATEST else timezone.localdate()


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
def edition(request: HttpRequest, pk: int) -> HttpResponse:
    """One edition: its status on a day with the evidence, and all that is on record."""
    found = _edition(pk)
    context = edition_context(found, asked_day(request))
    context["events"] = list(events_of("edition", str(pk)))[-50:]
    context["actions_words"] = ACTIONS
    context["citations"] = citations_of(found)
    context["claim_words"] = FIELDS | CLAIMS
    context["stage_name"] = stage_name
    context["level"] = LEVELS.get(found.level)
    context["today"] = timezone.localdate()
    return render(request, "catalogue/edition.html", context)


@access("public")
@require_safe
def edition_data(request: HttpRequest, pk: int) -> JsonResponse:
    """The same as JSON."""
    body = edition_json(_edition(pk), asked_day(request))
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False})


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


def _edition(pk: int) -> Edition:
    try:
        return edition_get(pk)
    except (Edition.DoesNotExist, OverflowError) as error:
        raise Http404 from error

"""The site's own pages (首页与说明)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from guiju.apps.cases.queries import cases_open
from guiju.apps.catalogue.queries import snapshot
from guiju.apps.catalogue.queries.linked_data import linked_text, site_linked
from guiju.apps.searches.queries import searches_count
from guiju.apps.validity.queries import checks_of, unlisted
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permitted
from guiju.kernel.accounts.ways import waiting_for
from guiju.web.assets import asset_url
from guiju.web.privacy import OWN

RECENT = 5


@access("public")
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """One search box, the drop zone, what the catalogue holds; and what waits for the person signed in."""
    linked = site_linked(
        "规矩 Guiju", request.build_absolute_uri("/"), request.build_absolute_uri(reverse("catalogue:results"))
    )
    person = request.user if isinstance(request.user, User) else None
    context = {
        "snapshot": snapshot(),
        "linked": linked_text(linked),
        "recent": list(checks_of(person)[:RECENT]) if person else [],
        "saved": searches_count(person) if person else 0,
        "to_settle": unlisted(settled=False).count() if person and permitted(person, "validity.settle") else 0,
        "cases_open": cases_open() if person and permitted(person, "cases.handle") else 0,
        "waiting": waiting_for(person) if person else [],
        "may_import": person is not None and permitted(person, "catalogue.import"),
    }
    return render(request, "home.html", context)


@access("public")
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What this program is, who may use it, and what becomes of an uploaded file."""
    return render(request, "about.html")


@access("public")
@require_safe
@cache_control(public=True, max_age=86400)
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may read the catalogue, not anyone's checks."""
    rules = "User-agent: *\n" + "".join(f"Disallow: {path}\n" for path in OWN)
    rules += f"Sitemap: {request.build_absolute_uri(reverse('browse:sitemaps'))}\n"
    return HttpResponse(rules, content_type="text/plain; charset=utf-8")


@access("public")
@require_safe
@cache_control(public=True, max_age=86400)
def favicon(request: HttpRequest) -> HttpResponse:
    """Where browsers look for the mark when no page told them."""
    return HttpResponsePermanentRedirect(asset_url("guiju/mark.svg"))

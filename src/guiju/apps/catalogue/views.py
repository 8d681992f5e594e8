"""Pages of the catalogue (标准库页面): the link of a number, about the data."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from guiju.apps.catalogue.queries import editions_by_number, snapshot
from guiju.apps.catalogue.terms import LEVELS
from guiju.domain.numbers import read
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.permission import permitted


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

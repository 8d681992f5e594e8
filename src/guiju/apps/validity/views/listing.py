"""My checks (我的查新)."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from guiju.apps.validity.queries import checks_of
from guiju.apps.validity.views.asking import owner_of
from guiju.kernel.accounts.access import access

_PAGE_SIZE = 50


@access("signed_in")
@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """A person's checks, newest first; saved lists alone with `?saved=1`."""
    person = owner_of(request)
    assert person is not None  # the rule "signed_in" has been checked
    saved = request.GET.get("saved") == "1"
    checks = checks_of(person)
    page = Paginator(checks.filter(saved=True) if saved else checks, _PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "validity/mine.html", {"page": page, "saved": saved})

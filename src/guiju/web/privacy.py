"""Pages that are somebody's own (私人页面): no search engine lists them, and no shared computer keeps them."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

OWN = ("/check/", "/cases/", "/accounts/", "/desk/")
Answer = Callable[[HttpRequest], HttpResponse]


def own_pages(answer: Answer) -> Answer:
    """Middleware: checks and accounts are kept from indexes, and what a signed-in person reads from every cache."""

    def guarded(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        if request.path.startswith(OWN):
            response.headers.setdefault("X-Robots-Tag", "noindex, nofollow")
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return guarded

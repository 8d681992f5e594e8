"""What a reader chooses for themselves (偏好): language and theme, kept in a cookie, without script or account.

They carry no token: the worst a forged post could do is to change a colour, and so plain pages need no cookie at all.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from guiju.kernel.accounts.access import access
from guiju.web.page import THEME_COOKIE, THEMES

_YEAR = 365 * 24 * 3600


@access("public")
@csrf_exempt
@require_POST
def language_set(request: HttpRequest) -> HttpResponse:
    """Remember the language `language` ("zh-hans", "en") and go back to `next`."""
    chosen = request.POST.get("language", "")
    return _remember(request, settings.LANGUAGE_COOKIE_NAME, chosen, [code for code, _ in settings.LANGUAGES])


@access("public")
@csrf_exempt
@require_POST
def theme_set(request: HttpRequest) -> HttpResponse:
    """Remember the theme `theme` ("auto", "light", "dark") and go back to `next`."""
    return _remember(request, THEME_COOKIE, request.POST.get("theme", ""), THEMES)


def _remember(request: HttpRequest, cookie: str, value: str, allowed: list[str] | tuple[str, ...]) -> HttpResponse:
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        target = "/"
    response = HttpResponseRedirect(target)
    if value in allowed:
        response.set_cookie(cookie, value, max_age=_YEAR, samesite="Lax", secure=request.is_secure())
    return response

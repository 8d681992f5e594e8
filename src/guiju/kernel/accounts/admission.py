"""Letting somebody in (准入): from the first proof of who they are, by way of the second factor, to an open session."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localdate

from guiju.kernel.accounts.addresses import client_address
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.queries import has_factor, roles_without_factor
from guiju.kernel.accounts.seen import SEEN
from guiju.kernel.accounts.services.sessions import session_begin, sign_in_log

BACKEND = "django.contrib.auth.backends.ModelBackend"
WAITING = "waiting_for_code"
WAIT = timedelta(minutes=10)
YEAR = 365 * 24 * 3600


class Waiting(NamedTuple):
    """Somebody who gave the first proof and owes a code: how they came, where they want to go, until when it holds."""

    user: User
    method: str
    to: str


def admit(request: HttpRequest, user: User, *, method: str, to: str, at: datetime) -> HttpResponse:
    """After the first proof: open the session, or ask for the code of the second factor."""
    if not has_factor(user):
        return let_in(request, user, method=method, to=to, at=at)
    request.session.cycle_key()
    request.session[WAITING] = [user.pk, method, to, (at + WAIT).timestamp()]
    return redirect("accounts:code")


def waiting(request: HttpRequest, at: datetime) -> Waiting | None:
    """Who owes a code in this browser, if anybody still does."""
    pk, method, to, until = request.session.get(WAITING) or (0, "", "", 0)
    user = User.objects.filter(pk=pk, is_active=True).first() if at.timestamp() < until else None
    return Waiting(user, method, to) if user is not None else None


def let_in(request: HttpRequest, user: User, *, method: str, to: str, at: datetime) -> HttpResponse:
    """Open the session, log it, and go on: to where they wanted, or to set up a second factor their role needs."""
    request.session.pop(WAITING, None)
    login(request, user, backend=BACKEND)
    request.session[SEEN] = at.timestamp()
    request.session.save()
    address = client_address(request)
    agent = request.META.get("HTTP_USER_AGENT", "")
    session_begin(user=user, key=request.session.session_key or "", address=address, agent=agent, at=at)
    sign_in_log(username=user.username, user=user, address=address, outcome="signed_in", method=method, at=at)
    lacking = roles_without_factor(user=user, on=localdate(at))
    response = redirect("accounts:factor") if lacking else HttpResponseRedirect(safe_way(request, to))
    if user.language:
        language_cookie(request, response, user.language)
    return response


def safe_way(request: HttpRequest, to: str) -> str:
    """Where to go on this site; home for anything that leads elsewhere."""
    inside = url_has_allowed_host_and_scheme(to, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return to if to and inside else settings.LOGIN_REDIRECT_URL


def language_cookie(request: HttpRequest, response: HttpResponse, language: str) -> None:
    """Remember the language in this browser."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, max_age=YEAR, samesite="Lax", secure=request.is_secure()
    )

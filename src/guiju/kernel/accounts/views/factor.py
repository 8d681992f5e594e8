"""Pages of the second factor (第二因素): set up with an app, recovery codes, done without again."""

from __future__ import annotations

from datetime import timedelta

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts import errors
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.queries import has_factor, refusals_of_code, roles_without_factor
from guiju.kernel.accounts.roles import ROLES
from guiju.kernel.accounts.services.factors import (
    factor_address,
    factor_check,
    factor_remove,
    factor_secret,
    factor_set,
    recovery_codes_left,
    recovery_codes_renew,
)
from guiju.kernel.accounts.services.sessions import sign_in_log
from guiju.kernel.accounts.views.acting import acted, me

SECRET = "factor_secret"
CODES_WRONG, CODES_WITHIN = 5, timedelta(minutes=15)
_REMOVED = Words("已停用第二因素。", "The second factor is off.")


@access("signed_in")
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def factor(request: HttpRequest) -> HttpResponse:
    """Whether I have a second factor; without one, the code to read into an app and the first code to try it."""
    person, error = me(request), None
    if has_factor(person):
        return render(request, "accounts/factor.html", {"left": recovery_codes_left(user=person), "error": None})
    secret = request.session.get(SECRET) or factor_secret()
    request.session[SECRET] = secret
    if request.method == "POST":
        try:
            codes = factor_set(
                actor=person, secret=secret, code=request.POST.get("code", "").replace(" ", ""), at=timezone.now()
            )
        except WordsError as wrong:
            error = wrong
        else:
            request.session.pop(SECRET, None)
            return render(request, "accounts/factor_codes.html", {"codes": codes})
    context = {
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        "address": factor_address(person, secret),
        "picture": _picture(factor_address(person, secret)),
        "lacking": [ROLES[role] for role in sorted(roles_without_factor(user=person, on=timezone.localdate()))],
        "error": error,
    }
    return render(request, "accounts/factor_set.html", context, status=422 if error else 200)


@access("signed_in")
@never_cache
@require_POST
def codes_renew(request: HttpRequest) -> HttpResponse:
    """New recovery codes, against a code of the app."""
    person = me(request)
    try:
        _prove(request, person)
        codes = recovery_codes_renew(actor=person, at=timezone.now())
    except WordsError as error:
        return _off_page(request, person, error)
    return render(request, "accounts/factor_codes.html", {"codes": codes})


@access("signed_in")
@never_cache
@require_POST
def remove(request: HttpRequest) -> HttpResponse:
    """Do without the second factor, against a code of it."""
    person = me(request)
    try:
        _prove(request, person)
    except WordsError as error:
        return _off_page(request, person, error)
    return acted(
        request, lambda: factor_remove(actor=person, user=person, at=timezone.now()), _REMOVED, "accounts:factor"
    )


def _prove(request: HttpRequest, person: User) -> None:
    """Raise `WordsError` unless the form carries a good code; a few wrong ones close this for a quarter of an hour."""
    now = timezone.now()
    if refusals_of_code(user=person, since=now - CODES_WITHIN) >= CODES_WRONG:
        raise errors.CODES_TOO_MANY
    if factor_check(user=person, code=request.POST.get("code", ""), at=now) is None:
        sign_in_log(username=person.username, user=person, address=None, outcome="code_refused", at=now)
        raise errors.CODE_WRONG


def _off_page(request: HttpRequest, person: User, error: WordsError) -> HttpResponse:
    if not has_factor(person):
        return redirect("accounts:factor")
    context = {"left": recovery_codes_left(user=person), "error": error}
    return render(request, "accounts/factor.html", context, status=422)


def _picture(address: str) -> str:
    """The address as a QR code, an SVG in a data address."""
    return segno.make(address, error="m").svg_data_uri(scale=5, border=4, dark="#000", light="#fff")

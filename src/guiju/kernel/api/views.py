"""The page of one's API keys (接口密钥)."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.models import User
from guiju.kernel.api.models import ApiKey
from guiju.kernel.api.queries import keys_of
from guiju.kernel.api.scopes import DEFAULT, SCOPES
from guiju.kernel.api.services import api_key_create, api_key_revoke

TERMS: dict[str, Words] = {
    "30": Words("30 天", "30 days"),
    "90": Words("90 天", "90 days"),
    "365": Words("1 年", "1 year"),
    "730": Words("2 年", "2 years"),
}
_USUAL = "365"


@access("api.keys_own")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def keys(request: HttpRequest) -> HttpResponse:
    """My keys, and a form that makes one; its secret is shown in the answer to that form and never again."""
    me = request.user
    assert isinstance(me, User)  # the rule has been checked
    if request.method != "POST":
        return render(request, "api/keys.html", _context(me))
    term = request.POST.get("days", "")
    typed = {"name": request.POST.get("name", ""), "days": term, "scopes": request.POST.getlist("scopes")[:10]}
    try:
        days = int(term) if term in TERMS else 0
        scopes = [str(scope) for scope in typed["scopes"]]
        key, secret = api_key_create(actor=me, name=str(typed["name"]), scopes=scopes, days=days, at=timezone.now())
    except WordsError as error:
        return render(request, "api/keys.html", _context(me, typed, error), status=422)
    return render(request, "api/keys.html", _context(me, made=key, secret=secret))


@access("api.keys_own")
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one of my keys out of use."""
    me = request.user
    assert isinstance(me, User)  # the rule has been checked
    key = keys_of(me).filter(pk=pk).first() if pk < 2**63 else None
    if key is None:
        raise Http404
    api_key_revoke(actor=me, key=key, at=timezone.now())
    return redirect("keys:mine")


def _context(
    me: User,
    typed: dict[str, Any] | None = None,
    error: WordsError | None = None,
    made: ApiKey | None = None,
    secret: str = "",
) -> dict[str, Any]:
    now = timezone.now()
    return {
        "keys": [(key, key.is_open(now)) for key in keys_of(me)],
        "scopes": SCOPES,
        "terms": TERMS,
        "typed": typed or {"name": "", "days": _USUAL, "scopes": list(DEFAULT)},
        "errors": [(error, f"#f-{error.where}")] if error else [],
        "made": made,
        "secret": secret,
        "now": now,
    }

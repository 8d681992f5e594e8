"""Pages of signing in elsewhere (统一身份认证): there, and back."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from guiju.domain.language import Words
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.oidc import oidc_begin, oidc_finish
from guiju.kernel.accounts.services.linking import account_unlink
from guiju.kernel.accounts.views.acting import acted, me

_UNLINKED = Words("已取消关联。", "No longer linked.")


@access("public")
@never_cache
@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """To the provider, where this installation has one."""
    if not settings.OIDC_ISSUER:
        raise Http404
    if request.user.is_authenticated:
        return redirect("accounts:account")
    return oidc_begin(request, to=request.GET.get("next", "")[:500], invitation=request.GET.get("invitation", "")[:100])


@access("public")
@never_cache
@require_safe
def callback(request: HttpRequest) -> HttpResponse:
    """Back from the provider."""
    if not settings.OIDC_ISSUER:
        raise Http404
    if request.user.is_authenticated:
        return redirect("accounts:account")
    return oidc_finish(request)


@access("signed_in")
@require_POST
def unlink(request: HttpRequest) -> HttpResponse:
    """Sign in by password only from now on."""
    person = me(request)
    return acted(request, lambda: account_unlink(actor=person, at=timezone.now()), _UNLINKED, "accounts:account")

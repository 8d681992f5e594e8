"""Pages of one's own data (我的个人信息): everything kept about me as a file, and the request to erase it."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from guiju.domain.language import Words
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.own_data import own_data
from guiju.kernel.accounts.periods import days_of
from guiju.kernel.accounts.services.erasure import erasure_request, erasure_withdraw
from guiju.kernel.accounts.views.acting import acted, me

_ASKED = Words("已提交，由系统管理员办理。", "Asked; the system administrator will see to it.")
_WITHDRAWN = Words("已撤回。", "Withdrawn.")


@access("signed_in")
@never_cache
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """What is kept about me, and what I can ask."""
    requests = me(request).erasure_requests.order_by("-asked_at")
    newest = requests.first()
    context = {
        "newest": newest,
        "open": newest is not None and newest.settled_at is None and newest.withdrawn_at is None,
        "days": days_of("sign_in_log", on=timezone.localdate()),
    }
    return render(request, "accounts/data.html", context)


@access("signed_in")
@never_cache
@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """Everything kept about me, as JSON."""
    text = json.dumps(own_data(me(request)), ensure_ascii=False, indent=1)
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="guiju-own-data.json"'
    return answer


@access("signed_in")
@require_POST
def erase(request: HttpRequest) -> HttpResponse:
    """Ask for erasure."""
    person = me(request)
    return acted(request, lambda: erasure_request(actor=person, at=timezone.now()), _ASKED, "accounts:data")


@access("signed_in")
@require_POST
def withdraw(request: HttpRequest) -> HttpResponse:
    """Take the request back."""
    person = me(request)
    return acted(request, lambda: erasure_withdraw(actor=person, at=timezone.now()), _WITHDRAWN, "accounts:data")

"""Too many wrong passwords (登录限制): what somebody sees who is locked out for a while."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from axes.helpers import get_client_ip_address, get_cool_off
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from guiju.kernel.accounts.services import sign_in_log


def locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """The answer (429) to a sign-in while this name is locked for this address; says for how long."""
    username = str((credentials or {}).get("username") or request.POST.get("username", ""))
    address = get_client_ip_address(request)
    sign_in_log(username=username, user=None, address=address, outcome="locked_out", at=timezone.now())
    minutes = round((get_cool_off(request) or timedelta()).total_seconds() / 60)
    answer = render(request, "accounts/locked_out.html", {"minutes": minutes}, status=429)
    answer["Retry-After"] = str(minutes * 60)
    return answer

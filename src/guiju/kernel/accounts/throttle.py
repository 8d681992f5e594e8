"""Throttling of sign-in (登录限制): by name and address, and by address across names (password spraying); by axes."""

from __future__ import annotations

from datetime import timedelta
from ipaddress import ip_address
from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_cool_off, get_failure_limit
from axes.models import AccessAttempt
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from guiju.kernel.accounts.addresses import client_address
from guiju.kernel.accounts.services import sign_in_log

NAMES_FROM_ONE_ADDRESS = 20


class Throttle(AxesDatabaseHandler):  # type: ignore[misc]
    """Beside the wrong passwords of one name from one address: wrong passwords for many names from one address.

    Addresses of this machine are left out: behind a proxy that is not declared everybody seems to come from there.
    """

    def get_failures(self, request: Any, credentials: dict[str, Any] | None = None) -> int:
        """Wrong passwords that count against this name and address; as many as lock, when the address sprays."""
        failures = int(super().get_failures(request, credentials))
        return max(failures, get_failure_limit(request, credentials)) if self._sprays(request) else failures

    def _sprays(self, request: Any) -> bool:
        address = client_address(request)
        if address is None or ip_address(address).is_loopback:
            return False
        recent = AccessAttempt.objects.filter(ip_address=address, attempt_time__gte=get_cool_off_threshold(request))
        return int(recent.values("username").distinct().count()) >= NAMES_FROM_ONE_ADDRESS


def locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """The answer (429) to a sign-in while this name or this address is locked; says for how long."""
    username = str((credentials or {}).get("username") or request.POST.get("username", ""))
    address = client_address(request)
    sign_in_log(username=username, user=None, address=address, outcome="locked_out", at=timezone.now())
    minutes = round((get_cool_off(request) or timedelta()).total_seconds() / 60)
    answer = render(request, "accounts/locked_out.html", {"minutes": minutes}, status=429)
    answer["Retry-After"] = str(minutes * 60)
    return answer

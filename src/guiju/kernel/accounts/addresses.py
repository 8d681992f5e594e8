"""The address a request comes from (来源地址), as far as it can be trusted."""

from __future__ import annotations

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str | None:
    """The peer's address; behind `GUIJU_PROXIES` proxies of our own, the one the outermost of them saw.

    What stands further left in X-Forwarded-For was written by the stranger and is not believed.
    """
    seen = [request.META.get("REMOTE_ADDR", "")]
    if settings.PROXIES:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")[:2000].split(",")
        seen = [*forwarded, *seen][-settings.PROXIES - 1 :]
    return _address(seen[0])


def _address(text: str) -> str | None:
    try:
        return str(ip_address(text.strip()))
    except ValueError:
        return None

"""Whose use a request is (计数对象): a key, a person, or an address, which is counted under a digest of it."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import User
from guiju.kernel.quotas.queries import amount_for
from guiju.kernel.quotas.services import Taken, quota_take

USED_UP = Words("请求太多，配额已用完。", "Too many requests: the quota is used up.")
NETWORK = 64


class QuotaUsed(WordsError):
    """The quota is used up; `headers` say until when."""

    def __init__(self, taken: Taken) -> None:
        self.headers = taken.headers()
        seconds = self.headers.get("Retry-After", "60")
        remedy = Words(f"请在 {seconds} 秒后再试。", f"Try again in {seconds} seconds.")
        super().__init__("quota", USED_UP, remedy)


def request_count(request: HttpRequest, what: str, *, at: datetime) -> Taken:
    """Count a use by whoever sent the request: the API key it carries, else the person signed in, else the address."""
    if not settings.QUOTAS:
        return Taken(True, (), 0)
    user = request.user if isinstance(request.user, User) else None
    key = getattr(request, "api_key", None)
    if key is not None:
        who, subject = "key", f"key:{key.pk}"
    elif user is not None:
        who, subject = "person", f"user:{user.pk}"
    else:
        who, subject = "anonymous", f"address:{address_digest(client_address(request))}"
    amount = amount_for(what=what, who=who, user=user, on=timezone.localdate(at))
    return quota_take(what=what, subject=subject, amount=amount, at=at)


def quota_require(request: HttpRequest, what: str, *, at: datetime) -> Taken:
    """The same; raises `QuotaUsed` when there is no room."""
    taken = request_count(request, what, at=at)
    if not taken.allowed:
        raise QuotaUsed(taken)
    return taken


def client_address(request: HttpRequest) -> str:
    """The address a request came from: with `settings.PROXIES` proxies of ours, who called the outermost."""
    direct = str(request.META.get("REMOTE_ADDR", ""))
    if not settings.PROXIES:
        return direct
    told = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    return told[-settings.PROXIES] if len(told) >= settings.PROXIES else direct


def address_digest(address: str) -> str:
    """What stands for an address in the counts; addresses of one IPv6 network (/64) are one."""
    try:
        parsed = ip_address(address)
        text = str(ip_network((parsed, NETWORK), strict=False)) if parsed.version == 6 else str(parsed)
    except ValueError:
        text = "unknown"
    return hmac.new(str(settings.SECRET_KEY).encode(), text.encode(), hashlib.sha256).hexdigest()[:32]

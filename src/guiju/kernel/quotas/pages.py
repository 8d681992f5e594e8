"""Pages within a quota (页面配额): `@within_quota("export")` on a view."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from guiju.domain.language import Words
from guiju.kernel.quotas.requests import USED_UP, request_count

_STATUS = 429


def within_quota(what: str) -> Callable[[Any], Any]:
    """Count every use of the view; beyond the quota the answer is a page that says when to come again."""

    def decorate(view: Any) -> Any:
        @wraps(view)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            taken = request_count(request, what, at=timezone.now())
            if taken.allowed:
                response: HttpResponse = view(request, *args, **kwargs)
                return response
            seconds = taken.headers()["Retry-After"]
            problem = {
                "status": _STATUS,
                "title": USED_UP,
                "explanation": Words("配额是为了让大家都用得上。", "The quota keeps the site quick for everybody."),
                "remedy": Words(f"请在 {seconds} 秒后再试，或登录后再试。", f"Try again in {seconds} s, or sign in."),
            }
            refused = render(request, "error.html", {"problem": problem}, status=_STATUS)
            refused.headers["Retry-After"] = seconds
            return refused

        return counted

    return decorate

"""The page somebody sees who asked for too much (配额用完)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from guiju.kernel.quotas.requests import QuotaUsed


def quota_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view that counts uses: when there is no room it answers 429, and says when to come back."""

    @wraps(view)
    def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except QuotaUsed as error:
            answer = render(request, "quotas/used_up.html", {"error": error}, status=429)
            for name, value in error.headers.items():
                answer[name] = value
            return answer

    return counted

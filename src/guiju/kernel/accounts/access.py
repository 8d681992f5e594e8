"""Every page and endpoint names its rule (页面权限): `@access("public")`, `@access("room.verb")`.

The rule is enforced before the view runs and can be read from the view, so that a test walks all addresses and fails
on one without. Somebody not signed in is sent to sign in, and back to the page (home after a form, which
is not sent twice); somebody signed in gets a 403.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.views import View

from guiju.kernel.accounts.permission import Denied, permitted

RULE = "access_rule"


def access(rule: str, obj: Callable[..., object] | None = None) -> Callable[[Any], Any]:
    """Decorate a view, or a class of views, with the rule that opens it.

    `obj(request, **kwargs)` finds the object the rule is asked about; it may raise Http404.
    """

    def decorate(view: Any) -> Any:
        if isinstance(view, type) and issubclass(view, View):
            return method_decorator(access(rule, obj), name="dispatch")(view)

        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            subject = obj(request, *args, **kwargs) if obj else None
            if permitted(request.user, rule, subject):
                response: HttpResponse = view(request, *args, **kwargs)
                return response
            if request.user.is_authenticated:
                raise Denied(rule)
            return redirect_to_login(request.get_full_path() if request.method in ("GET", "HEAD") else "/")

        setattr(guarded, RULE, rule)
        return guarded

    return decorate


def rule_of(view: Callable[..., Any]) -> str | None:
    """The rule a view names, or None."""
    rule: str | None = getattr(view, RULE, None)
    return rule

"""Every operation of the API names its rule (接口权限): `@endpoint("public")`, `@endpoint("room.verb", scope="check")`.

Written between the router's decorator and the function:

    @router.get("/standards/{id}", response=StandardOut, summary="一个标准 One standard")
    @endpoint("public")
    def standard(request, id: RecordId): ...

The API knows a person only by a key; `request.user` is the key's holder, or AnonymousUser. A key carries its holder's
rights as far as its scopes reach.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest

from guiju.domain.language import Words
from guiju.kernel.accounts.access import RULE
from guiju.kernel.accounts.permission import permitted
from guiju.kernel.api.problems import GENERAL, ApiError
from guiju.kernel.api.scopes import SCOPES

SCOPE = "api_scope"
_MAKE_ONE = Words("请登录后在“接口密钥”页面创建。", "Sign in and make one on the page “API keys”.")


def endpoint(
    rule: str, *, scope: str = "read", obj: Callable[..., object] | None = None
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Decorate an operation with the rule that opens it and the scope a key needs.

    `obj(request, **values)` finds what the rule is asked about; it may raise `problems.missing()`.
    """
    assert scope in SCOPES, scope

    def decorate(operation: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(operation)
        def guarded(request: HttpRequest, **values: Any) -> Any:
            key = getattr(request, "api_key", None)
            if key is not None and scope not in key.scopes:
                raise _scope_missing(scope)
            subject = obj(request, **values) if obj else None
            if not permitted(request.user, rule, subject):
                raise _denied(signed_in=request.user.is_authenticated)
            return operation(request, **values)

        # Annotations are read in the room's own module, not in this one.
        guarded.__signature__ = inspect.signature(operation, eval_str=True)  # type: ignore[attr-defined]
        setattr(guarded, RULE, rule)
        setattr(guarded, SCOPE, scope)
        return guarded

    return decorate


def _denied(*, signed_in: bool) -> ApiError:
    if signed_in:
        return ApiError(403, *GENERAL[403])
    return ApiError(401, *GENERAL[401], _MAKE_ONE, headers={"WWW-Authenticate": 'Bearer realm="guiju"'})


def _scope_missing(scope: str) -> ApiError:
    zh, en = SCOPES[scope]
    message = Words(f"此密钥不含“{zh}”权限。", f"This key lacks the scope {scope} ({en}).")
    remedy = Words("请创建含此权限的密钥。", "Make a key that has it.")
    return ApiError(403, "scope_missing", message, remedy, where=scope)

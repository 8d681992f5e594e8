"""The gate of the API (接口入口): whose key, within the quota, in which way answered.

Two pieces of middleware: `problems` stands outermost and sees that every failure under the API's addresses is told as
problem+json, whoever answered it; `gate` stands behind the sign-in middleware, finds the key's holder, counts the use,
and sees to HEAD, OPTIONS, CORS and ETags.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers

from guiju.domain.language import Words
from guiju.kernel.api.models import ApiKey
from guiju.kernel.api.problems import MEDIA_TYPE, ApiError, general, problem_response
from guiju.kernel.api.queries import key_by_secret
from guiju.kernel.api.services import api_key_seen
from guiju.kernel.quotas.requests import QuotaUsed, request_count

ROOT = "/api/v1"
METHODS = "api_methods"
_LONGEST_SECRET = 200
_TOLD_BY_US = ("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "RateLimit-Policy", "Retry-After", "Allow")
Answer = Callable[[HttpRequest], HttpResponse]


def is_api(request: HttpRequest) -> bool:
    """Whether the API answers this address."""
    return request.path_info == ROOT or request.path_info.startswith(f"{ROOT}/")


def problems(answer: Answer) -> Answer:
    """Middleware: a failure that is no problem+json yet becomes one, with the headers that matter."""

    def answered(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        if response.status_code < 400 or not is_api(request):
            return response
        if response.headers.get("Content-Type", "").startswith(MEDIA_TYPE):
            return response
        told = problem_response(request, general(response.status_code), response.status_code)
        for name in _TOLD_BY_US:
            if name in response.headers:
                told.headers[name] = response.headers[name]
        return told

    return answered


def gate(answer: Answer) -> Answer:
    """Middleware: identity, quota, methods, caching of the API's answers."""

    def guarded(request: HttpRequest) -> HttpResponse:
        if not is_api(request):
            return answer(request)
        if request.method == "OPTIONS":
            return _options(request)
        response = _answered(request, answer)
        if request.method in ("GET", "HEAD"):
            response = _readable(request, response)
        patch_vary_headers(response, ["Authorization", "Accept-Language"])
        return response

    return guarded


def _answered(request: HttpRequest, answer: Answer) -> HttpResponse:
    request.user = AnonymousUser()
    try:
        key = _key_of(request)
        refusal = None
    except ApiError as error:
        key, refusal = None, error
    now = timezone.now()
    if key is not None:
        request.user = key.user
    request.api_key = key  # type: ignore[attr-defined]
    taken = request_count(request, "api", at=now)
    if not taken.allowed:
        response = problem_response(request, QuotaUsed(taken))
    elif refusal is not None:
        response = problem_response(request, refusal)
    else:
        if key is not None:
            api_key_seen(key=key, at=now)
        response = _as_get(request, answer)
    for name, value in taken.headers().items():
        response.headers[name] = value
    return response


def _key_of(request: HttpRequest) -> ApiKey | None:
    """The key a request carries, or None. Raises `ApiError` for one that opens nothing."""
    given = request.headers.get("Authorization", "")
    if not given:
        return None
    scheme, _, secret = given.partition(" ")
    key = key_by_secret(secret.strip()) if scheme.lower() == "bearer" and len(secret) < _LONGEST_SECRET else None
    if key is None or not key.is_open(timezone.now()):
        message = Words("密钥不对，或已到期、已撤销。", "The key is not valid, has expired or was revoked.")
        remedy = Words("请写成 Authorization: Bearer 密钥。", "Send it as Authorization: Bearer KEY.")
        headers = {"WWW-Authenticate": 'Bearer realm="guiju", error="invalid_token"'}
        raise ApiError(401, "key_invalid", message, remedy, "Authorization", headers=headers)
    return key


def _as_get(request: HttpRequest, answer: Answer) -> HttpResponse:
    """HEAD is answered as GET is, without the body."""
    if request.method != "HEAD":
        return answer(request)
    request.method = "GET"
    try:
        response = answer(request)
    finally:
        request.method = "HEAD"
    return response


def _readable(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let pages of other sites read what everybody may read, and programs ask whether anything changed."""
    if "Authorization" not in request.headers:
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = ", ".join(("ETag", "Link", *_TOLD_BY_US))
    if response.status_code == 200 and not response.streaming:
        if "ETag" not in response.headers:
            response.headers["ETag"] = f'W/"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        private = "Authorization" in request.headers
        response.headers.setdefault("Cache-Control", "private, no-cache" if private else "public, no-cache")
        conditional: HttpResponse = get_conditional_response(  # type: ignore[assignment]
            request, etag=response.headers["ETag"], last_modified=None, response=response
        )
        response = conditional
    return _bare(response) if request.method == "HEAD" else response


def _bare(response: HttpResponse) -> HttpResponse:
    """The same without its body, whose length is still told."""
    if not response.streaming:
        response.headers.setdefault("Content-Length", str(len(response.content)))
        response.content = b""
    else:
        response.streaming_content = iter(())  # type: ignore[attr-defined]
    return response


def _options(request: HttpRequest) -> HttpResponse:
    """What an address takes; pages of other sites may read it without a key."""
    try:
        methods = getattr(resolve(request.path_info).func, METHODS, ("GET",))
    except Resolver404:
        return problem_response(request, general(404))
    response = HttpResponse(status=204)
    response.headers["Allow"] = allowed(methods)
    if "GET" in methods:
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Allow-Methods"] = "GET, HEAD"
        response.headers["Access-Control-Allow-Headers"] = "Accept-Language, If-None-Match"
        response.headers["Access-Control-Max-Age"] = "86400"
    return response


def allowed(methods: object) -> str:
    """The Allow header of an address: HEAD with GET, and OPTIONS."""
    known = set(methods) if isinstance(methods, tuple | list | set | frozenset) else set()
    return ", ".join(sorted(known | {"OPTIONS"} | ({"HEAD"} if "GET" in known else set())))

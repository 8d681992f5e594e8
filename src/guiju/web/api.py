"""The API's root (接口): `/api/v1`, made of the routers that rooms have in their `api.py`, and its OpenAPI document.

Every operation names its rule (`kernel.api.endpoint`); one that does not stops the site from starting.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any, cast

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.module_loading import module_has_submodule
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.operation import Operation, PathView
from ninja.renderers import BaseRenderer
from ninja.responses import NinjaJSONEncoder

from guiju import __version__
from guiju.domain.language import WordsError
from guiju.kernel.accounts.access import RULE, rule_of
from guiju.kernel.api.gate import METHODS, allowed
from guiju.kernel.api.problems import GENERAL, ApiError, general, problem_response
from guiju.web.api_schema import complete

DESCRIPTION = """规矩的开放接口：标准、系列、检索、某日状态、标准号、查新、变更和数据下载。

The open interface of Guiju: standards, series, search, status by day, numbers, checks, changes, dumps."""


LARGEST_BODY = 2 * 1024 * 1024
_FORM = ("multipart/form-data", "application/x-www-form-urlencoded")
_MEDIA: dict[str | None, tuple[str, ...]] = {"body": ("application/json",), "file": _FORM, "form": _FORM}


class _Renderer(BaseRenderer):
    """JSON with Chinese as it is written; what is no text of Unicode is replaced."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        return to_json(data)


def to_json(data: Any) -> bytes:
    """Compact JSON in UTF-8."""
    text = json.dumps(data, cls=NinjaJSONEncoder, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace")


class _Api(NinjaAPI):
    """Operations are called by the names of their functions."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__


def _make() -> NinjaAPI:
    made = _Api(
        title="规矩 Guiju API",
        version="1.0.0",
        description=DESCRIPTION,
        openapi_url="",
        docs_url="",
        urls_namespace="api",
        renderer=_Renderer(),
        openapi_extra={
            "info": {"license": {"name": "Apache-2.0", "identifier": "Apache-2.0"}},
            "x-program": __version__,
        },
    )
    for kind, answer in _ANSWERS.items():
        made.add_exception_handler(kind, answer)
    for config in apps.get_app_configs():
        if config.name.startswith("guiju.") and config.module and module_has_submodule(config.module, "api"):
            module = import_module(f"{config.name}.api")
            if hasattr(module, "router"):
                made.add_router("", module.router)
    return made


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Which parameters are not valid, and why."""
    errors = [
        {"where": ".".join(map(str, item["loc"])), "code": item["type"], "detail": (_why_zh(item), str(item["msg"]))}
        for item in error.errors[:20]
    ]
    where = str(errors[0]["where"]) if errors else ""
    return problem_response(request, ApiError(422, *GENERAL[422], where=where, errors=errors))


_ANSWERS: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
    ValidationError: _invalid,
    WordsError: problem_response,
    HttpError: lambda request, error: problem_response(request, general(error.status_code)),
    Http404: lambda request, error: problem_response(request, general(404)),
}
_WHY_ZH = {"missing": "缺少此项", "extra_forbidden": "没有这一项", "json_invalid": "不是 JSON"}


def _why_zh(item: dict[str, Any]) -> str:
    return _WHY_ZH.get(item["type"], f"值不合要求（{item['type']}）")


api = _make()


def patterns() -> list[URLPattern]:
    """The addresses of the API, each marked with the rules and methods of its operations."""
    found: list[URLPattern] = []
    for bound in api._get_bound_routers():
        views = [view for view in bound.path_operations.values() for _ in view.operations]
        found += [_marked(*pair) for pair in zip(bound.urls_paths(bound.prefix), views, strict=True)]
    return found


def _marked(pattern: URLPattern, view: PathView) -> URLPattern:
    rules = [rule_of(operation.view_func) for operation in view.operations]
    if not all(rules):
        raise ImproperlyConfigured(f"an operation of {pattern.pattern} names no rule")
    methods = tuple(method for operation in view.operations for method in operation.methods)
    inner = pattern.callback

    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in methods:
            refused = problem_response(request, general(405))
            refused.headers["Allow"] = allowed(methods)
            return refused
        if (status := _body_refused(request, view)) is not None:
            return problem_response(request, general(status))
        response: HttpResponse = inner(request, *args, **kwargs)
        return response

    answered.csrf_exempt = True  # type: ignore[attr-defined]
    setattr(answered, RULE, " ".join(dict.fromkeys(cast(list[str], rules))))
    setattr(answered, METHODS, methods)
    pattern.callback = answered
    return pattern


def _body_refused(request: HttpRequest, view: PathView) -> int | None:
    """The status that refuses a body of another type than the operation takes, or a JSON body that is too large."""
    operation = next(operation for operation in view.operations if request.method in operation.methods)
    sources = {model.__ninja_param_source__ for model in operation.models}
    media = _MEDIA["body" if "body" in sources else "file"] if sources & _MEDIA.keys() else ()
    if media and request.content_type not in media:
        return 415
    if "body" in sources and int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_BODY:
        return 413
    return None


@cache
def openapi() -> dict[str, Any]:
    """The OpenAPI 3.1 document, made once."""
    made = json.loads(to_json(api.get_openapi_schema(path_prefix="api/v1/")))
    return complete(made, api)

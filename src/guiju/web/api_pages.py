"""The API's own documentation (接口文档): the OpenAPI document, and a page made from it."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guiju.kernel.accounts.access import access
from guiju.kernel.api.problems import GENERAL
from guiju.kernel.api.scopes import SCOPES
from guiju.kernel.quotas.amounts import QUOTAS
from guiju.web.api import openapi, to_json
from guiju.web.language import lang

# What the document says in both languages: Chinese first, English after it.
_BOTH = re.compile(r"^(.*[\u3000-\u9fff\uff00-\uffef]) +([^\u3000-\u9fff\uff00-\uffef]+)$")
_METHODS = ("get", "post", "put", "patch", "delete")


@access("public")
@require_safe
def openapi_json(request: HttpRequest) -> HttpResponse:
    """The OpenAPI 3.1 document."""
    return HttpResponse(to_json(openapi()), content_type="application/json; charset=utf-8")


@access("public")
@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    """Every operation with its parameters and answers, keys, quotas, errors."""
    document = openapi()
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, methods in document["paths"].items():
        for method in _METHODS:
            if method in methods:
                told = methods[method]
                tag = _own((told.get("tags") or ["其他 Other"])[0])
                groups.setdefault(tag, []).append({"method": method.upper(), "path": path, **_shown(told)})
    context = {
        "groups": groups,
        "schemas": {name: _properties(schema) for name, schema in document["components"]["schemas"].items()},
        "errors": [(status, code, words) for status, (code, words) in GENERAL.items()],
        "scopes": SCOPES,
        "quotas": QUOTAS,
    }
    return render(request, "api_reference.html", context)


def _shown(told: dict[str, Any]) -> dict[str, Any]:
    body = told.get("requestBody", {}).get("content", {})
    answers = {
        status: next((_kind(content["schema"]) for content in answer.get("content", {}).values()), "")
        for status, answer in told["responses"].items()
        if status != "default"
    }
    return {
        "id": told["operationId"],
        "summary": _own(told["summary"]),
        "description": told.get("description", "") if lang() == "en" else "",
        "rule": told["x-rule"],
        "scope": told["x-scope"],
        "parameters": [
            {
                "name": parameter["name"],
                "where": parameter["in"],
                "kind": _kind(parameter["schema"]),
                "required": parameter["required"],
                "description": _own(parameter.get("description", "")),
            }
            for parameter in told.get("parameters", [])
        ],
        "body": [(media, _kind(content["schema"])) for media, content in body.items()],
        "answers": answers,
    }


def _properties(schema: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Name, kind and meaning of the members of an object."""
    return [
        (name, _kind(member), _own(member.get("description", "")))
        for name, member in schema.get("properties", {}).items()
    ]


def _own(text: str) -> str:
    """The half of a text in the reader's language; all of it where it is written in one."""
    halves = _BOTH.match(text)
    return halves.group(1 if lang() == "zh" else 2) if halves else text


def _kind(schema: dict[str, Any]) -> str:
    """A type in a few words: "string", "Standard", "list of Standard", "string or null"."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    for combined in ("anyOf", "allOf", "oneOf"):
        if combined in schema:
            parts = (_kind(part) for part in schema[combined] if part.get("const") != "")
            return " | ".join(dict.fromkeys(parts))
    if schema.get("type") == "array":
        return f"{_kind(schema.get('items', {}))}[]"
    if "enum" in schema:
        return " | ".join(str(value) for value in schema["enum"] if value != "")
    if "properties" in schema:
        return "{" + ", ".join(f"{name}: {_kind(part)}" for name, part in schema["properties"].items()) + "}"
    kind = schema.get("type", "any")
    return " | ".join(kind) if isinstance(kind, list) else str(kind)

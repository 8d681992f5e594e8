"""What the OpenAPI document says beyond parameters and answers (接口文档): keys, scopes, failures, quotas."""

from __future__ import annotations

from typing import Any

from ninja import NinjaAPI

from guiju.kernel.accounts.access import rule_of
from guiju.kernel.api.endpoint import SCOPE
from guiju.kernel.api.problems import MEDIA_TYPE

_TEXT = {"type": "string"}
PROBLEM: dict[str, Any] = {
    "type": "object",
    "title": "Problem",
    "description": "RFC 9457 问题说明 problem details",
    "required": ["type", "title", "status", "code", "detail", "where"],
    "properties": {
        "type": _TEXT,
        "title": _TEXT,
        "status": {"type": "integer"},
        "code": {"type": "string", "description": "不变的代码 stable code"},
        "detail": {"type": "string", "description": "按 Accept-Language in the reader's language"},
        "where": {"type": "string", "description": "出错的参数、文件或位置 the parameter, file or place at fault"},
        "errors": {
            "type": "array",
            "items": {"type": "object", "properties": {"where": _TEXT, "code": _TEXT, "detail": _TEXT}},
        },
    },
}
KEY = {
    "type": "http",
    "scheme": "bearer",
    "description": "接口密钥，在“我的账号”中创建 an API key, made on the page of one's account",
}
_FAILURE = {
    "description": "出错 failure",
    "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
_METHODS = ("get", "post", "put", "patch", "delete")


def complete(document: dict[str, Any], api: NinjaAPI) -> dict[str, Any]:
    """The document with keys, scopes and failures in every operation."""
    components = document.setdefault("components", {})
    components.setdefault("schemas", {})["Problem"] = PROBLEM
    components["securitySchemes"] = {"key": KEY}
    document["servers"] = [{"url": "/"}]
    operations = {
        operation.operation_id or api.get_openapi_operation_id(operation): operation.view_func
        for bound in api._get_bound_routers()
        for view in bound.path_operations.values()
        for operation in view.operations
    }
    for path in document["paths"].values():
        for method in _METHODS:
            if method in path:
                _operation(path[method], operations[path[method]["operationId"]])
    return document


def _operation(told: dict[str, Any], view: Any) -> None:
    """Add to one operation who may, with which scope, and how it fails."""
    rule, scope = rule_of(view), getattr(view, SCOPE, "read")
    told["security"] = [{"key": []}] if rule != "public" else [{}, {"key": []}]
    told["x-rule"], told["x-scope"] = rule, scope
    told["responses"]["default"] = _FAILURE

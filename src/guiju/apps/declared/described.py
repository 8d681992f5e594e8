"""The API of one register as an OpenAPI document (登记簿的接口文档): its own fields, as far as the reader sees them."""

from __future__ import annotations

from typing import Any

from guiju.apps.declared.schema import entry_schema, record_schema
from guiju.kernel.api.fields import LARGEST_PAGE, PAGE
from guiju.kernel.api.problems import MEDIA_TYPE
from guiju.kernel.registers.queries import Room

_TEXT: dict[str, Any] = {"type": "string"}
_PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "code", "detail", "where"],
    "properties": {
        "type": _TEXT,
        "title": _TEXT,
        "status": {"type": "integer"},
        "code": _TEXT,
        "detail": _TEXT,
        "where": _TEXT,
        "errors": {
            "type": "array",
            "items": {"type": "object", "properties": {"where": _TEXT, "code": _TEXT, "detail": _TEXT}},
        },
    },
}
_FAILURE = {
    "description": "出错 failure",
    "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
_KEY = {"type": "http", "scheme": "bearer", "description": "接口密钥 an API key"}
_ID = {
    "name": "id",
    "in": "path",
    "required": True,
    "description": "记录号 record id",
    "schema": {"type": "integer", "minimum": 1, "maximum": 2**63 - 1},
}
_FREE: list[dict[str, Any]] = [{}, {"key": []}]


def register_openapi(room: Room) -> dict[str, Any]:
    """The OpenAPI 3.1 document of a register: reading for whoever sees it, writing for whoever may."""
    register = room.layout.register
    root = f"/api/v1/registers/{register.code}/records"
    records = {"get": _listing(room)}
    record: dict[str, Any] = {"parameters": [_ID], "get": _reading(register.code)}
    if room.sight.creates:
        records["post"] = _writing(f"{register.code}_enter", "登记 Enter a record", "Entry", "201")
        record["patch"] = _writing(f"{register.code}_change", "修改 Change a record", "Change", "200")
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{register.name.zh} {register.name.en}",
            "version": str(register.version),
            "description": f"{register.purpose.zh} {register.purpose.en}",
        },
        "servers": [{"url": "/"}],
        "paths": {root: records, f"{root}/{{id}}": record},
        "components": {"schemas": _schemas(room), "securitySchemes": {"key": _KEY}},
    }


def _schemas(room: Room) -> dict[str, Any]:
    made = {
        "Record": record_schema(room.layout, room.sight),
        "Records": {
            "type": "object",
            "required": ["records", "next"],
            "properties": {
                "records": {"type": "array", "items": {"$ref": "#/components/schemas/Record"}},
                "next": {"type": ["string", "null"], "description": "下一页的游标 cursor of what follows"},
            },
        },
        "Problem": _PROBLEM,
    }
    if room.sight.creates:
        values = entry_schema(room.layout, room.sight)
        made["Entry"] = {
            "type": "object",
            "required": ["values"],
            "properties": {"values": values, "organisation": {"type": ["integer", "null"]}},
        }
        revision = {"type": "integer", "minimum": 1, "maximum": 10**8}
        reason = {"type": "string", "maxLength": 500}
        made["Change"] = {
            "type": "object",
            "required": ["revision", "values"],
            "properties": {"revision": revision, "values": {**values, "required": []}, "reason": reason},
        }
    return made


def _listing(room: Room) -> dict[str, Any]:
    """The list, with each facet the reader sees as a parameter."""
    seen = {one.code: one for one in room.sight.fields()}
    facets = [seen[code] for code in room.layout.register.facets if code in seen]
    parameters: list[dict[str, Any]] = [
        {"name": "q", "in": "query", "schema": {"type": "string", "maxLength": 200}},
        {"name": "cursor", "in": "query", "schema": {"type": "string", "maxLength": 2_000}},
        {
            "name": "limit",
            "in": "query",
            "schema": {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": PAGE},
        },
    ]
    for one in facets:
        values: dict[str, Any] = {"type": "string"}
        if one.options:
            values["enum"] = [option.code for option in one.options]
        elif one.type == "flag":
            values["enum"] = ["yes", "no"]
        parameters.append(
            {
                "name": one.code,
                "in": "query",
                "description": f"{one.name.zh} {one.name.en}",
                "explode": True,
                "schema": {"type": "array", "items": values, "maxItems": 20},
            }
        )
    code = room.layout.register.code
    told = _operation(f"{code}_records", "登记列表 Its records", "200", "Records")
    return {**told, "parameters": parameters, "security": _FREE}


def _reading(code: str) -> dict[str, Any]:
    return {**_operation(f"{code}_record", "一条登记 One record", "200", "Record"), "security": _FREE}


def _writing(name: str, summary: str, body: str, status: str) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{body}"}}}
    told = _operation(name, summary, status, "Record")
    return {**told, "requestBody": {"required": True, "content": content}, "security": [{"key": []}]}


def _operation(name: str, summary: str, status: str, answer: str) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{answer}"}}}
    return {
        "operationId": name,
        "summary": summary,
        "responses": {status: {"description": summary, "content": content}, "default": _FAILURE},
    }

"""What a record of a register looks like to programs (登记的 JSON Schema), made from its declaration."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from guiju.domain.registers import Field, Register
from guiju.domain.registers.model import SEVERAL
from guiju.kernel.registers.layout import Layout
from guiju.kernel.registers.sight import Sight

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def values_schema(layout: Layout, sight: Sight) -> dict[str, Any]:
    """JSON Schema of the values of a record to be entered, as far as the reader sees them."""
    register = layout.register
    return {
        "$schema": _DIALECT,
        "title": f"{register.name.zh} {register.name.en}",
        "description": f"{register.purpose.zh} {register.purpose.en}",
        "type": "object",
        "properties": {one.code: _property(register, one) for one in _own(register, sight)},
        "required": [one.code for one in _own(register, sight) if one.required and one.compute is None],
        "additionalProperties": False,
    }


def record_schema(layout: Layout, sight: Sight) -> dict[str, Any]:
    """JSON Schema of a record as it is told. No value is required: one of an earlier version may lack it."""
    register = layout.register
    values = {
        "type": "object",
        "properties": {one.code: _property(register, one) for one in _own(register, sight)},
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "required": ["id", "number", "version", "revision", "fictitious", "public", "changed_at", "values"],
        "properties": {
            "id": {"type": "integer"},
            "number": {"type": ["string", "null"], "description": "编号 number"},
            "version": {"type": "integer", "description": "登记时的声明版本 version of the declaration"},
            "revision": {"type": "integer", "description": "修改时须带上 to be given with a change"},
            "fictitious": {"type": "boolean", "description": "虚构示例 an invented example"},
            "public": {"type": "boolean"},
            "changed_at": {"type": "string", "format": "date-time"},
            "values": values,
        },
    }


def entry_schema(layout: Layout, sight: Sight) -> dict[str, Any]:
    """JSON Schema of values as they may be handed in: as told, or as people write them; null takes one away."""
    told = values_schema(layout, sight)
    properties = {
        code: {
            **{key: one[key] for key in ("title", "description") if key in one},
            "anyOf": [one, {"type": "string"}, {"type": "null"}],
        }
        for code, one in told["properties"].items()
        if not one.get("readOnly")
    }
    return {**{key: told[key] for key in ("title", "type", "required")}, "properties": properties}


def _own(register: Register, sight: Sight) -> Sequence[Field]:
    """The fields somebody may see; of their own records people see more than of others'."""
    return register.fields if sight.enters else sight.fields()


def _property(register: Register, one: Field) -> dict[str, Any]:
    told: dict[str, Any] = {"title": f"{one.name.zh} {one.name.en}", "x-type": one.type, **_kind(one)}
    if one.hint.zh:
        told["description"] = f"{one.hint.zh} {one.hint.en}"
    if one.unit.zh:
        told["x-unit"] = one.unit.zh
    if one.compute is not None or one.type == "file":
        told["readOnly"] = True
    if one.personal:
        told["x-personal"] = True
    if one.options:
        told["x-words"] = {option.code: {"zh": option.words.zh, "en": option.words.en} for option in one.options}
    told["x-seen-by"] = list(one.see) or [*(["public"] if register.public else []), *register.see]
    return told


def _kind(one: Field) -> dict[str, Any]:
    codes = [option.code for option in one.options]
    if one.type == "choice":
        return {"type": "string", "enum": codes}
    if one.type == "choices":
        return {"type": "array", "items": {"type": "string", "enum": codes}}
    if one.type in SEVERAL:
        return {"type": "array", "items": {"type": "string"}}
    if one.type == "flag":
        return {"type": "boolean"}
    if one.type in ("number", "money", "computed"):
        bounds = {"minimum": one.least, "maximum": one.most}
        if one.decimals:  # exact, and therefore a text
            return {"type": "string", "pattern": rf"^-?\d+\.\d{{{one.decimals}}}$"}
        return {"type": "integer", **{name: bound for name, bound in bounds.items() if bound is not None}}
    if one.type == "date":
        return {"type": "string"} if one.partial else {"type": "string", "format": "date"}
    if one.type == "file":
        return {"type": "object"}
    return {"type": "string", "format": "uri"} if one.type == "link" else {"type": "string", "maxLength": one.longest}

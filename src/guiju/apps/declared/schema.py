"""What a record of a register looks like to programs (登记的 JSON Schema), made from its declaration."""

from __future__ import annotations

from typing import Any

from guiju.domain.registers import Field
from guiju.domain.registers.model import SEVERAL
from guiju.kernel.registers.layout import Layout
from guiju.kernel.registers.sight import Sight

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def values_schema(layout: Layout, sight: Sight) -> dict[str, Any]:
    """JSON Schema of the values of a record, as far as the reader sees them."""
    register = layout.register
    return {
        "$schema": _DIALECT,
        "title": f"{register.name.zh} {register.name.en}",
        "description": f"{register.purpose.zh} {register.purpose.en}",
        "type": "object",
        "properties": {one.code: _property(one) for one in sight.fields()},
        "required": [one.code for one in sight.fields() if one.required],
        "additionalProperties": False,
    }


def _property(one: Field) -> dict[str, Any]:
    told: dict[str, Any] = {"title": f"{one.name.zh} {one.name.en}", "x-type": one.type, **_kind(one)}
    if one.hint.zh:
        told["description"] = f"{one.hint.zh} {one.hint.en}"
    if one.unit.zh:
        told["x-unit"] = one.unit.zh
    if one.compute is not None or one.type == "file":
        told["readOnly"] = True
    if one.personal:
        told["x-personal"] = True
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

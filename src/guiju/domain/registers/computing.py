"""Computed fields (计算字段): made of the other values whenever a record is kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from math import prod
from typing import Any

from guiju.domain.registers.model import Compute, Field


def computed(fields: tuple[Field, ...], values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of the computed fields; none where a field they are made of has none."""
    made = {}
    for field in fields:
        if field.compute is not None and (value := _value(field, field.compute, values)) is not None:
            made[field.code] = value
    return made


def _value(field: Field, compute: Compute, values: Mapping[str, Any]) -> int | str | None:
    parts = [values.get(code) for code in compute.of]
    if any(part is None for part in parts):
        return None
    if compute.how == "year":
        return int(str(parts[0])[:4])
    if compute.how in ("days", "interval"):
        first, last = (str(part) for part in parts)
        if len(first) < 10 or len(last) < 10:
            return None
        between = (date.fromisoformat(last) - date.fromisoformat(first)).days
        return between + 1 if compute.how == "days" else between
    if not field.decimals and compute.how in ("sum", "product") and all(type(part) is int for part in parts):
        whole = sum(parts) if compute.how == "sum" else prod(parts)  # type: ignore[arg-type]
        return whole if abs(whole) < 10**15 else None
    amounts = [Decimal(str(part)) for part in parts]
    if compute.how == "sum":
        result = sum(amounts, Decimal())
    elif compute.how == "difference":
        result = amounts[0] - amounts[1]
    else:
        result = prod(amounts, start=Decimal(1))
    if abs(result) >= Decimal(10) ** (15 - field.decimals):
        return None
    return int(result) if not field.decimals else f"{result:.{field.decimals}f}"

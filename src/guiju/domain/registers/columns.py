"""Values in typed columns (带类型的列): numbers as whole numbers of their last place, everything else as text."""

from __future__ import annotations

import unicodedata
from typing import Any

from guiju.domain.registers.model import Field
from guiju.domain.registers.values.amounts import scaled, unscaled

_FARTHEST = 10**17


def column_value(field: Field, value: Any) -> int | str | None:
    """A value as its column holds it."""
    if value is None:
        return None
    if field.type == "flag":
        return int(bool(value))
    return scaled(field, value) if field.type in ("number", "money", "computed") else str(value)


def column_read(field: Field, held: Any) -> Any:
    """The value a column holds."""
    if held is None:
        return None
    if field.type == "flag":
        return bool(held)
    return unscaled(field, int(held)) if field.type in ("number", "money", "computed") else held


def order_text(field: Field, value: Any) -> str:
    """A text that sorts as the values do; nothing sorts first."""
    held = column_value(field, value)
    if held is None:
        return ""
    return f"{held + _FARTHEST:018d}" if isinstance(held, int) else unicodedata.normalize("NFKC", held).casefold()[:80]

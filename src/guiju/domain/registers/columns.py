"""Values in typed columns (带类型的列): numbers as whole numbers of their last place, everything else as text."""

from __future__ import annotations

import unicodedata
from typing import Any

from guiju.domain.registers.model import Field
from guiju.domain.registers.values.amounts import scaled, unscaled

NOTHING = -(10**18)


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


def order_value(field: Field, value: Any) -> int | str:
    """What sorts as the values do, a whole number where `is_ordered_by_number`; nothing sorts first."""
    held = column_value(field, value)
    if is_ordered_by_number(field):
        return NOTHING if held is None else int(str(held).replace("-", "")) if field.type == "date" else int(held)
    return "" if held is None else unicodedata.normalize("NFKC", str(held)).casefold()[:80]


def is_ordered_by_number(field: Field) -> bool:
    """Whether values are put in order by whole numbers: amounts, days and yes or no."""
    return field.type in ("number", "money", "computed", "date", "flag")

"""Exact numbers of a scheme (分值): rounded once, half up (四舍五入)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from guiju.domain.declarations import Table

LARGEST = Decimal(10) ** 12


def rounded(number: Decimal, decimals: int) -> Decimal:
    """To so many decimals, half up."""
    return number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def shown(number: Decimal) -> str:
    """As people write it: no exponent, no idle zeros."""
    plain = format(number, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def decimal_read(table: Table, key: str, *, required: bool = True, least: Decimal = Decimal(0)) -> Decimal | None:
    """A number of a declaration, whole or with decimals; what is wrong is noted."""
    value = table.value(key)
    if value is None:
        if required:
            table.wrong(key, "请写一个数。", "a number is needed here.")
        return None
    number = _decimal(value)
    if number is None or not least <= number < LARGEST:
        table.wrong(key, f"要一个不小于 {shown(least)} 的数。", f"this must be a number of {shown(least)} or more.")
        return None
    return number


def _decimal(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None

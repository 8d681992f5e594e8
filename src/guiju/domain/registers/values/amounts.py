"""Numbers with their units and money (数、金额), exact: a number with decimals is kept as a text, "12.50"."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import Any

from guiju.domain.registers.model import Field
from guiju.domain.registers.values.unread import Unread, shown

_NUMBER = re.compile(r"([-+]?(?:\d+(?:\.\d*)?|\.\d+))\s*(千万|百万|十万|[千万亿])?")
_TIMES = {
    None: 1, "千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8,
}  # fmt: skip
_MONEY_UNITS = ("人民币", "RMB", "CNY", "元", "¥", "￥", "yuan")
_DIGITS = 15


def number_read(field: Field, raw: Any) -> int | str:
    """A number, with its unit or without, 1,200 or 1.2万; whole unless the field keeps decimals."""
    return _kept(field, _decimal(raw, tuple(unit for unit in field.unit if unit)))


def money_read(field: Field, raw: Any) -> int | str:
    """An amount in yuan: 3000000, 300万元, ¥3,000,000.00."""
    return _kept(field, _decimal(raw, _MONEY_UNITS))


def scaled(field: Field, value: int | str) -> int:
    """A value as a whole number of its last decimal place, as columns hold it: "12.50" → 1250."""
    if type(value) is int and not field.decimals:
        return value
    return int(Decimal(value).scaleb(field.decimals))


def unscaled(field: Field, number: int) -> int | str:
    """The value of a whole number of last places: 1250 → "12.50"."""
    return number if not field.decimals else f"{Decimal(number).scaleb(-field.decimals):.{field.decimals}f}"


def _decimal(raw: Any, units: tuple[str, ...]) -> Decimal:
    if isinstance(raw, bool | list | dict):
        raise Unread("要写一个数。", "Write a number.")
    if isinstance(raw, int | float):
        raw = repr(raw) if isinstance(raw, float) else str(raw)
    text = unicodedata.normalize("NFKC", str(raw)[:80]).replace(",", "").strip()
    for unit in units:
        text = text.removeprefix(unit).strip().removesuffix(unit).strip()
    try:
        if (found := _NUMBER.fullmatch(text)) is not None:
            return Decimal(found[1]) * _TIMES[found[2]]
        if "e" in text.lower():
            return Decimal(text)
    except InvalidOperation:
        pass
    raise Unread(f"看不懂这个数：{shown(raw)}。", f"This number cannot be read: {shown(raw)}.")


def _kept(field: Field, number: Decimal) -> int | str:
    if not number.is_finite() or abs(number) >= Decimal(10) ** (_DIGITS - field.decimals):
        raise Unread("数太大。", "The number is too large.")
    if number != number.quantize(Decimal(1).scaleb(-field.decimals)):
        zh = "要写整数。" if not field.decimals else f"最多 {field.decimals} 位小数。"
        raise Unread(zh, "Write a whole number." if not field.decimals else f"{field.decimals} decimals at most.")
    if field.least is not None and number < field.least:
        raise Unread(f"不能小于 {field.least}。", f"It cannot be less than {field.least}.")
    if field.most is not None and number > field.most:
        raise Unread(f"不能大于 {field.most}。", f"It cannot be more than {field.most}.")
    return int(number) if not field.decimals else f"{number:.{field.decimals}f}"

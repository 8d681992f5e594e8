"""Values of numbers as policies print them (数值): 1,000, 1.5, 三百, 一百二十, 两, with 万 and 亿 behind them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

HAN = "零〇一二两三四五六七八九十百千万亿"
_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
SCALES = {"百": 100, "千": 1000, "万": 10_000, "百万": 1_000_000, "千万": 10_000_000, "亿": 100_000_000}


def han_value(text: str) -> int | None:
    """The value of a Chinese numeral; None where it has no figure of its own (百项, 千家) or is no number."""
    if len(text) > 12 or text[0] in "百千万亿":
        return None
    total = section = figure = 0
    for sign in text:
        if sign in _DIGITS:
            figure = figure * 10 + _DIGITS[sign]
        elif sign in _TENS:
            section += (figure or 1) * _TENS[sign]
            figure = 0
        elif sign in "万亿":
            total = (total + section + figure) * SCALES[sign]
            section = figure = 0
        else:
            return None
    return total + section + figure


def number_value(text: str, scale: str = "") -> int | float | None:
    """The value of figures or of a Chinese numeral, times the scale word printed behind it."""
    bare = text.replace(",", "").replace(" ", "")
    if bare[0].isdigit():
        return plain(Decimal(bare) * SCALES.get(scale, 1))
    value = han_value(bare)
    return None if value is None else value * SCALES.get(scale, 1)


def share_value(below: str, above: str) -> int | float | None:
    """百分之八十 as 80; 三分之二 as 66.67: a share in per cent, to two places."""
    if below == "百":
        return number_value(above)
    parts, whole = han_value(above), han_value(below)
    return None if not whole or parts is None else plain(round(Decimal(float(Fraction(parts, whole)) * 100), 2))


def ratio_value(left: str, right: str) -> int | float | None:
    """1:15 as a quotient, to four places."""
    return plain(round(Decimal(left) / Decimal(right), 4)) if Decimal(right) else None


def plain(value: Decimal) -> int | float:
    """A whole number as int, any other as float."""
    return int(value) if value == value.to_integral_value() else float(value)

"""Numbers as people type them into the ledger (填写的数): 1,200 or 12.5, exact to six decimals."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from guiju.domain.assessment import Indicator
from guiju.domain.assessment.numbers import shown
from guiju.domain.indicators import may_be_negative
from guiju.domain.language import Words, WordsError

_LARGEST = Decimal(10) ** 15


def number_typed(text: str) -> Decimal | None:
    """The number, or None where nothing is typed. Raises `WordsError` for what is no number or too large."""
    return number_needed(text) if text.strip() else None


def sign_require(number: Decimal | None, unit: str, where: str = "number") -> None:
    """Raise `WordsError` for a number below nought in a unit that has none (负数)."""
    if number is not None and number < 0 and not may_be_negative(unit):
        message = Words(f"单位是“{unit}”，不能填负数。", f"A number of “{unit}” cannot be negative.")
        raise WordsError("negative", message, where=where)


def number_needed(text: str, unit: str = "") -> Decimal:
    """The number; raises `WordsError` where nothing is typed too, or where its unit has no negative ones."""
    try:
        number = Decimal(text.strip().replace(",", "").replace("，", "")[:40])
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) >= _LARGEST:
        message = Words("请填写一个数，例如 12 或 85.5。", "Give a number, such as 12.")
        raise WordsError("number", message, where="number")
    sign_require(number, unit)
    return number.quantize(Decimal("0.000001"))


def indicator_number(one: Indicator, text: str) -> Decimal:
    """A number of an indicator; raises `WordsError` for points judged above what the indicator gives."""
    number = number_needed(text, one.counted_in)
    if one.scoring.how == "judged" and number > one.points:
        most = shown(one.points)
        message = Words(f"这一项最多 {most} 分。", f"This one gives {most} points at most.")
        raise WordsError("number", message, where="number")
    return number

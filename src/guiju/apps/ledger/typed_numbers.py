"""Numbers as people type them into the ledger (填写的数): 1,200 or 12.5, exact to six decimals."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from guiju.domain.language import Words, WordsError

_LARGEST = Decimal(10) ** 15


def number_typed(text: str) -> Decimal | None:
    """The number, or None where nothing is typed. Raises `WordsError` for what is no number or too large."""
    return number_needed(text) if text.strip() else None


def number_needed(text: str) -> Decimal:
    """The number; raises `WordsError` where nothing is typed too."""
    try:
        number = Decimal(text.strip().replace(",", "").replace("，", "")[:40])
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) >= _LARGEST:
        message = Words("请填写一个数，例如 12 或 85.5。", "Give a number, such as 12.")
        raise WordsError("number", message, where="number")
    return number.quantize(Decimal("0.000001"))

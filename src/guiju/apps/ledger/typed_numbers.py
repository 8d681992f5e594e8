"""Numbers as people type them into the ledger (填写的数): 1,200 or 12.5, exact to six decimals."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from guiju.domain.language import Words, WordsError

_LARGEST = Decimal(10) ** 15
_NO_NUMBER = WordsError(
    "number", Words("请填写一个数，例如 12 或 85.5。", "Give a number, such as 12."), where="number"
)


def number_typed(text: str) -> Decimal | None:
    """The number, or None where nothing is typed. Raises `WordsError` for what is no number or too large."""
    bare = text.strip().replace(",", "").replace("，", "")
    if not bare:
        return None
    try:
        number = Decimal(bare[:40])
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) >= _LARGEST:
        raise WordsError(
            "number", Words("请填写一个数，例如 12 或 85.5。", "Give a number, such as 12."), where="number"
        )
    return number.quantize(Decimal("0.000001"))


def number_needed(text: str) -> Decimal:
    """The number; raises `WordsError` where nothing is typed too."""
    number = number_typed(text)
    if number is None:
        raise WordsError(
            "number", Words("请填写一个数，例如 12 或 85.5。", "Give a number, such as 12."), where="number"
        )
    return number

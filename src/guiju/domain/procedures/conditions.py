"""Conditions on the fields of a case (条件): data, tested and said in words; nothing is evaluated as a program."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from guiju.domain.language import Words
from guiju.domain.procedures.model import Condition, Field

FIELD_TYPES: dict[str, Words] = {
    "text": Words("文字", "text"),
    "number": Words("数", "number"),
    "date": Words("日期", "date"),
    "yes": Words("是否", "yes or no"),
    "choice": Words("选项", "choice"),
}
TESTS: dict[str, Words] = {
    "is": Words("应为", "must be"),
    "is_not": Words("不应为", "must not be"),
    "over": Words("应大于", "must be over"),
    "at_least": Words("应不少于", "must be at least"),
    "under": Words("应小于", "must be under"),
    "at_most": Words("应不多于", "must be at most"),
    "given": Words("应填写", "must be filled in"),
}
ORDERED = ("over", "at_least", "under", "at_most")
_ORDERS: dict[str, Callable[[object, object], bool]] = {
    "over": lambda a, b: a > b,  # type: ignore[operator]
    "at_least": lambda a, b: a >= b,  # type: ignore[operator]
    "under": lambda a, b: a < b,  # type: ignore[operator]
    "at_most": lambda a, b: a <= b,  # type: ignore[operator]
}
_LONGEST = 2_000


def holds(condition: Condition, field: Field, facts: Mapping[str, object]) -> bool:
    """Whether a condition holds of the facts; one on a field that is not filled in never does."""
    value = value_of(field, facts.get(field.code))
    if value is None:
        return False
    if condition.test == "given":
        return True
    if condition.test in _ORDERS:
        wanted = value_of(field, condition.value)
        return wanted is not None and _ORDERS[condition.test](value, wanted)
    same = value == value_of(field, condition.value)
    return same if condition.test == "is" else not same


def value_of(field: Field, raw: object) -> object | None:
    """The value of a field as its type has it, from what is stored or typed; None for nothing of the kind."""
    if raw is None or raw == "":
        return None
    if field.type == "number":
        return _number(raw)
    if field.type == "date":
        return raw if isinstance(raw, date) else _day(str(raw))
    if field.type == "yes":
        return raw if isinstance(raw, bool) else {"true": True, "yes": True, "false": False, "no": False}.get(str(raw))
    text = str(raw).strip()[:_LONGEST]
    return None if not text or (field.type == "choice" and text not in field.choices) else text


def condition_words(condition: Condition, field: Field) -> Words:
    """What a condition asks for, in words."""
    if condition.words.zh:
        return condition.words
    test = TESTS[condition.test]
    if condition.test == "given":
        return Words(f"{test.zh}“{field.words.zh}”", f"“{field.words.en}” {test.en}")
    value = _said(condition.value, field)
    zh, en = value.zh + field.unit.zh, f"{value.en} {field.unit.en}".strip()
    return Words(f"“{field.words.zh}”{test.zh}{zh}", f"“{field.words.en}” {test.en} {en}")


def _said(value: object, field: Field) -> Words:
    if field.type == "yes":
        return Words("是", "yes") if value else Words("否", "no")
    return field.choices.get(str(value), Words(str(value), str(value)))


def _number(raw: object) -> Decimal | None:
    text = str(raw).strip().replace(",", "")
    if isinstance(raw, bool) or len(text) > 30:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < Decimal(10) ** 18 else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None

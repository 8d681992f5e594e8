"""Choices (选择), by their code or their words, and yes or no (是否)."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Any

from guiju.domain.registers.model import Field, Option
from guiju.domain.registers.values.unread import Unread, shown
from guiju.domain.registers.values.writing import plain, several

_YES = frozenset({"是", "有", "已", "√", "✓", "对", "true", "yes", "y", "1", "on"})
_NO = frozenset({"否", "无", "未", "没有", "×", "x", "不", "false", "no", "n", "0", "off"})


def flag_read(field: Field, raw: Any) -> bool:
    """Yes or no."""
    if isinstance(raw, bool):
        return raw
    text = plain(raw).casefold()
    if text in _YES or text in _NO:
        return text in _YES
    raise Unread(f"要写“是”或“否”：{shown(raw)}。", f"Write yes or no: {shown(raw)}.")


def choice_read(field: Field, raw: Any) -> str:
    """One of the options, by its code or its words in either language."""
    code = _codes(field.options).get(_folded(plain(raw)))
    if code is None:
        listed = field.options[:12]
        zh, en = "、".join(one.words.zh for one in listed), ", ".join(one.words.en for one in listed)
        more = "…" if len(field.options) > len(listed) else ""
        raise Unread(f"“{shown(raw)}”不是选项。可选：{zh}{more}。", f"“{shown(raw)}” is no option. Choose: {en}{more}.")
    return code


def choices_read(field: Field, raw: Any) -> list[str]:
    """Several of the options, in the order declared."""
    chosen = {choice_read(field, one) for one in several(raw)}
    return [option.code for option in field.options if option.code in chosen]


@lru_cache(500)
def _codes(options: tuple[Option, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for option in options:
        for spelling in (option.code, *option.words):
            found.setdefault(_folded(spelling), option.code)
    return found


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().replace(" ", "")

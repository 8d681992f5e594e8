"""Numbers as clauses carry them (编号数字): Chinese, full-width, circled and Roman numerals as integers."""

from __future__ import annotations

import unicodedata

CHINESE = "〇零一二三四五六七八九十百两"
"""Signs a Chinese clause number is written with."""

_DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}


def chinese_value(text: str) -> int | None:
    """The value of a numeral below a thousand (二十三 is 23, 一〇二 is 102), or None."""
    if not text or any(sign not in CHINESE for sign in text):
        return None
    if "十" not in text and "百" not in text:
        return int("".join(str(_DIGITS[sign]) for sign in text))
    total, digit = 0, None
    for sign in text:
        if sign in "十百":
            total += (1 if digit is None else digit) * (10 if sign == "十" else 100)
            digit = None
        else:
            digit = _DIGITS[sign]
    return total + (digit or 0)


def arabic_value(text: str) -> int | None:
    """The value of ASCII, full-width or circled digits, or None."""
    folded = unicodedata.normalize("NFKC", text).strip("().")
    return int(folded) if folded.isdecimal() and len(folded) < 5 else None


def value_of(text: str) -> int | None:
    """The value of a numeral in either writing, brackets around it left aside."""
    plain = unicodedata.normalize("NFKC", text).strip("().")
    known = chinese_value(plain)
    return known if known is not None else arabic_value(plain)

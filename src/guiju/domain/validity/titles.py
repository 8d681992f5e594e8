"""Whether the title beside a number is that of the standard (名称比对)."""

from __future__ import annotations

import re
import unicodedata

_PART_ZH = re.compile(r"第\s*([0-9一二三四五六七八九十百]+)\s*(?:部分|部|分部|篇|册)")
_PART_EN = re.compile(r"\bpart\s+(\d+(?:-\d+)?)", re.IGNORECASE)
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")}
_NUMBER = re.compile(r"\d+")
_BETWEEN = re.compile(r"[\W_]+")
_CJK = re.compile(r"[\u3400-\u9fff]")
# A part of a title must be this long to stand for the whole of it.
_SHORTEST_PART = 4
_LONGEST = 400


def _arabic(numeral: str) -> str:
    if numeral.isdigit():
        return str(int(numeral))
    tens, _, ones = numeral.partition("十")
    if "百" in numeral:
        return numeral
    if "十" in numeral:
        return str((_DIGITS.get(tens, 1) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0))
    return str(_DIGITS.get(numeral, numeral))


def fold_title(title: str) -> str:
    """A title without what printing changes: width, case, spaces, punctuation, 第一部分 as 第1部分."""
    text = unicodedata.normalize("NFKC", title)[:_LONGEST].casefold()
    text = _PART_ZH.sub(lambda m: f"第{_arabic(m[1])}部分", text)
    text = _PART_EN.sub(lambda m: f"part{m[1]}", text)
    return _BETWEEN.sub("", text)


def distance_at_most(a: str, b: str, limit: int) -> bool:
    """Whether no more than `limit` single changes lead from `a` to `b`."""
    if abs(len(a) - len(b)) > limit:
        return False
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        diagonal, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (x != y))
        if min(row) > limit:
            return False
    return row[-1] <= limit


def same_title(cited: str, known: str) -> bool:
    """Whether two titles name one standard: equal, one the beginning or end of the other, or a slip of the pen apart.

    Figures must agree: 第1部分 and 第2部分 are two standards. One slip is forgiven from 8 characters on, two from 24
    on, but none in the last two, where 规范, 标准 and 规程 tell editions apart.
    """
    if cited == known:
        return True
    a, b = fold_title(cited), fold_title(known)
    if not a or not b or a == b:
        return True
    short, long = sorted((a, b), key=len)
    if len(short) >= _SHORTEST_PART and (long.startswith(short) or long.endswith(short)):
        return True
    if _NUMBER.findall(a) != _NUMBER.findall(b) or a[-2:] != b[-2:]:
        return False
    limit = 2 if len(short) >= 24 else 1 if len(short) >= 8 else 0
    return limit > 0 and distance_at_most(a, b, limit)


def title_differs(cited: str, title_zh: str, title_en: str) -> bool:
    """Whether a cited title is none of the known ones; a title in a language we have none in says nothing."""
    if not cited.strip():
        return False
    known = title_zh if _CJK.search(cited) else title_en
    return bool(known) and not same_title(cited, known)

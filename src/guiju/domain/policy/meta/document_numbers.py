"""The number of an official document (发文字号): 国办发〔2015〕89号, 省政府令第302号, 2021年第3号."""

from __future__ import annotations

import re

_YEAR = r"[〔\[(【〈<{] ?(?P<year>[12]\d{3}) ?年?[〕\])】〉>}…]"
LETTERED = re.compile(rf"[\u4e00-\u9fffA-Z]{{2,16}}?(?:字)? ?{_YEAR} ?(?:第 ?)?\d{{1,5}} ?号")
"""Issuer's letters, year, serial: 厦府办规〔2020〕15号, 渝府办发[2021]143号, 粤市监 (2022) 第3号."""
ORDER = re.compile(
    r"(?:[\u4e00-\u9fff]{2,30}?(?:令|公告|通告))? ?第 ?(?P<serial>\d{1,4}|[一二三四五六七八九十百]{1,5}) ?号令?"
)
"""An order: 国家市场监督管理总局令第26号, 第12号令."""
YEARLY = re.compile(r"(?:[\u4e00-\u9fff]{2,30}?(?:公告|通告|令))? ?(?P<year>[12]\d{3}) ?年 ?第 ?\d{1,4} ?号")
"""An announcement, counted by year: 公告2021年第3号, 2022年第9号."""


def number_line(folded: str) -> bool:
    """Whether a line of folded text is nothing but the number of the document."""
    bare = folded.strip(" ()")
    return any(shape.fullmatch(bare) or shape.fullmatch(folded) for shape in (LETTERED, YEARLY, ORDER))


def number_in(folded: str) -> tuple[int, int] | None:
    """Where a number of the common shapes stands in a line of folded text; an order's only at its start."""
    found = LETTERED.search(folded) or YEARLY.match(folded) or ORDER.match(folded)
    return found.span() if found else None


def printed(text: str) -> str:
    """The number as printed, without spaces and enclosing brackets."""
    bare = re.sub(r"\s", "", text)
    return bare[1:-1] if bare[:1] in ("(", "（") and bare[-1:] in (")", "）") else bare


def year_in(number: str) -> int | None:
    """The year within a number."""
    found = re.search(r"[〔\[(【〈(](?P<bracket>[12]\d{3})|(?P<plain>[12]\d{3})年", number)
    return int(found["bracket"] or found["plain"]) if found else None

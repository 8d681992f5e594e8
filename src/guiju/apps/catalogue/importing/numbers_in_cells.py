"""Standard numbers in a cell of a list: one, several, a range, with 部分代替 before or behind (单元格中的标准号)."""

from __future__ import annotations

import re
from functools import lru_cache

from guiju.apps.catalogue.identity import key_of
from guiju.domain.numbers import edition_key, read

_BETWEEN = re.compile(r"[、,，;；\n|]+")
_PARTLY = re.compile(r"[(（]?\s*(?:部分代替|部分替代|部分)\s*[)）]?\s*[:：]?")
_BEFORE = re.compile(r"^(?:全部代替|代替|替代|被代替|被替代|replaces|supersedes)\s*[:：]?\s*", re.IGNORECASE)
_NOTHING = frozenset({"", "-", "--", "—", "/", "无", "暂无", "none", "n/a", "首次发布", "新制定", "新标准"})
PART = "部分"
_SEVERAL = ("list", "range", "multi_edition")


@lru_cache(20_000)
def numbers_in(cell: str) -> tuple[tuple[str, str], ...]:
    """Edition keys, each with its scope: `"代替GB/T 1-2009、GB/T 2-2009（部分）"` gives GB/T 1-2009 with "" and
    GB/T 2-2009 with "部分".

    What cannot be read is kept as written, for a person to see.
    """
    if cell.casefold() in _NOTHING:
        return ()
    whole = read(cell)
    alone = whole.kind in _SEVERAL or not _BETWEEN.search(cell)
    if alone and not whole.error and whole.members and not _PARTLY.search(cell):
        return tuple((edition_key(member), "") for member in whole.members)
    found: list[tuple[str, str]] = []
    for piece in _BETWEEN.split(cell):
        scope = PART if _PARTLY.search(piece) else ""
        text = _BEFORE.sub("", _PARTLY.sub(" ", piece).strip()).strip(" ()（）")
        if text.casefold() in _NOTHING:
            continue
        members = read(text).members
        found += [(edition_key(m), scope) for m in members] if members else [(key_of(text), scope)]
    return tuple(dict.fromkeys(found))

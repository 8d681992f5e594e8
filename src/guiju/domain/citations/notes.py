"""What is said about the edition right behind a number (版本注记): (2018年版), 及第1号修改单, (所有部分)."""

from __future__ import annotations

import re

_CLOSE = r"[ ]?[`\"'”’》*_)]{0,3}[ ]?"
_ORDINAL = r"第?[一二三四五六七八九十\d]+"
_NOTE = re.compile(
    rf"{_CLOSE}(?:\((?P<bracket>(?:19|20)\d\d[ ]?年?[ ]?(?:版|局部修订|修订|确认|复审)[^()\n]{{0,12}}|{_ORDINAL}版"
    rf"|(?:包?含|及|附)其?(?:{_ORDINAL}号)?修改单[^()\n]{{0,8}})\)"
    rf"|(?P<bare>(?:及|和|与|含)其?(?:{_ORDINAL}号)?修改单))"
)
_WHOLE = re.compile(
    rf"{_CLOSE}(?:\((?:所有部分|全部部分|各部分|all[ ]parts|系列|系列标准)\)|的?(?:所有|全部|各)部分"
    r"|[族系]列?(?:标准|规范)|系列|(?:series|family)(?![A-Za-z]))"
)


def edition_note(folded: str, end: int) -> str:
    """The remark on the edition behind the number that ends at `end`, or ""."""
    found = _NOTE.match(folded, end)
    return (found["bracket"] or found["bare"] or "").strip() if found else ""


def meant_as_whole(folded: str, end: int) -> bool:
    """Whether the number is said to stand for all its parts or editions (系列)."""
    return _WHOLE.match(folded, end) is not None

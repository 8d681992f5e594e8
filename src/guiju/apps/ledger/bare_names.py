"""Names that leave their place out (市商务局), which mean another body in every place, and names of one function."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from guiju.domain.codes.regions import region

_BARE = re.compile(r"市(?![场容])|区(?![块域])|县|省|州")
_PLACED = re.compile(r".{2,7}?(?:自治区|省|市|州|县|区)(?![场块域])")
_NATION = ("国家", "全国", "中国", "中央", "国务院")
_DIGITS = {"省": 2, "市": 4, "州": 4, "区": 6, "县": 6}
_TAIL = re.compile(r"(?:总局|局|委员会|委|办公室|办|厅|部|院|人民政府|政府)$")
_NEAR = 0.7


def bare(written: str) -> str:
    """The sign of its level where a name leaves its place out (市, 区, 县, 省, 州); "" for others."""
    found = _BARE.match(written)
    return found.group() if found else ""


def may_be(written: str, name: str, name_region: str, policy_region: str) -> bool:
    """Whether an organisation may be what a policy means by a name: of that level and place, and of that function."""
    return _same_place(written, name, name_region, policy_region) and _same_function(written, name)


def _same_place(written: str, name: str, name_region: str, policy_region: str) -> bool:
    sign = bare(written)
    if sign:
        if name.startswith(_NATION):
            return False
        code = policy_region[: _DIGITS[sign]].ljust(6, "0") if policy_region else ""
        place = region(code)
        if place is not None:
            return name_region == code or place.name in name
        placed = _PLACED.match(name)
        return name.startswith(sign) or (placed is not None and placed.group().endswith(sign))
    placed, own = _PLACED.match(name), _PLACED.match(written)
    if placed is None:
        return own is None or not name.startswith(_NATION)
    return not written.startswith(_NATION) and (own is None or own.group() in name or placed.group() in written)


def _same_function(written: str, name: str) -> bool:
    one, other = _core(written), _core(name)
    if not one or not other:
        return True
    return _within(one, other) or _within(other, one) or SequenceMatcher(None, one, other).ratio() >= _NEAR


def _core(name: str) -> str:
    """What a name says of its function: without place, brackets and the word for its kind."""
    name = re.sub(r"[(（].*?[)）]", "", name).strip()
    name = name.removeprefix("国家").removeprefix(bare(name))
    placed = _PLACED.match(name)
    return _TAIL.sub("", name[placed.end() :] if placed else name)


def _within(short: str, long: str) -> bool:
    signs = iter(long)
    return all(sign in signs for sign in short)

"""Regions of China (行政区划, GB/T 2260): a code of six digits, two each for province, prefecture and county.

>>> region("500116").full_name
'重庆市江津区'
>>> [found.code for found in regions_named("江津", within=region("500000"))]
['500116']
>>> [found.full_name for found in regions_at_start("福建省厦门市人民政府办公厅")]
['福建省厦门市']

The table (`regions.tsv`, made by tools/region_codes.py) holds codes in force and knows no history.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

RegionLevel = Literal["province", "city", "county"]

_PEOPLES = (
    "维吾尔|哈萨克|柯尔克孜|蒙古族|(?<!内)蒙古|朝鲜族|土家族|苗族|藏族|羌族|彝族|布依族|侗族|哈尼族|壮族|傣族|白族|景颇族|傈僳族|回族|土族|撒拉族|"
    "东乡族|保安族|裕固族|满族|瑶族|畲族|黎族|毛南族|仫佬族|仡佬族|水族|拉祜族|佤族|布朗族|独龙族|怒族|纳西族|普米族|锡伯|塔吉克|达斡尔族|各族"
)
_SUFFIX = re.compile(rf"(?:(?:{_PEOPLES})+自治[区州县旗]|自治区|特别行政区|自治旗|地区|[省市州盟区县旗])$")
_LONGEST = 20
"""No name in the table is longer."""


class Region(NamedTuple):
    """One region (行政区划): its code and its own name, without those above it."""

    code: str
    name: str

    @property
    def level(self) -> RegionLevel:
        """Province (also a municipality 直辖市), city (prefecture 地级) or county (县级) by the zeros of the code."""
        if self.code.endswith("0000"):
            return "province"
        return "city" if self.code.endswith("00") else "county"

    @property
    def short_name(self) -> str:
        """The name without its kind (厦门, 广西, 延边); never a single character (单县 stays so)."""
        short = _SUFFIX.sub("", self.name)
        return short if len(short) > 1 else self.name

    @property
    def parents(self) -> tuple[Region, ...]:
        """The regions above, nearest first; counties of a municipality, or under a province, have only that one."""
        above = (f"{self.code[:4]}00", f"{self.code[:2]}0000")
        found = (region(code) for code in above if code != self.code)
        return tuple(dict.fromkeys(parent for parent in found if parent is not None))

    @property
    def parent_code(self) -> str | None:
        """The code of the region above; None for a province."""
        return self.parents[0].code if self.parents else None

    @property
    def full_name(self) -> str:
        """All names from the province down (广东省中山市)."""
        return "".join(one.name for one in (*reversed(self.parents), self))

    def holds(self, other: Region) -> bool:
        """Whether the other is this region or lies in it."""
        width = {"province": 2, "city": 4, "county": 6}[self.level]
        return other.code[:width] == self.code[:width]


@cache
def _table() -> dict[str, Region]:
    text = (files(__package__) / "regions.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {code: Region(code, name) for code, name in rows}


@cache
def _named() -> dict[str, tuple[Region, ...]]:
    names: dict[str, list[Region]] = {}
    for one in _table().values():
        prefecture = {f"{one.short_name}州"} if one.name.endswith("自治州") else set()
        for name in {one.name, one.short_name} | prefecture:
            names.setdefault(name, []).append(one)
    return {name: tuple(found) for name, found in names.items()}


def region(code: str) -> Region | None:
    """The region with this code of six digits."""
    return _table().get(code)


def regions() -> Iterator[Region]:
    """Every region, by code."""
    yield from _table().values()


def regions_named(name: str, *, within: Region | None = None) -> tuple[Region, ...]:
    """The regions of this name, whole or without its kind (厦门市, 厦门); several where names repeat (朝阳区, 鼓楼区).

    The short name of a county is taken only `within` a region named before it: 城关, 南山 or 和平 alone is no place.
    """
    found = _named().get(name, ())
    if within is not None:
        return tuple(one for one in found if one != within and within.holds(one))
    return tuple(one for one in found if one.name == name or one.level != "county")


def regions_at_start(text: str, *, within: Region | None = None) -> tuple[Region, ...]:
    """The regions that the beginning of a name may mean, the deepest of the chain (重庆市江津区… is the district)."""
    return tuple(one for one, _ in regions_read(text, within=within))


def regions_read(text: str, *, within: Region | None = None) -> tuple[tuple[Region, int], ...]:
    """As `regions_at_start`, each with the length of text that names it."""
    for length in range(min(_LONGEST, len(text)), 1, -1):
        found = regions_named(text[:length], within=within)
        if found:
            rest = text[length : length + 2 * _LONGEST]
            deeper = [(lower, length + size) for one in found for lower, size in regions_read(rest, within=one)]
            return tuple(deeper) or tuple((one, length) for one in found)
    return ()

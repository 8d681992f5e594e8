"""The region a policy holds for and its level (适用地区、层级): from its bodies, title, number or own words."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from guiju.domain.codes.regions import Region, regions, regions_read
from guiju.domain.policy.meta.bodies import national
from guiju.domain.policy.meta.model import Level, Place

_LETTERS = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕甘青宁新"
_CODES = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65"
_PROVINCE_LETTERS = dict(zip(_LETTERS, _CODES.split(" "), strict=True))
_PROVINCIAL = re.compile(rf"(?P<letter>[{_LETTERS}])(?:政|府|委|办|市监|质监|标|发|财|科|工信|发改)")
_ZONE = re.compile(
    r"[\u4e00-\u9fff]{0,16}?(?:开发区|工业园区|产业园区|园区|试验区|合作区|示范区|保税区|保税港区|高新区|经开区|新区|"
    r"新城|管理区)(?=管委会|管理委员会|工作委员会|党工委|管理局|关于|支持|促进|鼓励)"
)
_TOWN = re.compile(r"[\u4e00-\u9fff]{1,8}?(?:镇|乡|街道)(?:人民政府|办事处|党委|党工委)")
_OWN = re.compile(r"[我本全](?P<kind>[省市区县州盟旗])")
_KIND_LEVELS: dict[str, tuple[str, ...]] = {
    "省": ("province",), "市": ("city", "province", "county"), "区": ("county", "province"), "县": ("county",),
    "州": ("city",), "盟": ("city",), "旗": ("county",),
}  # fmt: skip
_SUITED = re.compile(r"结合(?P<name>[\u4e00-\u9fff]{2,12}?[省市区县州盟旗])(?:的|具体)?(?:工作)?(?:发展)?实际")
_SCANNED = 20000
_LEAD = re.compile(
    r"^(?:中共|中国共产党|\d{4}年(?:度)?|关于|印发|贯彻|落实|实施|推进|加强|加快|支持|促进|深化|开展|《)*"
)


_UNLISTED = re.compile(
    r"(?![全各本我])[\u4e00-\u9fff]{2,6}?(?:(?P<kind>自治区|自治州|省|市|县)(?!场|级|域|民|区|值|镇|容|直|属|委办)"
    r"[\u4e00-\u9fff]{0,20}(?:人民政府|标准化|局|委|厅|办公室|方案|规划|计划|意见|办法|措施))"
)
_UNLISTED_LEVELS: dict[str, Level] = {
    "自治区": "province", "省": "province", "市": "city", "自治州": "city", "县": "county",
}  # fmt: skip


class RegionRead(NamedTuple):
    """What was found: the place, its level, where it was read, and, when several fit, which."""

    place: Place | None
    level: Level | None
    source: str | None
    candidates: tuple[Region, ...] = ()


def region_read(
    bodies: tuple[str, ...], title: str | None, notice_title: str | None, number: str | None, folded: str
) -> RegionRead:
    """The region and the level; of a place no list knows the level alone, from the name of an issuer or the title."""
    read = _read(bodies, title, notice_title, number, folded)
    if read.place is not None or read.level is not None:
        return read
    for source, names in (("发文机关", bodies), ("标题", (title, notice_title))):
        for name in names:
            named = _UNLISTED.match(_bare(name)) if name else None
            if named is not None:
                return RegionRead(None, _UNLISTED_LEVELS[named["kind"]], source, read.candidates)
    return read


def _read(
    bodies: tuple[str, ...], title: str | None, notice_title: str | None, number: str | None, folded: str
) -> RegionRead:
    """The region by the first source that names one; several of one name are told apart by what else the text names."""
    if bodies and any(national(name) for name in bodies) and not any(regions_read(_bare(name)) for name in bodies):
        return RegionRead(None, "national", "发文机关")
    hints = (*bodies, title or "", notice_title or "", number or "")
    unclear: RegionRead | None = None
    for source, names in (("发文机关", bodies), ("标题", (title, notice_title))):
        for name in names:
            read = _by_name(_bare(name), source, hints, folded) if name else None
            if read is not None and read.place is not None:
                return read
            unclear = unclear or read
    if unclear is not None:
        return unclear
    suited = _SUITED.search(folded, 0, _SCANNED)
    if suited is not None and (read := _by_name(suited["name"], "正文所称实际", hints, folded)) is not None:
        return read
    if number and number.startswith(("国", "中", "财", "工信部", "教")) and not regions_read(number):
        return RegionRead(None, "national", "发文字号")
    return _by_own_words(number, folded)


def _bare(name: str) -> str:
    return _LEAD.sub("", name)


def _by_name(name: str, source: str, hints: tuple[str, ...], folded: str) -> RegionRead | None:
    found = regions_read(name)
    if not found:
        return None
    candidates = _told_apart(tuple(one for one, _ in found), hints, folded)
    if len(candidates) > 1:
        level = _level(candidates[0])
        return RegionRead(None, level, None, candidates)
    one = candidates[0]
    rest = name[next(size for region, size in found if region == one) :]
    return _narrowed(one, rest, name[: len(name) - len(rest)], source)


def _narrowed(one: Region, rest: str, named: str, source: str) -> RegionRead:
    """The region itself, or the zone or town of it that the name goes on to name."""
    zone = _ZONE.match(rest)
    seated = zone is not None and re.match("管委会|(?:管理|工作)委员会|党工委", rest[zone.end() :]) is not None
    if zone and (one.level != "province" or seated) and _level(one) != "zone":
        kind = zone[0]
        own = (
            kind
            if kind in ("高新区", "经开区", "新区")
            else f"{named}{kind}"
            if not named.endswith(tuple("市州盟区县旗"))
            else kind
        )
        return RegionRead(Place(own, f"{one.full_name}{kind}", None, one.code), "zone", source)
    town = _TOWN.match(rest)
    if town:
        own = re.sub(r"(?:人民政府|办事处|党工?委)$", "", town[0])
        return RegionRead(Place(own, f"{one.full_name}{own}", None, one.code), "town", source)
    return RegionRead(_place(one), _level(one), source)


def _told_apart(found: tuple[Region, ...], hints: tuple[str, ...], folded: str) -> tuple[Region, ...]:
    """Of regions with one name: the higher where one lies in the other, else those whose parents the text names."""
    found = tuple(one for one in found if not any(other != one and other.holds(one) for other in found))
    found = tuple(one for one in found if one.level == min((each.level for each in found), key=_RANK.index))
    if len(found) < 2:
        return found
    letters = _PROVINCIAL.match(hints[-1])
    text = "".join(hints[:-1]) + folded[:_SCANNED]
    scores = {}
    for one in found:
        province = letters is not None and _PROVINCE_LETTERS[letters["letter"]] == one.code[:2]
        scores[one] = (any(parent.short_name in text for parent in one.parents), province)
    best = max(scores.values())
    return tuple(one for one in found if scores[one] == best) if any(best) else found


_RANK = ["province", "city", "county"]


def _by_own_words(number: str | None, folded: str) -> RegionRead:
    """Where the text only says 我市: the region it names most, if it is of that kind and clearly ahead."""
    text = folded[:_SCANNED]
    kinds = Counter(found["kind"] for found in _OWN.finditer(text))
    letters = _PROVINCIAL.match(number or "")
    if letters and (not kinds or kinds.most_common(1)[0][0] == "省"):
        province = next(one for one in regions() if one.code.startswith(_PROVINCE_LETTERS[letters["letter"]]))
        return RegionRead(_place(province), "province", "发文字号(推断)")
    if not kinds:
        return RegionRead(None, None, None)
    levels = _KIND_LEVELS[kinds.most_common(1)[0][0]]
    named = Counter[Region]()
    for one in regions():
        if one.level in levels and one.level != "county" and one.short_name in text:
            named[one] = text.count(one.short_name)
    ranked = named.most_common(2)
    if ranked and ranked[0][1] >= 3 and (len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]):
        return RegionRead(_place(ranked[0][0]), _level(ranked[0][0]), "正文中多次提及(推断)")
    return RegionRead(None, None, None)


def _place(one: Region) -> Place:
    return Place(one.name, one.full_name, one.code, one.parent_code)


def _level(one: Region) -> Level:
    if one.level != "county":
        return one.level
    if int(one.code[4:]) >= 71 and int(one.code[4:]) <= 79:
        return "zone"
    return "district" if one.name.endswith("区") else "county"

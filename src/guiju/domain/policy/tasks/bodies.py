"""Lists of bodies taken apart (单位名称的切分): at the right commas, names that hold a comma or 和 kept whole."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from guiju.domain.policy.tasks.brackets import depths

ENDING = (
    r"(?:[局委部办厅署院会府室司处科所站队团社馆校行关联协军网台港企镇乡县区市省州盟旗街村]|中心|公司|集团|单位|机构|党组|"
    r"系统|组织|街道|部门|企业|院所|团体|基地|平台|专班|小组|工作组|成员|会议|兵团|大学|医院|主体|电网|电力|电视台|烟草|铁路|工商联|红十字会)"
)
_ENDS = re.compile(rf"{ENDING}(?:[(（][^(（]{{1,60}}[)）])?$")
_STARTS = re.compile(
    r"[各市省区县州旗盟镇乡国中全驻团]|地方|地级|有关|相关|人民|属地|其他|其它|教育|科技|工业|工商|公安|民|司法|财政|人力|自然|"
    r"生态|住房|交通|水利|农业|商务|文化|卫生|退役|应急|审计|外|海关|税务|广|体育|统计|知识|医|气象|银|证|能源|烟草|移民|林|"
    r"科研|高校|高等|院校|龙头|重点|铁路|邮政|文物|疾控|矿山|消防|药|数据|金融|政|部|委|发展|街道|管委会|开发|行业|企业|社会|责任|成员|"
    r"[一-鿿]{1,8}[市省区县州镇][一-鿿]"
)
_CONJUNCTION = re.compile(r"以及|和|及|与")
_COMMA = "、,，;；/\n"
_LEVEL = (
    r"(?:省|自治区|直辖市|计划单列市|设区市|地级以上市|地级市|市|州|盟|地区|县|旗|区|镇|乡|街道|委|办|局|厅)"
    r"(?:[(（][^(（)）]{1,20}[)）])?"
)
_SERIES = re.compile(
    rf"(?:(?<![一-鿿])|(?<=[和与及]))(?:[一-鿿]{{0,4}}各|有关|相关)?{_LEVEL}(?:[、,，和与及]{_LEVEL})+(?:和新疆生产建设兵团)?"
    r"(?=$|(?<=兵团)|[、,，;；和及与/]|人民政府|政府|管委会)"
    r"|(?<![一-鿿])(?:中央|省|市|县|区)(?:[、，,和](?:省|市|县|区)){1,3}(?=有关|相关|行业|主管)"
)
_TOGETHER = re.compile(
    r"(?:[省市区县州镇]党?委[、和](?:[省市区县州镇]人民)?[省市区县州镇]?政府|党中央、国务院)(?=$|[、,，;；和及与])"
)
_CONTINUED = ("单位", "机构", "人民政府", "政府")
_ETC = re.compile(
    r"等(?:[^、,，;；和及与等]{0,10}?(?:部门和单位|部门、单位|单位和部门|部门|单位|机构|委办局|组织|团体|企业|院校))?(?=$|[、,，;；和及与以])"
)
_DEFINED = re.compile(r"[(（](?:以下|下同|下称|简称)[^)）]{0,40}[)）]")
_SPACE = re.compile(r"(?<=[一-鿿、,，)）(（])[ 　\t\r\n]+(?=[一-鿿(（、,，)）])")
_ORGAN = re.compile(
    r"(?:[局委部办厅署院会府室司处队团协]|中心|公司|集团|单位|部门|海关|支行|分行|银行|工商联|办事处|小组|专班)(?:[(（][^(（]{1,60}[)）])?$"
)
_GLUED = re.compile(r"(?<=[局委厅])(?=市(?!场)[一-鿿]{2,12}局)|(?<=[局委厅])(?=省[一-鿿]{2,12}[局厅])")
LONGEST_NAME = 60


class Bodies(NamedTuple):
    """The names of a list, in its order; `etc` where 等 says that there are others."""

    names: tuple[str, ...]
    etc: bool


@lru_cache(maxsize=2048)
def bodies_split(text: str) -> Bodies:
    """The bodies named in `text`, a list without verbs; what is no name at all is kept as it stands."""
    text = _SPACE.sub(_gap, _DEFINED.sub("", text.strip()))
    text = _GLUED.sub("、", text)
    shortened = _ETC.sub("、", text)
    pieces = _pieces(shortened.strip("、,，;；。.:： 　"))
    return Bodies(tuple(dict.fromkeys(_joined(pieces))), shortened != text)


def _gap(met: re.Match[str]) -> str:
    """What a blank between two Chinese words stands for: a comma between two organs, else nothing."""
    text, separators = met.string, "、,，;；"
    left = max(text.rfind(sign, max(0, met.start() - LONGEST_NAME), met.start()) for sign in separators + " ") + 1
    right = re.split(r"[、,，;；\s]", text[met.end() : met.end() + LONGEST_NAME], maxsplit=1)[0]
    return "、" if organ_like(text[left : met.start()]) and organ_like(right) else ""


def body_like(name: str) -> bool:
    """Whether `name` looks like the name of a body (单位、部门、机关)."""
    return 1 < len(name) <= LONGEST_NAME and _ENDS.search(name) is not None and "。" not in name


def organ_like(name: str) -> bool:
    """Whether `name` looks like the name of an organ even where nothing around it says so."""
    shortest = 3 if name[:1] in "市省区县州国" else 4
    return shortest <= len(name) <= LONGEST_NAME and _ORGAN.search(name) is not None


def _kept(text: str) -> set[int]:
    """Places in `text` where no name ends, because a series is one name (各省、自治区、直辖市人民政府)."""
    kept: set[int] = set()
    for pattern in (_SERIES, _TOGETHER):
        for met in pattern.finditer(text):
            kept.update(range(met.start(), met.end()))
    return kept


def _pieces(text: str) -> list[tuple[str, str]]:
    """Pieces of `text` with the separator that stood before each."""
    at_depth, kept = depths(text), _kept(text)
    pieces, start, separator, at = [], 0, "", 0
    while at < len(text):
        width = 0
        if at_depth[at] == 0 and at not in kept:
            width = 1 if text[at] in _COMMA else _conjunction(text, start, at)
        if width:
            pieces.append((separator, text[start:at]))
            separator, start = text[at : at + width], at + width
        at += width or 1
    pieces.append((separator, text[start:]))
    return [(before, piece.strip()) for before, piece in pieces if piece.strip()]


def _conjunction(text: str, start: int, at: int) -> int:
    """Width of a 和, 与, 及 or 以及 at `at` that stands between two bodies, else 0."""
    met = _CONJUNCTION.match(text, at)
    if met is None:
        return 0
    left, right = text[start:at].strip(), text[met.end() : met.end() + LONGEST_NAME]
    if not left:
        return met.end() - at
    following = re.split(r"[、,，;；/\n和及与]", right, maxsplit=1)[0]
    if following in _CONTINUED or right.startswith("其") or len(left) < 2:
        return 0
    return met.end() - at if _ENDS.search(left) and _STARTS.match(right) else 0


def _joined(pieces: list[tuple[str, str]]) -> list[str]:
    """The names, with a bare 单位 or 政府 put back to what it belongs to (各部门、单位)."""
    names: list[str] = []
    for separator, piece in pieces:
        if names and piece in _CONTINUED and names[-1].endswith(("部门", "党委")):
            names[-1] += separator + piece
        else:
            names.append(piece)
    return names

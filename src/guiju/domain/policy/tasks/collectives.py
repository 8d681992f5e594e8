"""Bodies named together (集合称谓): 各有关部门, 成员单位, 地方人民政府, 各镇政府."""

from __future__ import annotations

import re
from collections.abc import Iterable

_COLLECTIVE = re.compile(
    r"各(?!界)|有关(?:部门|单位|方面|地方|地区|机构|行业|市(?!场)|县|区|镇|街道|企业)|相关(?:部门|单位|方面|地方|地区|机构|行业|市(?!场)|县|区|镇|街道|企业)|"
    r"成员单位|^地方|属地|行业主管部门|行业部门|主管部门$|其[他它].{0,8}(?:部门|单位)|^(?:[市省区县州]?直|[市省区县]级|中央)(?:部门|单位|机关)|"
    r"^(?:镇街|镇乡|乡镇|街镇|县区|区县|县市区|市县|市州|街道|镇|乡|街道办事处|乡镇人民政府|镇人民政府|镇政府)(?:[(（].*[)）])?$|责任部门|责任单位|职能部门"
)
_LOCAL = re.compile(
    r"地方.{0,4}政府|^地方(?:政府|各级)?$|属地|^各地(?:区|方)?$|各级(?:党委|政府|人民政府)|"
    r"(?:各|有关|相关).{0,10}?(?:政府|管委会|镇街|街镇|街道|乡镇|镇乡|镇|乡|县|区|市|州|盟|旗|省|园区|开发区|功能区)"
    r"(?:[(（][^)）]*[)）])?(?:党委、?政府|人民政府|政府|管委会|办事处)?$|各省、自治区、直辖市"
    r"|^(?:镇街|街镇|乡镇|县区|区县|县市区|市县|市州|街道|街道办事处|乡镇人民政府|镇人民政府|镇政府)(?:[(（].*[)）])?$"
)
_NO_LOCAL = re.compile(r"部门|单位|局$|委$|办$|厅$|(?<!办事)处$|企业")


def is_collective(name: str) -> bool:
    """Whether a name means several bodies at once (各有关部门, 领导小组成员单位)."""
    return _COLLECTIVE.search(name) is not None


def is_local_governments(name: str) -> bool:
    """Whether a name means the governments below the one that speaks (地方人民政府, 各镇政府)."""
    return _NO_LOCAL.search(name) is None and _LOCAL.search(name) is not None


def is_all_members(name: str) -> bool:
    """Whether a name means all members of a group (成员单位)."""
    return "成员单位" in name


def collectives_of(names: Iterable[str]) -> tuple[str, ...]:
    """Those of `names` that are collectives, in their order."""
    return tuple(name for name in names if is_collective(name))

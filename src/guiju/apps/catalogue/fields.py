"""What can be asked of the catalogue by field (检索字段): names, values and other ways to write them, as data."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from guiju.apps.catalogue.kinds import KINDS
from guiju.apps.catalogue.terms import LEVELS, NATURES
from guiju.domain.language import Words
from guiju.domain.numbers.chinese.prefixes import printed, regions
from guiju.domain.validity import STATUS_WORDS, Status
from guiju.kernel.search.language import Field, Group, Language, Value

_ICS = re.compile(r"(\d{2})(?:\.?(\d{3})(?:\.?(\d{2}))?)?")
_CCS = re.compile(r"[A-Z](?:\d{2})?")
_REGION = re.compile(r"(?:DB[SJ]?)?(\d\d(?:\d\d(?:\d\d)?)?)(?:/[TZJ]*)?", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:壮族|回族|维吾尔)?自治区|省|市|地区|盟|[\u4e00-\u9fff]*自治州")
_OTHER_LEVELS = {
    "national": ("国标", "国家", "GB"),
    "industry": ("行标", "行业", "sector"),
    "engineering": ("工程建设", "工程", "construction"),
    "local": ("地标", "地方", "DB"),
    "group": ("团标", "团体", "association"),
    "enterprise": ("企标", "企业", "company"),
    "military": ("军标", "国军标", "GJB"),
    "metrology": ("计量", "计量标准", "检定规程"),
    "international": ("国际",),
    "regional": ("区域",),
    "foreign": ("国外", "外国"),
}
_OTHER_NATURES = {
    "mandatory": ("强制", "强制性标准", "强标", "compulsory"),
    "recommended": ("推荐", "推荐性标准", "推标", "voluntary"),
    "guide": ("指导", "指导性", "指导性文件"),
    "unknown": ("不详",),
}
_OTHER_KINDS = {
    "foreign_standard": ("国外标准", "foreign"),
    "technical_regulation": ("法规", "regulation"),
    "guidance": ("指南",),
}
_IN_FORCE = (
    Status.IN_FORCE, Status.IN_FORCE_TO_BE_REPLACED, Status.IN_FORCE_AMENDED, Status.PARTLY_REPLACED,
    Status.PARTLY_WITHDRAWN, Status.PARALLEL,
)  # fmt: skip
_WITHDRAWN = (Status.WITHDRAWN, Status.WITHDRAWN_SUCCESSOR_UNKNOWN)
_STATUS_GROUPS = (
    Group(
        "in_force", Words("现行", "In force"), tuple(map(str, _IN_FORCE)),
        ("有效", "现行有效", "valid", "current", "active"),
    ),
    Group("withdrawn", Words("废止", "Withdrawn"), tuple(map(str, _WITHDRAWN)), ("作废", "已废止", "cancelled")),
    Group(
        "void", Words("失效", "Void"), tuple(map(str, (Status.REPLACED, *_WITHDRAWN, Status.RENUMBERED))),
        ("已失效", "无效", "obsolete", "superseded or withdrawn"),
    ),
)  # fmt: skip
_OTHER_STATUSES = {
    Status.DRAFT: ("草案", "计划", "制定中", "planned"),
    Status.UPCOMING: ("未实施", "尚未实施", "即将施行"),
    Status.IN_FORCE_TO_BE_REPLACED: ("将被代替",),
    Status.IN_FORCE_AMENDED: ("有修改单", "amended"),
    Status.PARTLY_REPLACED: ("部分被代替", "部分代替"),
    Status.PARTLY_WITHDRAWN: ("部分废止",),
    Status.PARALLEL: ("新旧并行", "并行"),
    Status.REPLACED: ("被替代", "已被代替", "代替", "superseded"),
    Status.RENUMBERED: ("转号", "转为推荐性"),
    Status.UNKNOWN: ("不详", "状态未知"),
}


def _statuses() -> Iterable[Value]:
    return [Value(s.value, STATUS_WORDS[s], _OTHER_STATUSES.get(s, ())) for s in Status]


def _terms(terms: dict[str, Words], others: dict[str, tuple[str, ...]]) -> list[Value]:
    return [Value(code, words, others.get(code, ())) for code, words in terms.items()]


def region_code(digits: str) -> str:
    """The six-digit code (GB/T 2260) of a province or prefecture: 44 → 440000, 4420 → 442000."""
    return digits.ljust(6, "0")


@cache
def region_words() -> dict[str, Words]:
    """Names of provinces and prefectures by six-digit code."""
    return {region_code(digits): words for digits, words in regions().items()}


def _regions() -> Iterable[Value]:
    for code, words in region_words().items():
        short = _SUFFIX.sub("", words.zh)
        english = words.en.partition(" ")[0] if words.en != words.zh else ""
        yield Value(code, words, tuple(filter(None, (short, english))))


def _region(text: str) -> str:
    found = _REGION.fullmatch(text.strip())
    return code if found and (code := region_code(found[1])) in region_words() else ""


@cache
def industry_words() -> dict[str, Words]:
    """Industries by the code of their standards: hj 环境保护, gm 密码."""
    found: dict[str, Words] = {}
    for prefix in printed().values():
        if prefix.level == "industry" and "行业" in prefix.zh and prefix.status == "current":
            zh = prefix.zh.replace("行业标准", "").rstrip("（旧）")
            en = prefix.en.replace(" industry", "").replace(" standard", "")
            found.setdefault(prefix.publisher, Words(zh, en[:1].upper() + en[1:]))
    return found


def _industries() -> Iterable[Value]:
    for code, words in industry_words().items():
        yield Value(code, words, (f"{words.zh}行业", f"{words.zh}行业标准", f"{code}/t"))


def _ics(text: str) -> str:
    found = _ICS.fullmatch(text.strip())
    return ".".join(filter(None, found.groups())) if found else ""


def _ccs(text: str) -> str:
    upper = text.strip().upper().replace(" ", "")
    return upper if _CCS.fullmatch(upper) else ""


def _prefix(text: str) -> str:
    prefix = printed().get(text.strip().upper())
    return prefix.text if prefix else " ".join(text.upper().split())[:40]


def _body(text: str) -> str:
    text = " ".join(text.split())[:60]
    return text.upper() if text.isascii() else text


LANGUAGE = Language(
    [
        Field(
            "status", Words("状态", "Status"), "facet",
            Words("现行、即将实施、被代替、废止、失效、有修改单……", "in_force, upcoming, replaced, withdrawn, void …"),
            others=("标准状态", "效力"), values=_statuses, groups=_STATUS_GROUPS,
        ),
        Field(
            "level", Words("级别", "Level"), "facet",
            Words("国家标准、行业标准、地方标准、团体标准、国际标准……",
                  "national, industry, local, group, international …"),
            others=("层级", "标准级别"), values=lambda: _terms(LEVELS, _OTHER_LEVELS),
        ),
        Field(
            "nature", Words("性质",
                  "Nature"), "facet", Words("强制性、推荐性、指导性", "mandatory, recommended, guide"),
            others=("标准性质",), values=lambda: _terms(NATURES, _OTHER_NATURES),
        ),
        Field(
            "kind", Words("类型",
                  "Kind"), "facet", Words("标准、技术法规、指南文件", "standard, technical_regulation, guidance"),
            others=("类别", "记录类型"), values=lambda: _terms(KINDS, _OTHER_KINDS),
        ),
        Field(
            "prefix", Words("代号", "Prefix"), "facet", Words("标准代号，如 GB/T、JGJ", "a prefix such as GB/T or ISO"),
            others=("标准代号", "前缀"), read=_prefix,
        ),
        Field(
            "body", Words("发布机构", "Body"), "facet", Words("机构名称或代号，如 ISO", "a name or code such as ISO"),
            others=("发布单位", "机构", "主管部门", "部门", "publisher", "department"), read=_body,
        ),
        Field(
            "ics", Words("ICS", "ICS"), "facet", Words("国际标准分类号，如 13.040", "a code such as 13.040"),
            others=("国际标准分类号", "国际分类"), read=_ics,
        ),
        Field(
            "ccs", Words("CCS", "CCS"), "facet", Words("中国标准分类号，如 Z 或 Z60", "a code such as Z or Z60"),
            others=("中国标准分类号", "中标分类", "中国分类"), read=_ccs,
        ),
        Field(
            "industry", Words("行业", "Industry"), "facet",
            Words("行业名称或代号，如 环境保护、HJ", "the code of its standards, such as HJ or GM"),
            others=("行业领域", "sector"), values=_industries,
        ),
        Field(
            "region", Words("地区", "Region"), "facet",
            Words("省或市的名称或代码，如 广东、中山、442000", "a province or city, such as 广东, Guangdong or 442000"),
            others=("地域", "省", "市", "省市", "区域", "行政区划", "area"), values=_regions, read=_region,
        ),
        Field(
            "title", Words("标题", "Title"), "text", Words("名称中的词", "words of the title"),
            others=("名称", "标准名称", "题名", "name"),
        ),
        Field(
            "drafters", Words("起草单位",
                  "Drafters"), "text", Words("起草单位名称中的词", "words of an organisation's name"),
            others=("起草", "起草人单位", "drafter", "draftedby"),
        ),
        Field(
            "committee", Words("归口", "Committee"), "text",
            Words("归口单位或技术委员会", "a committee, such as 176 or quality"),
            others=("归口单位", "技术委员会", "委员会", "TC"),
        ),
        Field(
            "year", Words("年份", "Year"), "range",
            Words("2015、2015..2020、>=2015、..2015", "2015, 2015..2020, >=2015, ..2015"),
            others=("年", "年代", "年代号", "发布年", "发布年份", "years"), bounds=(1800, 2199),
        ),
        Field(
            "on", Words("日期", "On"), "day", Words("某一天，如 2019-03-01", "a day such as 2019-03-01"),
            others=("截至", "基准日", "状态日期", "as_of", "asof", "day", "date"),
        ),
        Field(
            "without", Words("不含", "Without"), "without", Words("不要的词", "words not wanted"),
            others=("排除", "not", "exclude"),
        ),
    ]
)  # fmt: skip

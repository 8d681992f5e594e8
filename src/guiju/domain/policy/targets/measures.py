"""What a number counts (指标名称), in the words of the text; and its code, where it is one of the usual measures."""

from __future__ import annotations

import re

_DATE = re.compile(
    r"^[^,;]{0,6}?(?:到|至|在)?[“\"]?(?:(?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}日)?(?=[底末前以]))?|十[二三四五六]五)[^,;\u4e00-\u9fff]{0,2}(?:年?底|末|期末|期间|以?前)*[,，]?"
)
_FRONT = re.compile(
    r"^(?:[\s,，、和及与并]|力争|争取|努力|确保|每年|年均|全[市省区县国](?!统)|我[市省区县]|本[市省区县](?!企)|实现|累计|共计|新增加?|其中|\d{1,2}年(?:左右)?(?:时间)?内?(?=新|培|建|制|完|打)|(?:较|比)[^,，]{0,8}(?=增|提|下|降|翻))+"
)
_BACK = re.compile(
    r"(?:[\s,，、:：(（]|每[天年月]|力争|[要应需]$|累计|累积|共计|共|分别|均|各|总数|达到?|为|至少|约|近|到|在|至)+$"
)
_CHANGED_FROM = re.compile(r"[由从][^,，]{0,8}\d[^,，]{0,10}$")
_TAIL = re.compile(r"^(?:的|[\s,，、:：)）])+|[\s,，、;；。:：(（]+$")
_VERBS = re.compile(
    r"^(?:新增|新|累计|每年)*(?:(?:主导|参与|牵头|承担|支持|推动|制定|修订|制修订|研制|发布|建设|建成|培育|打造|创建|完成|开展|组织|引进|获评|认定)(?:\(修订\)|或|和|、)?)+"
)
_LONGEST = 60

_LEVELS = (("国际", "int"), ("国家", "nat"), ("行业", "ind"), ("地方", "local"))
_CODES: tuple[tuple[str, str], ...] = (
    (r"国际标准.{0,6}(?:转化率|一致性)", "international_standards_conversion_rate"),
    (r"标准.{0,6}(?:制定|制修订|研制)周期", "standard_development_time"),
    (r"(?:科技|技术).{0,20}(?:形成|转化).{0,6}标准.{0,6}比[率例]", "research_projects_with_standards_share"),
    (r"双随机.{0,20}标准|标准.{0,20}双随机", "double_random_inspections"),
    (r"标准文本", "standard_texts_provided"),
    (r"技术标准创新基地", "technical_standard_innovation_bases"),
    (r"标准验证点", "standard_verification_points"),
    (r"标准化技术委员会|秘书处", "technical_committee_secretariats"),
    (r"领跑者", "top_runner_awards"),
    (r"标准化.{0,12}(?:培训|轮训)", "training_person_times"),
    (r"标准化.{0,12}(?:试点|示范)|(?:试点|示范).{0,6}标准化", "pilot_demonstration_projects"),
    (r"农业标准化.{0,4}普及率", "agricultural_standardization_rate"),
    (r"标准创新贡献奖", "standard_innovation_awards"),
    (r"企业.{0,24}(?:声明公开|公开).{0,12}标准|公开.{0,6}企业.{0,12}标准", "enterprise_standards_declared"),
    (r"^(?!.*(?:国家|行业|地方)标准).*团体(?:\(联盟\))?标准", "group_standards_published"),
)  # fmt: skip
_USUAL = tuple((re.compile(pattern), code) for pattern, code in _CODES)


def measure_of(before: str, after: str, verb: str = "") -> str:
    """The words around a number without date, place, comparator and flags."""
    front = _BACK.sub("", _CHANGED_FROM.sub("", _FRONT.sub("", _DATE.sub("", before.strip()))))
    back = _TAIL.sub("", after.strip())
    if verb and not leading_verb(front):
        front = verb + front
    return (front + back)[:_LONGEST]


def nameless(measure: str) -> bool:
    """Whether words around a number say nothing of what it counts: nothing, or but a verb (发布)."""
    return leading_verb(measure) == measure


def leading_verb(words: str) -> str:
    """The verb an enumeration opens with (参与制定), which its later members share."""
    found = _VERBS.match(_FRONT.sub("", _DATE.sub("", words.strip())))
    return found[0] if found else ""


def code_of(measure: str) -> str | None:
    """The code of a usual measure; None for any other."""
    for pattern, code in _USUAL:
        if pattern.search(measure):
            return code
    if "标准" not in measure or re.search(r"率|比|周期|标准化", measure):
        return None
    levels = [
        short
        for word, short in _LEVELS
        if re.search(rf"{word}(?:、[国际家行业地方]{{2}})*(?:[和及与、][^标]{{0,4}})?标准|{word}标准", measure)
    ]
    if not levels:
        return None
    return f"{'_'.join(levels)}_standards_{'participated' if re.search('参与|主导', measure) else 'made'}"

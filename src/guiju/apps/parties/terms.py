"""The words of this room (机构、委员会的用语): kinds of organisation and of committee, what people are in one."""

from __future__ import annotations

from guiju.domain.codes.industries import industry
from guiju.domain.language import Words

KINDS = {
    "authority": Words("行政机关", "authority"),
    "unit": Words("内设机构", "unit of an authority"),
    "public_institution": Words("事业单位", "public institution"),
    "enterprise": Words("企业", "enterprise"),
    "association": Words("社会团体", "association"),
    "laboratory": Words("检验检测机构", "laboratory"),
    "certifier": Words("认证机构", "certification body"),
    "institute": Words("标准化研究机构", "standardization institute"),
    "university": Words("高等学校", "university"),
    "research": Words("科研机构", "research institution"),
    "consumer": Words("消费者组织", "consumer organisation"),
    "other": Words("其他", "other"),
}
UNIT = "unit"
COMMITTEE_KINDS = {
    "TC": Words("技术委员会（TC）", "technical committee (TC)"),
    "SC": Words("分技术委员会（SC）", "subcommittee (SC)"),
    "WG": Words("工作组（WG）", "working group (WG)"),
}
LEVELS = {
    "national": Words("全国", "national"),
    "industry": Words("行业", "of an industry"),
    "local": Words("地方", "local"),
    "group": Words("团体", "of an association"),
    "international": Words("国际", "international"),
}
MEMBER_ROLES = {
    "chair": Words("主任委员", "chair"),
    "vice_chair": Words("副主任委员", "vice chair"),
    "secretary": Words("秘书长", "secretary"),
    "member": Words("委员", "member"),
    "observer": Words("观察员", "observer"),
}
LINK_KINDS = {
    "mirror": Words("对口", "mirror of"),
    "liaison_in": Words("派来联络", "liaison from"),
    "liaison_out": Words("派往联络", "liaison to"),
}
SCORES = {
    "meetings": (Words("全体会议", "plenary meetings"), Words("次", "")),
    "proposals": (Words("提出项目建议", "projects proposed"), Words("项", "")),
    "published": (Words("归口标准发布", "standards published"), Words("项", "")),
    "reviews_due": (Words("到期应复审", "reviews due"), Words("项", "")),
    "reviews_done": (Words("按期复审", "reviews done in time"), Words("项", "")),
    "votes_due": (Words("应投国际票", "international ballots due"), Words("张", "")),
    "votes_cast": (Words("已投国际票", "international ballots cast"), Words("张", "")),
    "trainings": (Words("宣贯培训", "trainings held"), Words("场", "")),
}
RATIOS = (
    (Words("复审按期率", "reviews in time"), "reviews_done", "reviews_due"),
    (Words("国际投票率", "ballots cast"), "votes_cast", "votes_due"),
)


def field_said(field: str) -> Words:
    """A field of experts as pages write it: `ics:13.060` as ICS 13.060, `sector:C38` with the name of the industry."""
    scheme, _, code = field.partition(":")
    found = industry(code) if scheme == "sector" else None
    if found is not None:
        return Words(f"{code} {found.name}", f"{code} {found.name}")
    return Words(f"ICS {code}", f"ICS {code}") if code else Words("专业不限", "any field")

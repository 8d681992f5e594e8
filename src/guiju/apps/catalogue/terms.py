"""The catalogue's own words (标准库用语)."""

from __future__ import annotations

from guiju.domain.language import Words

LEVELS: dict[str, Words] = {
    "national": Words("国家标准", "National"),
    "industry": Words("行业标准", "Industry"),
    "engineering": Words("工程建设标准", "Engineering"),
    "local": Words("地方标准", "Local"),
    "group": Words("团体标准", "Group"),
    "enterprise": Words("企业标准", "Enterprise"),
    "military": Words("军用标准", "Military"),
    "metrology": Words("计量技术规范", "Metrology"),
    "international": Words("国际标准", "International"),
    "regional": Words("区域标准", "Regional"),
    "foreign": Words("国外标准", "Foreign"),
}

NATURES: dict[str, Words] = {
    "mandatory": Words("强制性", "Mandatory"),
    "recommended": Words("推荐性", "Recommended"),
    "guide": Words("指导性技术文件", "Guide"),
    "unknown": Words("未知", "Unknown"),
}

# How a relation reads from its subject, and from its object.
RELATIONS: dict[str, tuple[Words, Words]] = {
    "replaces": (Words("代替", "Replaces"), Words("被代替为", "Replaced by")),
    "amends": (Words("修改", "Amends"), Words("修改单", "Amended by")),
    "corrects": (Words("勘误", "Corrects"), Words("勘误单", "Corrected by")),
    "adopts": (Words("采用", "Adopts"), Words("被采用为", "Adopted as")),
    "cites": (Words("引用", "Cites"), Words("被引用于", "Cited by")),
    "translates": (Words("译自", "Translation of"), Words("外文版", "Translated as")),
    "same_as": (Words("等同", "Same as"), Words("等同", "Same as")),
    "renumbered_from": (Words("由…转号", "Renumbered from"), Words("转号为", "Renumbered as")),
    "converted_to_recommended": (
        Words("转为推荐性", "Made recommended as"),
        Words("由强制性标准转来", "Made recommended from"),
    ),
}

# Fields of an edition in the order a reader wants them.
FIELDS: dict[str, Words] = {
    "title_en": Words("英文名称", "English title"),
    "nature": Words("性质", "Nature"),
    "published": Words("发布日期", "Published"),
    "effective": Words("实施日期", "Effective"),
    "withdrawn": Words("废止日期", "Withdrawn"),
    "parallel_until": Words("新旧并行至", "Both in force until"),
    "body": Words("发布机构", "Issued by"),
    "department": Words("主管部门", "Competent department"),
    "committee": Words("归口", "Committee"),
    "ics": Words("ICS", "ICS"),
    "ccs": Words("CCS", "CCS"),
    "plan_number": Words("计划号", "Plan number"),
    "announcement": Words("公告号", "Announcement"),
    "filing_number": Words("备案号", "Filing number"),
    "language": Words("语种", "Language"),
    "kind": Words("类型", "Kind"),
    "jurisdiction": Words("国家或地区", "Jurisdiction"),
    "doctype": Words("文件类型", "Document type"),
}

# Shown only where something is on record.
OPTIONAL = frozenset(
    {
        "withdrawn",
        "parallel_until",
        "plan_number",
        "announcement",
        "filing_number",
        "language",
        "jurisdiction",
        "doctype",
    }
)

# What sources make claims about, besides the fields above.
CLAIMS: dict[str, Words] = {
    "asserted_status": Words("状态", "Status"),
    "clauses_withdrawn": Words("废止的条文", "Clauses withdrawn"),
    "title_zh": Words("中文名称", "Chinese title"),
    "drafters": Words("起草单位", "Drafting organisations"),
    "stage": Words("阶段", "Stage"),
}

ACTIONS: dict[str, Words] = {
    "catalogue.edition.created": Words("录入", "Recorded"),
    "catalogue.edition.changed": Words("补充或更改", "Added to or changed"),
    "catalogue.relation.recorded": Words("登记关系", "Relation recorded"),
    "catalogue.editions.confirmed": Words("来源再次确认", "Confirmed by its source"),
}

"""What the fields of a list are called on pages (字段名称), in the order they are offered."""

from __future__ import annotations

from guiju.domain.language import Words

FIELD_WORDS: dict[str, Words] = {
    "number": Words("标准编号", "Standard number"),
    "title_zh": Words("中文名称", "Chinese title"),
    "title_en": Words("英文名称", "English title"),
    "published": Words("发布日期", "Date of publication"),
    "effective": Words("实施日期", "Date of effect"),
    "withdrawn": Words("废止日期", "Date of withdrawal"),
    "parallel_until": Words("新旧并行至", "Both in force until"),
    "asserted_status": Words("来源所说的状态", "Status the source gives"),
    "asserted_on": Words("状态的查询日期", "Day the status was looked up"),
    "replaces": Words("代替的旧标准", "Standards it replaces"),
    "replaced_by": Words("代替它的新标准", "Standards that replace it"),
    "amends": Words("所修改的标准", "Standard it amends"),
    "amended_by": Words("修改单", "Amendments to it"),
    "adopts": Words("采用的国际标准", "International standard adopted"),
    "adopts_degree": Words("采标程度", "Degree of adoption"),
    "nature": Words("性质（强制、推荐）", "Nature (mandatory, recommended)"),
    "body": Words("发布机构", "Issued by"),
    "department": Words("主管部门", "Competent department"),
    "committee": Words("归口", "Committee"),
    "drafters": Words("起草单位", "Drafting organisations"),
    "plan_number": Words("计划号", "Plan number"),
    "announcement": Words("公告号", "Announcement"),
    "filing_number": Words("备案号", "Filing number"),
    "ics": Words("ICS 分类", "ICS"),
    "ccs": Words("CCS 分类", "CCS"),
    "language": Words("语种", "Language"),
    "foreign_version": Words("外文版的语种", "Language of a foreign-language version"),
    "translation_of": Words("译自哪个标准", "Standard it is a translation of"),
    "kind": Words("类型（标准、技术法规、指南文件）", "Kind (standard, technical regulation, guidance)"),
    "jurisdiction": Words("国家或地区", "Jurisdiction"),
    "url": Words("网址", "Web address"),
    "source": Words("来源", "Source"),
}

"""The words of status, verdict and flag (状态、结论、提示), in one place and both languages."""

from __future__ import annotations

from enum import StrEnum

from guiju.domain.language import Words


class Status(StrEnum):
    """Status of an edition on a day (标准状态); computed, never stored."""

    DRAFT = "draft"
    UPCOMING = "upcoming"
    IN_FORCE = "in_force"
    IN_FORCE_TO_BE_REPLACED = "in_force_to_be_replaced"
    IN_FORCE_AMENDED = "in_force_amended"
    PARTLY_REPLACED = "partly_replaced"
    PARTLY_WITHDRAWN = "partly_withdrawn"
    PARALLEL = "parallel"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    WITHDRAWN_SUCCESSOR_UNKNOWN = "withdrawn_successor_unknown"
    RENUMBERED = "renumbered"
    UNKNOWN = "unknown"


STATUS_WORDS: dict[Status, Words] = {
    Status.DRAFT: Words("草案/计划中", "Draft or planned"),
    Status.UPCOMING: Words("即将实施", "Upcoming"),
    Status.IN_FORCE: Words("现行", "In force"),
    Status.IN_FORCE_TO_BE_REPLACED: Words("现行(将被代替)", "In force, to be replaced"),
    Status.IN_FORCE_AMENDED: Words("现行(有修改单)", "In force, amended"),
    Status.PARTLY_REPLACED: Words("现行(部分被代替)", "In force, partly replaced"),
    Status.PARTLY_WITHDRAWN: Words("现行(部分条文废止)", "In force, some clauses withdrawn"),
    Status.PARALLEL: Words("现行(新旧并行)", "In force beside its successor"),
    Status.REPLACED: Words("被代替", "Replaced"),
    Status.WITHDRAWN: Words("废止", "Withdrawn"),
    Status.WITHDRAWN_SUCCESSOR_UNKNOWN: Words("废止(替代关系未知)", "Withdrawn, successor unknown"),
    Status.RENUMBERED: Words("转为推荐性/转号", "Renumbered or made recommended"),
    Status.UNKNOWN: Words("未知", "Unknown"),
}


class Verdict(StrEnum):
    """What a check says of one cited number (查新结论). Exactly one per member."""

    IN_FORCE = "in_force"
    IN_FORCE_TO_BE_REPLACED = "in_force_to_be_replaced"
    UPCOMING = "upcoming"
    REPLACED = "replaced"
    PARTLY_REPLACED = "partly_replaced"
    WITHDRAWN = "withdrawn"
    WITHDRAWN_SUCCESSOR_UNKNOWN = "withdrawn_successor_unknown"
    RENUMBERED = "renumbered"
    YEAR_MISSING = "year_missing"
    NOT_IN_CATALOGUE = "not_in_catalogue"
    MALFORMED = "malformed"
    UNKNOWN = "unknown"
    DRAFT = "draft"


VERDICT_WORDS: dict[Verdict, Words] = {
    Verdict.IN_FORCE: Words("现行", "In force"),
    Verdict.IN_FORCE_TO_BE_REPLACED: Words("现行(将被代替)", "In force, to be replaced"),
    Verdict.UPCOMING: Words("即将实施", "Upcoming"),
    Verdict.REPLACED: Words("被代替", "Replaced"),
    Verdict.PARTLY_REPLACED: Words("部分被代替", "Partly replaced"),
    Verdict.WITHDRAWN: Words("废止", "Withdrawn"),
    Verdict.WITHDRAWN_SUCCESSOR_UNKNOWN: Words("废止(替代关系未知)", "Withdrawn, successor unknown"),
    Verdict.RENUMBERED: Words("转号/转为推荐性", "Renumbered or made recommended"),
    Verdict.YEAR_MISSING: Words("缺年号", "Year missing"),
    Verdict.NOT_IN_CATALOGUE: Words("未收录", "Not in our catalogue"),
    Verdict.MALFORMED: Words("编号有误", "Malformed number"),
    Verdict.UNKNOWN: Words("状态未知", "Status unknown"),
    Verdict.DRAFT: Words("草案", "Draft"),
}


class Flag(StrEnum):
    """A remark beside a verdict (提示)."""

    HAS_AMENDMENT = "has_amendment"
    TITLE_DIFFERS = "title_differs"
    UNDATED_REFERENCE = "undated_reference"
    STALE_EVIDENCE = "stale_evidence"
    ADOPTION_CHANGED = "adoption_changed"
    EDITION_NOTE = "edition_note"
    DUPLICATE = "duplicate"


FLAG_WORDS: dict[Flag, Words] = {
    Flag.HAS_AMENDMENT: Words("有修改单", "Has an amendment"),
    Flag.TITLE_DIFFERS: Words("名称不符", "Title differs"),
    Flag.UNDATED_REFERENCE: Words("未注日期引用", "Undated reference"),
    Flag.STALE_EVIDENCE: Words("依据较旧", "Evidence is old"),
    Flag.ADOPTION_CHANGED: Words("采用的国际标准已更新", "Adopted international standard has changed"),
    Flag.EDITION_NOTE: Words("版本注记", "Edition note"),
    Flag.DUPLICATE: Words("重复引用", "Cited more than once"),
}


class DocumentUse(StrEnum):
    """Kind of the document that cites (文件用途); it changes the advice, never the verdict."""

    STANDARD = "standard"
    REPORT = "report"
    CONTRACT = "contract"
    LIST = "list"


USE_WORDS: dict[DocumentUse, Words] = {
    DocumentUse.STANDARD: Words("标准", "Standard"),
    DocumentUse.REPORT: Words("报告或证书", "Report or certificate"),
    DocumentUse.CONTRACT: Words("合同或招标文件", "Contract or tender"),
    DocumentUse.LIST: Words("清单", "List"),
}

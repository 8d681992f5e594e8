"""The words of the ledger (台账用语)."""

from __future__ import annotations

from guiju.domain.language import NO_WORDS, Words

LEVELS = {
    "national": Words("国家", "national"),
    "province": Words("省", "province"),
    "city": Words("市", "city"),
    "county": Words("县", "county"),
    "district": Words("区", "district"),
    "zone": Words("开发区", "development zone"),
    "town": Words("乡镇街道", "town or street"),
}
PARTS = {"lead": Words("牵头", "lead"), "participant": Words("参加", "participant")}
EVERY = {
    "year": Words("每年", "yearly"),
    "half-year": Words("每半年", "every half-year"),
    "quarter": Words("每季度", "quarterly"),
    "month": Words("每月", "monthly"),
    "week": Words("每周", "weekly"),
    "ongoing": Words("长期坚持", "ongoing"),
}
_PER = {
    "year": Words("每年", "each year"),
    "半年": Words("每半年", "each half-year"),
    "quarter": Words("每季度", "each quarter"),
    "month": Words("每月", "each month"),
    "旬": Words("每旬", "every ten days"),
    "周": Words("每周", "each week"),
    "day": Words("每天", "each day"),
}
_PER_ALSO = {"年度": "year", "季": "quarter", "月份": "month", "日": "day", "星期": "周", "half-year": "半年"}
COMPARATORS = {
    ">=": Words("不少于", "at least"),
    "<=": Words("不超过", "at most"),
    "=": Words("等于", "exactly"),
    "~": Words("约", "about"),
    ">": Words("多于", "more than"),
    "<": Words("少于", "less than"),
    "range": Words("介于", "between"),
}
COUNCIL_KINDS = {
    "leading_group": Words("领导小组", "leading group"),
    "joint_conference": Words("联席会议", "joint conference"),
    "joint_work": Words("部省、城市间合作机制", "joint work between governments"),
}
JOINT_STATES = {
    "invited": Words("已邀请，等待答复", "invited"),
    "together": Words("协同办理中", "kept together"),
    "declined": Words("没有参加", "did not join"),
    "left": Words("已退出", "left"),
}
SEAT_ROLES = {
    "convener": Words("组长、召集人", "convener"),
    "deputy_convener": Words("副组长、副召集人", "deputy convener"),
    "member": Words("成员", "member"),
    "office_head": Words("办公室主任", "head of its office"),
    "liaison": Words("联络员", "liaison"),
}


def years_said(starts: int | None, ends: int | None) -> Words:
    """The years a policy plans for, as pages write them; empty where neither is known."""
    if starts and ends:
        return Words(f"{starts}–{ends} 年", f"{starts}–{ends}")
    if ends:
        return Words(f"至 {ends} 年", f"to {ends}")
    return Words(f"自 {starts} 年", f"from {starts}") if starts else NO_WORDS


def per_said(per: str) -> Words:
    """What a number of a target is counted by: a stretch of time, or the base of a rate as printed (万人)."""
    return _PER.get(per, Words(f"每{per}", f"per {per}"))


def per_written(per: str) -> Words:
    """The same as a form has it, without 每."""
    said = per_said(per) if per else NO_WORDS
    return Words(said.zh.removeprefix("每"), said.en.removeprefix("each ").removeprefix("per "))


def per_read(written: str) -> str:
    """What a number is counted by, from words: 每季度, 季度 and quarter are one; else as it is written (万人)."""
    asked = written.strip().removeprefix("每").removeprefix("个").lower()
    named = {one: code for code in _PER for one in (per_written(code).zh, per_written(code).en)}
    return {**named, **_PER_ALSO}.get(asked, written.strip().removeprefix("每"))

"""Documents that a policy orders: what is named by a verb and a kind, and what only looks like it."""

from __future__ import annotations

import pytest

from guiju.domain.policy.documents import documents_find

CASES = [
    ("2025年6月底前出台地方标准管理办法。", [("地方标准管理办法", "2025-06-30")]),
    ("编制《示例市标准化发展规划》并组织实施。", [("示例市标准化发展规划", None)]),
    ("制定实施团体标准规范优质发展意见，研究制定专项资金管理办法。",
     [("团体标准规范优质发展意见", None), ("专项资金管理办法", None)]),
    ("制定实施“十四五”国家标准体系建设规划。", [("“十四五”国家标准体系建设规划", None)]),
    ("编制《标准化工作指南》，2026年底前印发。", [("标准化工作指南", "2026-12-31")]),
    ("市工信局出台《企业标准化工作规范（试行）》和《紧缺人才目录》。",
     [("企业标准化工作规范（试行）", None), ("紧缺人才目录", None)]),
    ("联合印发《科技成果转化为标准指引》《标准化科研项目管理规范》，发布《标准化人才评价导则》。",
     [("科技成果转化为标准指引", None), ("标准化科研项目管理规范", None), ("标准化人才评价导则", None)]),
    ("制定《养老服务规范》地方标准。按照《标准化工作指南》执行。制定服务规范，编制工作指南。", []),
    ("贯彻落实《国家标准化发展纲要》和实施意见。", []),
    ("根据需要制定本办法。制定有关规定。出台相关意见。", []),
    ("制定智能家电系统解决方案。制定国家标准、行业标准。", []),
    ("已制定管理办法的，按原规定执行。", []),
    ("制定方案。", []),
    ("制定" + "很长的名称" * 200 + "办法。", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_documents_that_are_ordered_are_found(text: str, wanted: list[tuple[str, str | None]]) -> None:
    found = documents_find(text)
    assert [(one.name, one.due.date if one.due else None) for one in found] == wanted
    assert all(text[one.start : one.end].strip("《》") == one.name for one in found)

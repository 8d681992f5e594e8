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
    ("制定方案。根据需要制定实施细则。制定国家标准、技术规范和实施方案。", []),
    ("2026年年底前，出台农村供水、垃圾分类运维管理办法，2027年6月30日前实现全覆盖。",
     [("农村供水、垃圾分类运维管理办法", "2026-12-31")]),
    ("修订电梯、锅炉安全管理规定，2027年6月底前印发，2028年底前全面实施。制定团体标准、企业标准激励办法。",
     [("电梯、锅炉安全管理规定", "2027-06-30"), ("企业标准激励办法", None)]),
    ("各单位应当在方案印发后30日内制定实施细则。各区要在2026年底前制定工作计划。",
     [("实施细则", None), ("工作计划", "2026-12-31")]),
    ("《示例市公共服务实施标准(2027年版)》于2027年3月底前印发。《示例市标准管理办法》要由市市场监管局修订印发。",
     [("示例市公共服务实施标准(2027年版)", "2027-03-31"), ("示例市标准管理办法", None)]),
    ("《示例市发展规划》于2025年3月印发。落实《示例市质量规划》2027年底前印发。《示例市行动方案》印发后执行。",
     []),
    ("制定" + "很长的名称" * 200 + "办法。", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_documents_that_are_ordered_are_found(text: str, wanted: list[tuple[str, str | None]]) -> None:
    found = documents_find(text)
    assert [(one.name, one.due.date if one.due else None) for one in found] == wanted
    assert all(one.due is None or one.due.date or (one.due.after, one.due.days) == ("issue", 30) for one in found)
    assert all(text[one.start : one.end].strip("《》") == one.name for one in found)

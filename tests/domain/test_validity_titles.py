"""Titles as people copy them, beside titles as they are."""

from __future__ import annotations

import pytest

from guiju.domain.validity import same_title
from guiju.domain.validity.titles import fold_title

SAME = [
    ("标准化工作导则  第1部分：标准化文件的结构和起草规则", "标准化工作导则 第一部分:标准化文件的结构和起草规则"),
    ("《质量管理体系　要求》", "质量管理体系 要求"),
    ("质量管理体系-要求", "质量管理体系 要求"),
    ("Quality management systems — Requirements", "QUALITY MANAGEMENT SYSTEMS - Requirements"),
    ("标准化文件的结构和起草规则", "标准化工作导则 第1部分：标准化文件的结构和起草规则"),
    ("建筑地基基础工程施工质量验收标淮规范", "建筑地基基础工程施工质量验收标准规范"),
]
OTHER = [
    ("卷烟 第1部分：抽样", "卷烟 第2部分：抽样"),
    ("建筑地基基础工程施工质量验收规范", "建筑地基基础工程施工质量验收标准"),
    ("圆规", "直尺"),
    ("土工试验方法标准", "混凝土结构设计规范"),
    ("钢", "钢直尺分度要求"),
]


@pytest.mark.parametrize(("cited", "known"), SAME)
def test_what_printing_and_small_slips_change_is_the_same_title(cited, known):
    assert same_title(cited, known)
    assert same_title(known, cited)


@pytest.mark.parametrize(("cited", "known"), OTHER)
def test_another_part_or_another_kind_of_document_is_another_title(cited, known):
    assert not same_title(cited, known)
    assert not same_title(known, cited)


@pytest.mark.parametrize(("numeral", "arabic"), [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("二十一", 21)])
def test_the_number_of_a_part_is_one_in_chinese_and_in_figures(numeral, arabic):
    assert fold_title(f"第{numeral}部分") == f"第{arabic}部分"


def test_a_very_long_title_is_compared_in_bounded_time():
    assert not same_title("甲" * 100_000, "乙" * 100_000)

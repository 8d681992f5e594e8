"""Standards in documents: blocks, columns, neighbouring cells, and what one block tells of another."""

from __future__ import annotations

import pytest

from guiju.domain.citations import find_in
from guiju.domain.documents import Block, Document, Place
from guiju.domain.language import Words


def place(path):
    return Place(path, Words(path, path))


def document(*blocks):
    return Document("试.docx", "docx", "", list(blocks))


def table(rows, number=0):
    return [
        Block(text, place(f"t/{number}/r/{row}/c/{column}"), "cell", number, row, column)
        for row, cells in enumerate(rows)
        for column, text in enumerate(cells)
        if text
    ]


def titles(blocks):
    return {found.citation.number: found.citation.title for found in find_in(document(*blocks))}


def test_the_title_stands_in_the_column_named_so():
    rows = [
        ["序号", "标准编号", "页数", "标准名称"],
        ["1", "GB/T 19023-2003", "12", "质量管理体系文件指南"],
        ["2", "GB/T 19580-2012", "24", "卓越绩效评价准则"],
    ]
    assert titles(table(rows)) == {
        "GB/T 19023-2003": "质量管理体系文件指南",
        "GB/T 19580-2012": "卓越绩效评价准则",
    }


def test_without_a_header_the_cell_beside_is_the_title():
    assert titles(table([["GB 2760-2014", "食品安全国家标准 食品添加剂使用标准"]])) == {
        "GB 2760-2014": "食品安全国家标准 食品添加剂使用标准"
    }


def test_a_title_in_the_same_cell_needs_no_neighbour():
    rows = [
        ["检测项目", "检测标准（方法）名称及编号（含年号）"],
        ["水分", "食品安全国家标准 食品中水分的测定 GB 5009.3-2016"],
    ]
    assert titles(table(rows)) == {"GB 5009.3-2016": "食品安全国家标准 食品中水分的测定"}


def test_several_numbers_in_a_cell_take_the_titles_line_by_line():
    rows = [["标准编号", "标准名称"], ["GB 1002\nGB 1003", "单相插头插座\n三相插头插座"]]
    assert titles(table(rows)) == {"GB 1002": "单相插头插座", "GB 1003": "三相插头插座"}


def test_a_bare_number_is_believed_in_a_column_of_standards_only():
    rows = [["样品编号", "检测依据"], ["HJ 60", "HJ 38"]]
    assert list(titles(table(rows))) == ["HJ 38"]


def test_a_paragraph_in_full_vouches_for_a_bare_number_elsewhere():
    blocks = [Block("解析 JT808 消息", place("p/0")), Block("《JT/T 808-2019》", place("p/1"))]
    assert [found.citation.number for found in find_in(document(*blocks))] == ["JT 808", "JT/T 808-2019"]


def in_a_cell(text):
    """Titles found in a cell of a scope list, whose other columns name parameters and limits."""
    rows = [
        ["序号", "项目/参数", "检测标准（方法）名称及编号（含年号）", "限制范围"],
        ["1", "菌落总数", text, "只用平板计数法"],
    ]
    return titles(table(rows))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("水质 pH值的测定 电极法\nHJ 1147-2020", "水质 pH值的测定 电极法"),
        ("HJ 1147-2020\n水质 pH值的测定 电极法", "水质 pH值的测定 电极法"),
        (
            "生活饮用水标准检验方法\n感官性状和物理指标\nGB/T 5750.4-2006(8.1)",
            "生活饮用水标准检验方法 感官性状和物理指标",
        ),
        ("1、污水综合排放标准 GB 8978-1996 表4", "污水综合排放标准"),
        ("食品中铅的测定 GB 5009.12-2017 第一法", "食品中铅的测定"),
        ("JGJ/T 23-2011回弹法检测混凝土抗压强度技术规程", "回弹法检测混凝土抗压强度技术规程"),
        ("水质 总磷的测定 钼酸铵分光光度法GB/T11893-1989", "水质 总磷的测定 钼酸铵分光光度法"),
        ("Particle-Size Analysis of Soils ASTM D422-63(2007)", "Particle-Size Analysis of Soils"),
    ],
)
def test_a_title_in_the_cell_stands_before_above_or_below_its_number(text, expected):
    assert list(in_a_cell(text).values()) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "HJ 694-2014",
        "HJ 694-2014 原子荧光法",
        "菌落总数\nGB 4789.2-2022",
        "总磷 GB 11893-1989",
        "GB/T 5750.4-2006 1.1 铂-钴标准比色法",
    ],
)
def test_parameters_limits_and_methods_of_analysis_are_no_titles(text):
    assert list(in_a_cell(text).values()) == [""]


def test_titles_and_numbers_that_take_turns_keep_together():
    text = "废气 挥发性有机物的采样 气袋法\nHJ 732-2014\n废气 总烃的测定 气相色谱法\nHJ 38-2017"
    assert in_a_cell(text) == {
        "HJ 732-2014": "废气 挥发性有机物的采样 气袋法",
        "HJ 38-2017": "废气 总烃的测定 气相色谱法",
    }


def test_editions_of_one_standard_share_the_title_above_them():
    found = in_a_cell("菌落总数的测定方法\nGB 4789.2-2016\nGB 4789.2-2022\nGB 4789.3-2016")
    assert list(found.values()) == ["菌落总数的测定方法", "菌落总数的测定方法", ""]


def test_paragraphs_of_a_word_cell_are_read_together():
    cell = [
        Block(text, place(f"p/{i}"), "cell", 0, 1, 1)
        for i, text in enumerate(["总磷的测定 分光光度法", "GB 11893-1989"])
    ]
    assert titles([*table([["项目", "检测标准"]]), *cell]) == {"GB 11893-1989": "总磷的测定 分光光度法"}


def test_names_of_products_and_parameters_are_no_titles():
    assert titles(table([["名称", "型号", "执行标准"], ["无缝钢管材料", "DN50", "GB/T 8163-2018"]])) == {
        "GB/T 8163-2018": ""
    }
    assert titles(table([["参数名称", "标准编号"], ["非甲烷总烃", "HJ 38-2017"]])) == {"HJ 38-2017": ""}
    assert titles(table([["非甲烷总烃", "HJ 38-2017"]])) == {"HJ 38-2017": ""}


def test_the_title_of_a_row_is_not_that_of_the_standard_it_replaces():
    rows = [["标准编号", "标准名称", "代替标准号"], ["GF 2001-2001", "GB 13000.1字符集汉字折笔规范", "GF 2001-1999"]]
    assert titles(table(rows)) == {
        "GF 2001-2001": "GB 13000.1字符集汉字折笔规范",
        "GB 13000.1": "",
        "GF 2001-1999": "",
    }


def test_the_number_of_a_form_is_no_header():
    rows = [["文件编号：QP-25-01"], ["标准编号", "名称"], ["GB/T 19023-2003", "质量管理体系文件指南"]]
    assert titles(table(rows)) == {"GB/T 19023-2003": "质量管理体系文件指南"}


def test_a_title_wrapped_in_its_cell_is_one_title():
    rows = [["标准编号", "标准名称"], ["GB/T 5750.4-2006", "生活饮用水标准检验方法\n感官性状和物理指标"]]
    assert titles(table(rows)) == {"GB/T 5750.4-2006": "生活饮用水标准检验方法 感官性状和物理指标"}


def test_every_finding_has_its_place():
    blocks = [Block("引言", place("p/0")), Block("按 GB/T 1.1-2020 起草", place("p/1"))]
    (found,) = find_in(document(*blocks))
    assert (found.place.path, found.citation.start, found.citation.end) == ("p/1", 2, 15)


def test_a_document_without_text_cites_nothing():
    assert find_in(document()) == []

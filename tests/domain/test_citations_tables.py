"""Standards in documents: blocks, columns, neighbouring cells, and what one block tells of another."""

from __future__ import annotations

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


def test_every_finding_has_its_place():
    blocks = [Block("引言", place("p/0")), Block("按 GB/T 1.1-2020 起草", place("p/1"))]
    (found,) = find_in(document(*blocks))
    assert (found.place.path, found.citation.start, found.citation.end) == ("p/1", 2, 15)


def test_a_document_without_text_cites_nothing():
    assert find_in(document()) == []

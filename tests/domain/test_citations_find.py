"""What `find` makes of single sentences: extent, kind, members, notes, titles, and silence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.domain.citations import find


def one(text):
    (citation,) = find(text)
    return citation


def numbers(text):
    return [citation.number for citation in find(text)]


@pytest.mark.parametrize(
    ("text", "span", "kind", "number"),
    [
        ("按GB/T 19001-2016执行", "GB/T 19001-2016", "dated", "GB/T 19001-2016"),
        ("GB/T 1.1-\n2020", "GB/T 1.1-\n2020", "dated", "GB/T 1.1-2020"),
        ("GB/T\u200b 1.1\u00ad2020", "GB/T\u200b 1.1\u00ad2020", "dated", "GB/T 1.1-2020"),
        ("G B / T 1.1-2020", "G B / T 1.1-2020", "dated", "GB/T 1.1-2020"),
        ("GB5085.1-7", "GB5085.1-7", "range", "GB 5085.1~5085.7"),
        ("GB/T 2423.1至GB/T 2423.3", "GB/T 2423.1至GB/T 2423.3", "range", "GB/T 2423.1~2423.3"),
        ("GB 4706.1/.15", "GB 4706.1/.15", "list", "GB 4706.1, GB 4706.15"),
        ("GB/T 7714-2015/2025", "GB/T 7714-2015/2025", "multi_edition", "GB/T 7714-2015/2025"),
        ("（GB/T 20001所有部分）", "GB/T 20001", "series", "GB/T 20001"),
        ("国标35114标准", "国标35114", "colloquial", "GB 35114"),
        ("UTF-8 和 GB18030 编码", "GB18030", "encoding_name", "GB 18030"),
        ("EN ISO 13485:2016/A11:2021", "EN ISO 13485:2016/A11:2021", "amendment", None),
    ],
)
def test_a_citation_reaches_as_far_as_it_means(text, span, kind, number):
    citation = one(text)
    assert (citation.span, citation.kind) == (span, kind)
    assert number is None or citation.number == number


def test_offsets_count_code_points():
    citation = one("😀😀 GB 5749-2022")
    assert (citation.start, citation.end) == (3, 15)


def test_a_list_has_its_members_in_order():
    members = [str(member) for member in one("GB/T 2423.1、2423.2和2423.10").members]
    assert members == ["GB/T 2423.1", "GB/T 2423.2", "GB/T 2423.10"]


def test_full_numbers_side_by_side_are_citations_of_their_own():
    assert numbers("GB 26453、GB 29495及GB/T 1.1") == ["GB 26453", "GB 29495", "GB/T 1.1"]


@pytest.mark.parametrize("text", ["GB/T 2423.1、3.2条", "GB 50010、2015年", "GB/T 19001、500 mm", "GB/T 19001，2015"])
def test_clauses_years_and_amounts_do_not_join_a_list(text):
    assert one(text).kind == "undated"


def test_a_malformed_number_that_was_plainly_meant_is_told_with_its_suggestion():
    citation = one("依据GB/T 1900l-2016实施")
    assert (citation.error, citation.suggestion, citation.members) == ("letter_for_digit", "GB/T 19001-2016", ())


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("GB 50016-2014（2018年版）", "2018年版"),
        ("（GB 50011-2010）（2016年版）", "2016年版"),
        ("现行GB 25464及修改单等", "及修改单"),
        ("GB 4806.1-2016及第1号修改单", "及第1号修改单"),
        ("GB/T 15432-1995（含修改单）", "含修改单"),
        ("GB 3838-2002（Ⅲ类）", ""),
    ],
)
def test_remarks_on_the_edition_are_kept_beside_the_number(text, note):
    assert one(text).edition_note == note


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("《地表水环境质量标准》（GB 3838-2002）", "地表水环境质量标准"),
        ("GB 3838-2002《地表水环境质量标准》", "地表水环境质量标准"),
        ("《GB 3838-2002 地表水环境质量标准》", "地表水环境质量标准"),
        ("“地表水环境质量标准”（GB 3838-2002）", "地表水环境质量标准"),
        ("GB 3838-2002 地表水环境质量标准", "地表水环境质量标准"),
        ("地表水环境质量标准: GB 3838-2002", "地表水环境质量标准"),
        ("3.1 GB 3838-2002 地表水环境质量标准", "地表水环境质量标准"),
        ("| GB 3838-2002 | 地表水环境质量标准 |", "地表水环境质量标准"),
        ("检测依据：GB 3838-2002", ""),
        ("GB 3838-2002 第5章", ""),
        ("GB 3838-2002 规定的限值", ""),
        ("《水污染防治法》要求执行GB 3838-2002。", ""),
        ("GB 3838-2002 按照本标准进行监测，每月一次", ""),
    ],
)
def test_the_title_is_what_stands_beside_the_number_and_nothing_else(text, title):
    assert one(text).title == title


def test_no_two_numbers_share_a_title():
    found = find(
        "《A类要求规范》（GB 1001-2001）、《B类要求规范》（GB 1002-2002）和 GB 1003-2003《C类要求规范》GB 1004-2004"
    )
    assert [citation.title for citation in found] == ["A类要求规范", "B类要求规范", "C类要求规范", ""]


def test_a_bare_number_is_believed_where_its_series_is_cited_in_full():
    assert numbers("JT/T 808—2019。解析 JT808 消息") == ["JT/T 808-2019", "JT 808"]
    assert numbers("解析 JT809 消息") == []


@pytest.mark.parametrize(
    "text",
    [
        "", "浙G16-91、16G101-1、22G101、2013甬SS-01", "国办发〔2021〕12号", "第3.2.1条", "2021-12-30", "5.0kN",
        "GBT35275DSContainer", "JT808_0x0200", "JT808.Protocol.Enums", "wvp-GB28181-pro",
        "https://example.org/gb/GB/T 19001-2016", "/static/pdf/GB-8978-1996.pdf", "256 GB 2020款", "16 GB",
        "T/T 30 days", "CAS 64-17-5", "ISO/TC 176", "ISO 7级", "EN 2023", "AS 2020", "IS 2019", "API 2.0", "SS 304",
        "GB-2000型", "HJ-60", "SJ-2015 样品", "型号：YD 100", "CIE 1931 色度图", "ISO-8859-1", "国标304不锈钢",
    ],
)  # fmt: skip
def test_look_alikes_are_silence(text):
    assert find(text) == []


@given(st.text("GBTISOJDQ/ -—.:：0123456789、～至和（）()《》标准年第号idt\n", max_size=40))
def test_any_text_is_read_without_failing(text):
    last = 0
    for citation in find(text):
        assert last <= citation.start < citation.end
        assert text[citation.start : citation.end] == citation.span
        last = citation.end


def test_a_label_before_a_number_is_no_title():
    assert [citation.title for citation in find("内容控件：HJ 589-2021")] == [""]
    assert [citation.title for citation in find("混凝土强度检验评定标准：GB/T 50107-2010")] == [
        "混凝土强度检验评定标准"
    ]


def test_a_title_in_brackets_may_run_over_the_end_of_a_line():
    (citation,) = find("依据《混凝土结构工程施工\n质量验收规范》（GB 50204-2015）评定")
    assert citation.title == "混凝土结构工程施工质量验收规范"

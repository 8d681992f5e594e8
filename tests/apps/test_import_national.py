"""Pages and answers of the national platforms: what is read, which way 代替 runs, and that no person comes in."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from source_samples import NOW, SAID_ON, links, records, take

from guiju.apps.catalogue.importing.national.facts import ccs_codes, units
from guiju.apps.catalogue.importing.replacing import replaced_sides
from guiju.apps.catalogue.models import Edition
from guiju.apps.catalogue.services import import_apply
from guiju.domain.language import WordsError

CODE = "0123456789ABCDEF0123456789ABCDEF"
PAGE = f"""


<!DOCTYPE html><html><head><title>国家标准|GB/T 99223-2006</title></head><body>
<h1 style="display: inline-block;">
  标准号：GB/T 99223-2006
  <span class="label" title="该标准采用国际标准">采</span></h1>
<table class="tdlist"><tr><td>中文标准名称：<b>虚构  短绒</b></td></tr><tr><td>英文标准名称：Invented linter</td></tr>
<tr><td>标准状态： <span class="text-danger">
 废止 </span></td></tr>
<tr><td><button data-value="{CODE}">实施信息反馈</button></td></tr></table>
<div class="row"><div class="col title">中国标准分类号（CCS）</div><div class="col content">B 32</div>
<div class="col title">国际标准分类号（ICS）</div><div class="col content">59.060.10</div></div>
<div class="row"><div class="title">发布日期</div><div class="content">2006-03-10</div>
<div class="title">实施日期</div><div class="content">2006-09-01</div></div>
<div><div class="title">主管部门</div><div class="content">市场监管总局</div>
<div class="title">归口部门</div><div class="content">虚构委员会</div>
<div class="title">发布单位</div><div class="content">国家质检总局、国家标准委</div></div>
<div class="title">代替标准</div><div class="content">GB/T 99223-1996，GB/T 99224-2020</div>
<div class="title">主要起草人</div><div class="content">张三、李四</div>
<div class="title">起草单位</div><div class="content">甲研究院、Cotton Co., Ltd</div>
<div class="title">备注</div><div class="content">2006-09-01实施</div></body></html>"""
LIST = f"""<html><head><title>国家标准全文阅读|标准检索</title></head><body><table><tr><td>标准状态</td></tr></table>
<table class="table result_list"><tbody><tr><th>序号</th><th><div>标准号</div></th><th>语种</th><th>是否采标</th>
<th>标准名称</th><th>类别</th><th>状态</th><th>发布日期</th><th>实施日期</th><th>操作</th></tr></tbody>
<tbody><tr><td>1</td><td><a onclick="showInfo('{CODE}');">GB/T 99001.1-2009</a></td><td></td><td>采</td>
<td>虚构导则</td><td> 推标 </td><td><span>废止</span></td><td>2009-06-17</td><td>2010-01-01</td><td></td></tr>
<tr><td>2</td><td>GB 99002-2026</td><td>EN</td><td></td>
<td>虚构安全</td><td>强标</td><td>即将实施</td><td>2026-01-01</td>
<td>2027-01-01</td></tr><tr><td>3</td><td>没有编号</td><td></td></tr></tbody></table></body></html>"""
ROW = {
    "id": "52AF72FB01A5403AE06397BE0A0AD6A8",
    "C_STD_CODE": "GB/T 99832-2026",
    "C_C_NAME": "<sacinfo>毛绒</sacinfo>、<b>布制</b>玩具",
    "C_E_NAME": "Invented toys",
    "STATE": "即将实施",
    "STD_NATURE": "推荐性",
    "ICS": "97.200.50",
    "CCS": "Y 57",
    "ISSUE_DATE": "2026-05-25 00:00:00",
    "ACT_DATE": "2027-06-01",
    "ISSUE_ANN_NO": "2026年第99号",
    "TOTAL_REPE": "GB/T 99832-2007,GB/T 99833-2007",
    "TA_CODE": "TC999",
    "TA_NAME": "全国虚构标准化技术委员会",
    "TM_NAME": "玩具分会",
    "CD_NAME": "中国虚构联合会",
    "C_PLAN_CODE": "20249999-T-607",
    "TABLE_NAME": "BV_GB",
    "DRAFT_UNIT": "甲公司、乙检测 Co., Ltd",
    "DRAFT_STAFF": "张三、李四",
}


def answer(*rows):
    return json.dumps({"total": len(rows), "pageNumber": 1, "rows": rows}, ensure_ascii=False)


def test_the_page_of_a_standard_is_read_by_its_labels():
    adapter, (record,), _ = records(PAGE, "newGbInfo.html")
    assert (adapter, record.identity.number) == ("openstd", "GB/T 99223-2006")
    assert record.fields == {
        "title_zh": "虚构 短绒",
        "title_en": "Invented linter",
        "published": "2006-03-10",
        "effective": "2006-09-01",
        "department": "市场监管总局",
        "committee": "虚构委员会",
        "body": "国家质检总局、国家标准委",
        "drafters": ["甲研究院", "Cotton Co., Ltd"],
        "ics": ["59.060.10"],
        "ccs": ["B32"],
        "nature": "recommended",
        "url": f"https://openstd.samr.gov.cn/bzgk/std/newGbInfo?hcno={CODE}",
    }
    assert [(c.value, c.asserted_on) for c in record.claims] == [("废止", SAID_ON)]


def test_of_two_standards_the_newer_replaces_the_older_whatever_the_label_says():
    _, (record,), _ = records(PAGE.replace(">代替标准<", ">被代替标准<"), "newGbInfo.html")
    assert links(record) == ["GB/T 99223-2006 replaces GB/T 99223-1996", "GB/T 99224-2020 replaces GB/T 99223-2006"]


def test_a_list_of_results_is_read_row_by_row():
    _, (old, new), problems = records(LIST, "std_list.html")
    assert (old.identity.number, old.fields["nature"], old.fields["url"][-32:]) == (
        "GB/T 99001.1-2009",
        "recommended",
        CODE,
    )
    assert (new.fields["nature"], new.fields["language"], new.claims[0].value) == ("mandatory", "EN", "即将实施")
    assert [(p.place.zh, p.fatal) for p in problems] == [("列表第 3 行", True)]


@pytest.mark.parametrize("codec", ["gb18030", "utf-16", "utf-8-sig"])
def test_pages_in_other_encodings_are_read(codec):
    assert records(PAGE.encode(codec), "saved.htm")[1][0].fields["title_zh"] == "虚构 短绒"


@pytest.mark.parametrize("text", [LIST.partition("<tbody><tr><td>")[0], PAGE[:90]])
def test_a_page_without_standards_says_so(text):
    with pytest.raises(WordsError) as error:
        records(text, "page.html", format="openstd")
    assert error.value.code == "empty"


@pytest.mark.django_db
def test_a_page_without_the_day_it_was_saved_is_refused(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    with pytest.raises(WordsError) as error:
        import_apply(actor=None, path=path, at=NOW)
    assert (error.value.code, "--said-on" in error.value.remedy.zh) == ("said_on", True)
    assert take(path).counts["created"] == 1
    assert take(path).changes_nothing
    assert Edition.objects.get().source.code == "openstd.samr.gov.cn"


def test_a_row_of_the_advanced_search_fills_the_fields_of_an_edition():
    adapter, (record,), _ = records(answer(ROW), "gbAdvancedSearchPage.json")
    assert adapter == "samr"
    assert record.fields == {
        "title_zh": "毛绒、布制玩具",
        "title_en": "Invented toys",
        "published": "2026-05-25",
        "effective": "2027-06-01",
        "nature": "recommended",
        "ics": ["97.200.50"],
        "ccs": ["Y57"],
        "announcement": "2026年第99号",
        "department": "中国虚构联合会",
        "committee": "全国虚构标准化技术委员会; 玩具分会",
        "drafters": ["甲公司", "乙检测 Co., Ltd"],
        "plan_number": "20249999-T-607",
        "url": "https://std.samr.gov.cn/gb/search/gbDetailed?id=52AF72FB01A5403AE06397BE0A0AD6A8",
    }
    assert links(record) == [
        "GB/T 99832-2026 replaces GB/T 99832-2007",
        "GB/T 99832-2026 replaces GB/T 99833-2007",
    ]


def test_no_drafter_who_is_a_person_comes_in():
    for text, name in ((PAGE, "page.html"), (answer(ROW), "rows.json")):
        assert "张三" not in str(records(text, name)[1])


def test_a_lone_comma_replaces_nothing_and_a_plan_is_no_standard():
    plan = {"C_PLAN_CODE": "20249999-T-607", "C_C_NAME": "玩具"}
    rows = [ROW | {"TOTAL_REPE": ","}, plan, "x", ROW | {"C_STD_CODE": "不是编号"}]
    _, (record,), problems = records(answer(*rows), "rows.json")
    assert record.links == []
    assert [p.place.zh for p in problems] == ["第 2 条", "第 3 条", "第 4 条"]
    assert [p.code for p in problems][:2] == ["plan", "not_an_object"]


@pytest.mark.parametrize(
    ("adapter", "value"),
    [
        ("sacinfo", {"records": [{"pk": "a1", "code": "JT/T 99795-2023", "chName": "虚构规范", "status": "现行"}]}),
        ("ttbz", {"rows": [{"id": "9", "standardNo": "T/XYZ 99795-2023", "standardName": "虚构规范",
                            "standardStatusName": "现行"}]}),
    ],
)  # fmt: skip
def test_answers_of_the_other_platforms_give_number_name_and_status(adapter, value):
    found, (record,), _ = records(json.dumps(value, ensure_ascii=False), "answer.json")
    assert found == adapter
    assert record.identity.number.endswith("99795-2023")
    assert (record.fields["title_zh"], record.claims[0].value) == ("虚构规范", "现行")


def test_parts_of_cells_are_read_as_they_are_meant():
    assert ccs_codes("A 00/09") == ["A00"]
    assert units("甲、乙（丙、丁）。") == ["甲", "乙（丙", "丁）"]
    assert replaced_sides("GB/T 2-2010", "GB/T 1-2009（部分代替）、GB/T 3-2015")["replaced_by"] == ["GB/T 3-2015"]


@pytest.mark.parametrize("cut", [60, 300, 500])
def test_an_answer_cut_short_is_damaged(cut):
    with pytest.raises(WordsError) as error:
        records(answer(ROW)[:cut], "rows.json", format="samr")
    assert error.value.code == "corrupted"


def test_nesting_without_end_is_refused():
    with pytest.raises(WordsError):
        records('{"rows": [{"C_STD_CODE": ' + "[" * 100_000, "rows.json")


@given(st.dictionaries(st.sampled_from(sorted(ROW)), st.none() | st.booleans() | st.integers() | st.text(max_size=20)
                       | st.lists(st.text(max_size=3), max_size=2), max_size=8))  # fmt: skip
@settings(max_examples=100)
def test_a_row_of_any_values_is_taken_or_left_out(values):
    _, read, problems = records(answer(ROW, ROW | values), "rows.json")
    assert len(read) + sum(p.fatal for p in problems) == 2


@given(st.text(alphabet="<>/abdhtv1 标准号：状态\"='!-", max_size=150))
@settings(max_examples=100)
def test_any_markup_is_a_page_or_a_refusal(text):
    page = "<title>国家标准|</title>" + text + "标准号：GB 1-2001 标准状态"
    try:
        records(page, "page.html", format="openstd")
    except WordsError as error:
        assert error.code in {"empty", "corrupted"}  # noqa: PT017

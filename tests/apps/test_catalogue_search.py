"""The search page: typed fields and chosen filters, reasons, what may have been meant, files, few queries."""

from __future__ import annotations

import csv
import io
import json
from html import unescape

import pytest
from django.test import override_settings

from guiju.apps.catalogue.near import meant
from guiju.apps.catalogue.search import NAME
from guiju.apps.catalogue.services import edition_record
from guiju.apps.catalogue.synonyms import other_titles
from guiju.kernel.search.services import index_rebuild
from kernel.conftest import AT

ROWS = [
    dict(zip(("number", "title_zh", "published", "effective", "ics", "ccs", "drafters"), row.split("|"), strict=False))
    for row in (
        "GB/T 15834-2011|标点符号用法|2011-12-30|2012-06-01",
        "GB/T 15834-1995|标点符号用法|1995-12-13",
        "GB 13271-2014|锅炉大气污染物排放标准|2014-05-16|2014-07-01|13.040.40|Z60|"
        "中国环境科学研究院、天津市环境保护科学研究院",
        "DB44/765-2019|锅炉大气污染物排放标准|2019-02-28|2019-04-01",
        "DB4420/T 1-2020|社区服务指南|2020-01-01|2020-02-01",
        "GM/T 0049-2016|密码键盘检测规范|2016-12-23|2016-12-23",
        "GB 37822-2019|挥发性有机物无组织排放控制标准|2019-05-24|2019-07-01",
    )
]
ROWS.append({"number": "ISO 31000:2018", "title_en": "Risk management - Guidelines", "published": "2018-02"})


@pytest.fixture(scope="module")
def kept(module_db, tmp_path_factory):
    root = tmp_path_factory.mktemp("search")
    with module_db(), override_settings(SEARCH_ROOT=root):
        for row in ROWS:
            edition_record(actor=None, source="测试来源", at=AT, **row)
        index_rebuild(kind=NAME)
    return root


@pytest.fixture
def indexed(kept, db, settings):
    settings.SEARCH_ROOT = kept


def page(client, q="", **query):
    response = client.get("/standards/", {"q": q, **query})
    assert response.status_code == 200
    return unescape(response.content.decode())


def numbers(client, q="", **query):
    answer = client.get("/standards/export.json", {"q": q, **query})
    return [row["number"] for row in json.loads(answer.content)["standards"]]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("锅炉 地区:广东", {"DB44/ 765-2019"}),
        ("锅炉 -地区:广东", {"GB 13271-2014"}),
        ("region:442000", {"DB4420/T 1-2020"}),
        ("地区:广东", {"DB44/ 765-2019", "DB4420/T 1-2020"}),
        ("行业:密码", {"GM/T 0049-2016"}),
        ("ics:13", {"GB 13271-2014"}),
        ("ICS:13.040", {"GB 13271-2014"}),
        ("ccs:Z", {"GB 13271-2014"}),
        ("起草单位:天津市环境保护", {"GB 13271-2014"}),
        ("标点符号 year:2000..", {"GB/T 15834-2011"}),
        ("标点符号 -GB/T 15834-1995", {"GB/T 15834-2011"}),
        ("level:国际标准", {"ISO 31000:2018"}),
        ("发布机构:iso", {"ISO 31000:2018"}),
        ("VOCs 无组织", {"GB 37822-2019"}),
        ('"大气污染物" level:国标', {"GB 13271-2014"}),
        ("標點符號", {"GB/T 15834-2011", "GB/T 15834-1995"}),
        ("性质:强制 锅炉", {"GB 13271-2014"}),
    ],
)
def test_fields_narrow_a_search_down(client, indexed, typed, found):
    assert set(numbers(client, typed)) == found


def test_what_is_typed_becomes_a_filter_that_can_be_taken_away(client, indexed):
    shown = page(client, "锅炉 地区:广东 年份:2015..")
    assert 'value="锅炉"' in shown
    assert "地区：广东省" in shown
    assert "年份：2015–" in shown
    assert '?q=%E9%94%85%E7%82%89&region=440000"' in shown  # without the years


def test_filters_show_counts_and_choose(client, indexed):
    shown = page(client, "锅炉")
    for expected in ("国家标准", "地方标准", "广东省", "ics=13", "region=440000", "year=2019"):
        assert expected in shown
    assert page(client, "锅炉", region="440000", level=["local", "nonsense"]).count("<mark>锅炉</mark>") == 1


def test_what_is_not_understood_is_said_and_never_an_error(client, indexed):
    shown = page(client, "锅炉 状态:好的 作者:张三")
    assert "可以写：现行" in shown
    assert "没有“作者”这个字段" in shown


def test_words_asked_for_are_marked_and_other_fields_say_why(client, indexed):
    shown = page(client, "大气 起草单位:天津市")
    assert "锅炉<mark>大气</mark>污染物" in shown
    assert "起草单位：<mark>天津市</mark>" in shown


def test_the_status_is_that_of_the_day_asked(client, indexed):
    assert numbers(client, "锅炉 status:现行 on:2018-01-01") == ["GB 13271-2014"]
    assert len(numbers(client, "锅炉", as_of="2018年1月1日", status="in_force")) == 1


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("标点符号用发", "标点符号用法"),
        ("密码键判检测", "密码键盘检测"),
        ("风显管理", "风险管理"),
        ("risk guidlines", "risk guidelines"),
        ("GB/T 15843-2011", "GB/T 15834-2011"),
        ("GB l3271-2014", "GB 13271-2014"),
        ("GB/T 15834-2001", "GB/T 15834-2011"),
        ("国标13271-2014", "GB 13271-2014"),
        ("JM/T 0049-2016", "GM/T 0049-2016"),
    ],
)
def test_a_slip_is_answered_with_what_may_have_been_meant(client, indexed, typed, offered):
    assert offered in page(client, typed)


def test_nothing_is_offered_for_what_is_like_nothing(indexed):
    for text in ("", "zzzzzz", "完全没有的东西呀", "x" * 500, "-", "GB"):
        assert meant(NAME, text, AT.date()) == ()


def test_the_list_can_be_taken_away_as_a_table(client, indexed):
    answer = client.get("/standards/export.csv", {"q": "锅炉", "sort": "number"})
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == ["DB44/ 765-2019", "GB 13271-2014"]
    assert rows[0][:4] == ["标准号", "名称", "英文名称", "状态"]
    assert client.get("/standards/export.exe").status_code == 404


def test_a_page_of_results_asks_the_database_little(client, indexed, django_assert_max_num_queries):
    client.get("/standards/")
    with django_assert_max_num_queries(10):
        client.get("/standards/", {"q": "标准 状态:现行 ics:13", "region": "440000"})


@pytest.mark.parametrize(
    "query",
    [{"q": "year:" + "9" * 900}, {"year": "x"}, {"year_from": "2019", "year_to": "a"}, {"since": "-1"}, {"size": "1e9"},
     {"more": "<b>"}, {"ics": "../etc"}, {"region": "99"}, {"q": '"' * 300}, {"q": "a:b " * 200},
     {"body": "\u202e" * 50},
     {"q": "(" * 200}, {"q": "😀"}, {"since": "9" * 30}, {"sort": "-number"}, {"page": "400", "size": "100"}],
)  # fmt: skip
def test_a_strange_address_gives_a_page(client, indexed, query):
    for path in ("/standards/", "/standards/export.json", "/standards/suggest"):
        assert client.get(path, query).status_code == 200


def test_help_names_every_field_in_both_languages(client, db):
    shown = page(client) and client.get("/standards/help/").content.decode()
    for expected in ("status", "起草单位", "日期", "year"):
        assert expected in shown


def test_a_title_has_its_other_names():
    assert "固定污染源VOCs综合排放标准" in other_titles(("固定污染源挥发性有机物综合排放标准",))
    assert other_titles(("He did it at the site",)) == ()

"""Lists people write: several tables of Markdown or a page, headings with badges, a project's JSON."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from source_samples import SAID_ON, links, records, take

from guiju.apps.catalogue.importing.opening import list_open
from guiju.domain.language import WordsError

MARKDOWN = """---
title: 虚构清单
---
# 标准规范
## 1 密码
### 1.1 国家标准
| **标准编号**| **标准名称**| 状态 | 代替标准 | 起草人 |
| :--- | :--- | --- | --- | --- |
| [GB/T 99133.1—2016](https://a.example/1) | [虚构算法](https://a.example/2) | ✅ 现行 | GB/T 99133.1-2012 | 张三 |
| GB/T 99133.1—2012 | ~~虚构算法~~ | ✅ | GB/T 99133.1-2016 | 李四 |
| 说明 | 不是标准 | | | |

| 月份 | 数量 |
|---|---|
| 一月 | 3 |

### 二、已废止的国家标准
| 序号 | 标准号 | 标准名称 |
|---|---|---|
| 1 | GB/T 99134—2001 | [旧标准](/static/99134.pdf) |

### 国际标准
| 标准编号 | 标准名称 |
|---|---|
| ISO 99001:2015 | Invented things |
"""
HTML = """<html><body><h2>现行标准</h2><table><tr><th>标准号</th><th>名称</th></tr>
<tr><td><a href="https://standards.example/9">GB 99001-2001</a></td><td>甲</td></tr></table>
<h2>目录</h2><table><tr><td colspan="2">共 1 项</td></tr><tr><td>标准编号</td><td>实施日期</td></tr>
<tr><td>GB 99002-2002</td><td>2002.3.1</td></tr></table></body></html>"""
BADGES = """---
title: 国家标准
---
## 水环境{align=center}
### [虚构排放标准](/static/GB-99978.pdf){target="_blank"}

<Badge text="有效" type="tip" /><Badge text="1998/01/01施行" type="info" /><Badge text="GB 99978-1996" type="danger" />

::: note 适用范围
- 本标准适用于虚构。
:::
### 没有编号
<Badge text="有效" type="tip" />
### [虚构二](https://standards.example/b.pdf)
<Badge text="尚未生效" /><Badge text="DB 44/926-2001" />
"""
PROJECT = {
    "version": "1.0",
    "updated_at": "2026-02-24",
    "standards": [
        {"id": "a", "standard_number": None, "title": "虚构安全法", "status": "现行"},
        {"id": "b", "standard_number": "GB 99204-2015", "title": "虚构验收规范", "status": "现行",
         "replaces": "GB 99204-2002", "replaced_by": None, "source": "文档引用", "notes": "联系人张三"},
        {"id": "c", "standard_number": "建质 99 号", "title": "虚构通知", "status": "现行"},
    ],
}  # fmt: skip


def test_every_list_of_a_markdown_file_is_read_with_links_and_headings():
    adapter, read, problems = records(MARKDOWN, "清单.md")
    assert (adapter, [r.identity.number for r in read]) == (
        "tables",
        ["GB/T 99133.1-2016", "GB/T 99133.1-2012", "GB/T 99134-2001", "ISO 99001:2015"],
    )
    new, old, void, foreign = read
    assert (new.fields["title_zh"], new.fields["url"]) == ("虚构算法", "https://a.example/1")
    assert [r.claims[0].value for r in (new, old, void)] == ["现行", "✅", "已废止"]
    assert foreign.fields["title_en"] == "Invented things"
    assert [(p.place.zh, p.fatal) for p in problems if p.fatal] == [("第 11 行", True)]


def test_the_newer_replaces_the_older_in_either_row():
    _, (new, old, *_), _ = records(MARKDOWN, "清单.md")
    assert links(new) == links(old) == ["GB/T 99133.1-2016 replaces GB/T 99133.1-2012"]


def test_no_person_and_no_script_comes_in():
    assert not {"张三", "李四"} & set(str(records(MARKDOWN, "清单.md")[1]).replace("'", " ").split())
    assert not any("url" in r.fields for r in records(MARKDOWN.replace("https:", "data:"), "清单.md")[1])
    project = json.dumps(PROJECT, ensure_ascii=False)
    assert "张三" not in str(records(project, "a.json")[1])


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16"])
def test_a_page_of_two_lists_is_read_whole(codec):
    adapter, (first, second), _ = records(HTML.encode(codec), "page.html")
    assert (adapter, first.fields["url"], first.claims[0].value) == ("tables", "https://standards.example/9", "现行")
    assert (second.identity.number, second.fields["effective"], second.claims) == ("GB 99002-2002", "2002-03-01", [])


def test_a_page_of_one_list_goes_the_way_of_tables_whose_columns_people_check():
    page = HTML.partition("<h2>目录")[0]
    assert list_open(page.encode(), "page.html").adapter == "table"
    assert records(page, "page.html", format="tables")[0] == "tables"


def test_headings_with_badges_are_read():
    adapter, (one, two), problems = records(BADGES, "README.md")
    assert (adapter, one.identity.number, one.fields["title_zh"]) == ("badges", "GB 99978-1996", "虚构排放标准")
    assert (one.fields["effective"], "url" in one.fields) == ("1998-01-01", False)
    assert [(c.value, c.asserted_on) for c in one.claims] == [("有效", SAID_ON)]
    assert (two.identity.number, two.fields["url"]) == ("DB44/ 926-2001", "https://standards.example/b.pdf")
    assert [(p.place.zh, p.code) for p in problems] == [("第 12 行", "no_number")]


def test_a_projects_list_is_dated_by_its_update_and_laws_stay_out():
    adapter, (record,), problems = records(json.dumps(PROJECT, ensure_ascii=False), "standards.json")
    assert adapter == "standards-json"
    assert [(c.value, c.asserted_on) for c in record.claims] == [("现行", date(2026, 2, 24))]
    assert links(record) == ["GB 99204-2015 replaces GB 99204-2002"]
    assert [p.place.zh for p in problems] == ["standards 第 1 条", "standards 第 3 条"]
    assert "虚构安全法" in problems[0].message.zh


@pytest.mark.parametrize(
    ("text", "name", "format", "code"),
    [
        ("# 没有表格\n", "a.md", "", "no_header"),
        ("# 没有表格\n", "a.md", "tables", "no_header"),
        ("| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n", "a.html", "tables", "no_header"),
        ('{"standards": {"standard_number": 1}}', "a.json", "", "empty"),
        ('{"standards": [{"standard_number": "GB 1', "a.json", "", "corrupted"),
        ("x", "a.md", "nonsense", "format"),
    ],
)
def test_what_holds_no_list_is_refused_with_a_remedy(text, name, format, code):
    with pytest.raises(WordsError) as error:
        list_open(text.encode(), name, format)
    assert error.value.code == code


@pytest.mark.django_db
def test_markdown_comes_in_and_again_changes_nothing(tmp_path):
    path = tmp_path / "清单.md"
    path.write_text(MARKDOWN, encoding="utf-8")
    outcome = take(path)
    assert (outcome.adapter, outcome.counts["created"], outcome.counts["refused"]) == ("tables", 4, 1)
    assert take(path).changes_nothing


@given(st.text(alphabet="| -:标准编号GB/T1.\n#[]()<>✅~*", max_size=200))
@settings(max_examples=100)
def test_any_markdown_is_read_or_refused(text):
    head = "| 标准编号 | 标准名称 | 代替标准 |\n|---|---|---|\n| GB 1-2001 | 甲 | "
    assert records(head + text, "a.md", format="tables")[0] == "tables"


@given(st.lists(st.text(alphabet='#[]()<>Badge text="/{}现行2001-GB \n', max_size=60), max_size=6))
@settings(max_examples=100)
def test_any_badges_are_read_or_left_out(lines):
    records("\n".join(lines) + '\n### x\n<Badge text="GB 1-2001" />', "a.md", format="badges")


def test_a_very_wide_table_is_read_as_far_as_a_thousand_columns():
    wide = "| 标准编号 |" + " x |" * 40_000 + "\n|" + "---|" * 40_001 + "\n| GB 1-2001 |\n"
    assert len(records(wide, "a.md")[1]) == 1


def test_tables_within_tables_without_end_are_read_as_far_as_they_go():
    deep = HTML + "<table>" * 3_000 + "<tr><td>标准号</td></tr>" * 10
    assert len(records(deep, "a.html")[1]) >= 1

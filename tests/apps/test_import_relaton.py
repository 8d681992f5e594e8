"""relaton items: numbers, titles by language, days, relations the right way round; no person ever comes in."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from source_samples import SAID_ON, links, records, take

from guiju.apps.catalogue.importing.relaton.loading import YamlUnread, yaml_value
from guiju.apps.catalogue.importing.relaton.values import row
from guiju.apps.catalogue.models import Edition
from guiju.domain.language import NO_WORDS, WordsError

ISO = """---
schema-version: v1.2.9
title:
- {content: Invented things, language: [en], type: title-main}
- {content: 'Invented things - Part 3: Systems', language: [en], type: main}
- {content: Choses inventées, language: [fr], type: main}
link:
- {content: https://standards.example/rss, type: rss}
- {content: https://standards.example/99.html, type: src}
type: standard
docid:
- {id: 'ISO 99438-3:2003', type: ISO, primary: true}
- {id: 'urn:iso:std:iso:99438', type: URN}
date:
- {type: published, value: 2003-12}
contributor:
- organization: {name: [{content: International Organization for Standardization}]}
  role: [{type: publisher}]
- person: {name: {completename: {content: Ann Author}}, affiliation: [{organization: {name: [{content: Firm}]}}]}
  role: [{type: author}]
docstatus: {stage: {value: '95'}, substage: {value: '99'}}
relation:
- {type: updates, bibitem: {formattedref: {content: 'ISO 99438-3:2007'}, docid: [{id: 'ISO 99438-3:2007'}]}}
- {type: obsoletes, bibitem: {formattedref: 'ISO 99438:1997'}}
- {type: updates, bibitem: {docid: {id: 'ISO 99438-3:2003/Amd 1:2005'}}}
- {type: updates, bibitem: {formattedref: 'ISO 99438-3'}}
- {type: partOf, bibitem: {formattedref: 'ISO 99438'}}
ext:
  doctype: {type: international-standard}
  editorialgroup: {technical_committee: [{name: Things, identifier: ISO/TC 990/SC 6, number: 67}]}
  ics: [{code: '75.180.20', text: Equipment}]
"""
NEWER = """
id: X
type: standard
title: [{language: eng, content: Requirements, type: main}]
docidentifier: [{content: 'OIML D 931:2008 (E)', type: OIML, primary: true}]
date: [{type: published, from: '2008-01-01'}]
contributor:
- role: [{type: author, description: [{content: committee}]}]
  organization: {name: [{content: OIML}], subdivision: [{name: [{content: Technical Committee 5}]}]}
status: {stage: {content: superseded}}
relation:
- {type: hasSuccessor, bibitem: {docidentifier: [{content: 'OIML D 931:2019 (E)'}]}}
"""
IEEE = """
type: standard
language: [en]
title: [{content: Invented radio, type: main}]
docid:
- {id: 'IEEE Std 9942™-2003', type: IEEE, scope: trademark, primary: true}
- {id: IEEE Std 9942-2003, type: IEEE, primary: true}
date: [{type: created, value: '2004-02-02'}, {type: published, value: '2019-10-30'}, {type: issued, value: '2004'}]
ext: {standard_status: Superseded}
relation:
- {type: updates, description: {content: revises}, bibitem: {formattedref: {content: IEEE Std 9942-1995}}}
- {type: obsoletedBy, bibitem: {formattedref: {content: IEEE Std 9942-2011}}}
- {type: adoptedFrom, bibitem: {formattedref: {content: 'ISO 99001:2001'}}}
"""
GB_XML = """<?xml version="1.0"?>
<bibdata type="standard">
  <fetched>2023-03-29</fetched>
  <title type="main" language="zh">虚构 部件</title><title type="main" language="en">Invented</title>
  <uri type="src">http://standards.example/1</uri>
  <docidentifier type="Chinese Standard" primary="true">GB/T 99368—2018</docidentifier>
  <date type="published"><on>2018-05-08</on></date>
  <contributor><role type="publisher"/><organization><name>Guessed</name></organization></contributor>
  <contributor><role type="author"/><person><name><completename>张三</completename></name></person></contributor>
  <status><stage>published</stage></status>
  <ext><gbcommittee type="technical">虚构委员会</gbcommittee><ics><code>53.060</code><text>Trucks</text></ics>
  <gbtype><gbmandate>mandatory</gbmandate></gbtype><ccs><code>J83</code></ccs></ext>
</bibdata>"""


def one(text, name="item.yaml"):
    adapter, (record,), problems = records(text, name)
    assert adapter == "relaton"
    return record, problems


def test_an_item_fills_the_fields_of_an_edition():
    record, _ = one(ISO)
    assert record.identity.number == "ISO 99438-3:2003"
    assert record.fields == {
        "title_en": "Invented things - Part 3: Systems",
        "titles": {"fr": "Choses inventées"},
        "body": "International Organization for Standardization",
        "committee": "ISO/TC 990/SC 6 Things",
        "url": "https://standards.example/99.html",
        "doctype": "international-standard",
        "published": "2003-12",
        "ics": ["75.180.20"],
        "stage": "published",
    }
    assert [(c.value, c.asserted_on) for c in record.claims] == [("95.99", SAID_ON)]


def test_updates_is_read_by_the_years_and_left_out_where_they_do_not_tell():
    record, problems = one(ISO)
    assert links(record) == [
        "ISO 99438-3:2003 replaces ISO 99438:1997",
        "ISO 99438-3:2003/Amd 1:2005 amends ISO 99438-3:2003",
        "ISO 99438-3:2007 replaces ISO 99438-3:2003",
    ]
    assert [(p.code, "ISO 99438-3" in p.message.en) for p in problems] == [("direction", True)]


def test_the_newer_shape_of_items_is_read_too():
    record, _ = one(NEWER)
    assert (record.fields["title_en"], record.fields["committee"]) == ("Requirements", "Technical Committee 5")
    assert links(record) == ["OIML D 931:2019 (E) replaces OIML D 931:2008 (E)"]


def test_ieee_is_dated_by_its_print_and_not_by_its_web_page():
    record, _ = one(IEEE)
    assert (record.identity.number, record.fields["published"]) == ("IEEE Std 9942-2003", "2004-02-02")
    assert record.claims[0].value == "Superseded"
    assert links(record) == [
        "IEEE Std 9942-2003 adopts ISO 99001:2001",
        "IEEE Std 9942-2003 replaces IEEE Std 9942-1995",
        "IEEE Std 9942-2011 replaces IEEE Std 9942-2003",
    ]


def test_xml_of_chinese_standards_keeps_what_the_platform_said_and_no_guess_of_the_tool():
    record, _ = one(GB_XML, "gb.xml")
    assert record.identity.number == "GB/T 99368-2018"
    assert record.fields["committee"] == "虚构委员会"
    assert (record.fields["title_zh"], record.fields["ics"], record.fields["ccs"]) == ("虚构 部件", ["53.060"], ["J83"])
    assert record.fields["nature"] == "recommended"
    assert not {"body", "title_en", "drafters"} & set(record.fields)
    assert [(c.value, str(c.asserted_on)) for c in record.claims] == [("即将实施", "2023-03-29")]


def test_no_person_of_any_shape_comes_in():
    for text in (ISO, GB_XML, NEWER + "editor: [{person: {name: Ann Author}}]\n"):
        record, _ = one(text)
        assert not {"Ann", "Author", "Firm", "张三"} & set(str(record).replace("'", " ").split())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ISO.replace("type: standard", "type: article"), "not_standard"),
        (ISO.replace("international-standard", "redline"), "not_standard"),
        (ISO.replace("'ISO 99438-3:2003'", "'GB/T 5606 (all parts)'"), "series"),
        ("docid: []\n", "no_number"),
        ("docid:\n- - - x\n", "no_number"),
        ("title: x\n---\ndocid: {id: ISO 1}\n", "not_relaton"),
    ],
)
def test_what_is_no_edition_is_left_out_and_says_why(text, code):
    _, read, problems = records(text, "item.yaml", format="relaton")
    assert read == []
    assert [(p.code, p.fatal) for p in problems] == [(code, True)]


def bomb(levels):
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, levels)]
    return "\n".join(lines) + f"\ndocid: {{id: *a{levels - 1}}}\ntitle: *a{levels - 1}\n"


@pytest.mark.parametrize(
    "text",
    [
        "docid:\n" + "[" * 500,
        "docid: " + "{a: " * 500,
        "docid: *nobody",
        "docid: [" + "*a, " * 5,
        "x: &a 1\ndocid: [" + "*a, " * 3_000 + "]",
        "docid: [" + "x, " * 150_000 + "]",
        "docid:\n\t- x",
        "docid: {id: ISO 1",
        "docid: " + "x" * 4_100_000,
    ],
    ids=range(9),
)
def test_hostile_yaml_is_refused_at_once(text):
    with pytest.raises(WordsError) as error:
        records(text, "item.yaml")
    assert error.value.code == "corrupted"
    assert error.value.remedy is not None


def test_aliases_within_aliases_cost_nothing():
    _, read, problems = records(bomb(40), "item.yaml")
    assert len(problems) <= 2
    assert len(read) <= 1


def test_a_node_that_holds_itself_is_read_once():
    record, _ = one(ISO + "series: &me [*me]\neditor: &you {content: *you}\nfetched: *you\n")
    assert record.fields["published"] == "2003-12"


def test_tags_of_python_are_only_text():
    assert yaml_value("a: !!python/object/apply:os.system ['true']\nb: !!int x") == {"a": ["true"], "b": "x"}


@given(st.text(alphabet="adocid: -[]{}&*!|>'\"\n\t1\u4e2d", max_size=200))
@settings(max_examples=150)
def test_any_text_is_a_value_or_a_refusal(text):
    with suppress(YamlUnread):
        yaml_value(text)


@given(st.recursive(st.text(max_size=5), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
    st.sampled_from(["docid", "id", "title", "content", "type", "date", "value", "relation", "bibitem", "ext", "ics",
                     "contributor", "organization", "name", "role", "editorialgroup", "docstatus", "stage"]),
    inner, max_size=4), max_leaves=12))  # fmt: skip
@settings(max_examples=150)
def test_an_item_of_any_shape_gives_a_row(value):
    assert row(NO_WORDS, {"docid": {"id": "ISO 99:2001"}, **value} if isinstance(value, dict) else value)


def zipped(files):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return held.getvalue()


FILES = {"data/b.yaml": ISO, "data/a.yaml": NEWER, "c.xml": GB_XML, "broken.yaml": "docid: [", "README.md": "# x"}


def test_a_zip_is_read_file_by_file_and_a_broken_one_is_named():
    adapter, read, problems = records(zipped(FILES), "relaton.zip")
    assert (adapter, len(read)) == ("relaton", 3)
    assert "broken.yaml" in [p.place.zh for p in problems if p.fatal]


def test_a_zip_bomb_is_refused():
    with pytest.raises(WordsError) as error:
        records(zipped({"a.yaml": "docid: {id: ISO 1}\n", "b.yaml": " " * 60_000_000}), "relaton.zip")
    assert error.value.code in {"zip_bomb", "too_large"}


@pytest.mark.django_db
def test_a_folder_comes_in_and_again_changes_nothing(tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "outside.yaml").symlink_to("/etc/hostname")
    assert take(tmp_path).counts["created"] == 3
    assert take(tmp_path).changes_nothing
    assert {e.source.code for e in Edition.objects.all()} == {"relaton"}

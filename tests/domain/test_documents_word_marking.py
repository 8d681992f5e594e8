"""A marked Word file is the same file with comments."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime

import docx as python_docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.word_files import cell, docx, entries, p, r, table
from guiju.domain.documents import Mark, Summary, annotate, read

SUMMARY = Summary("查新结果：共 1 条", ["截至 2026-01-01"], "zh", datetime(2026, 1, 1, 8, 30, tzinfo=UTC))
NUMBER = re.compile(r"GB(?:/T)? ?[\d.]+(?:-\d+)?")


def marks_on(data: bytes, pattern: re.Pattern[str] = NUMBER) -> list[Mark]:
    """A mark on every number found."""
    return [
        Mark(block.place.path, found.start(), found.end(), "bad", found.group(), "被代替", "依据：公告", "GB/T 1-2020")
        for block in read(data, "a.docx").blocks
        for found in pattern.finditer(block.text)
    ]


def marked(data: bytes, marks: list[Mark] | None = None) -> bytes:
    return annotate(data, "a.docx", marks_on(data) if marks is None else marks, SUMMARY)[0]


def commented(data: bytes) -> list[str]:
    """What every comment but the summing one is anchored to, in the order of their ids."""
    xml = entries(data)["word/document.xml"].decode()
    spans = {
        found.group(1): "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", found.group(2)))
        for found in re.finditer(
            r'<w:commentRangeStart w:id="(\d+)"/>(?=(.*?)<w:commentRangeEnd w:id="\1"/>)', xml, re.DOTALL
        )
    }
    return [spans[identity] for identity in sorted(spans, key=int)][1:]


@pytest.mark.parametrize(
    "body",
    [
        p("按 GB 1-2000 执行"),
        p("按 G", r("B 1-", "<w:b/>"), r("2000执行", "<w:i/>")),
        p("<w:r><w:t>按</w:t><w:tab/><w:t>GB 1-2000执行</w:t><w:tab/><w:t>后</w:t></w:r>"),
        p(f'<w:hyperlink r:id="x">{r("见GB 1-2000。")}</w:hyperlink>'),
        p(f"<w:ins w:id='9'>{r('见GB 1-2000。')}</w:ins>"),
        p(f"<w:sdt><w:sdtContent>{r('见GB 1-2000。')}</w:sdtContent></w:sdt>"),
        table(cell("甲") + cell("GB 1-2000")),
        p("前") + table(cell(table(cell("GB 1-2000")) + p(""))),
    ],
)
def test_a_comment_encloses_exactly_the_number(body: str) -> None:
    data = docx(body)
    assert commented(marked(data)) == ["GB 1-2000"]


def test_several_numbers_in_one_run_each_get_a_comment() -> None:
    assert commented(marked(docx(p("GB 1-2000、GB 2-2001和GB 3-2002")))) == ["GB 1-2000", "GB 2-2001", "GB 3-2002"]


def test_formatting_stays_on_both_sides_of_a_split() -> None:
    xml = entries(marked(docx(p(r("甲GB 1-2000乙", "<w:b/>")))))["word/document.xml"].decode()
    assert re.findall(r"<w:rPr><w:b/></w:rPr><w:t[^>]*>([^<]*)", xml) == ["甲", "GB 1-2000", "乙"]


def test_marks_of_one_span_share_a_comment() -> None:
    data = docx(p("GB 1-2000/2020"))
    both = [
        Mark("body/p/0", 0, 14, "bad", f"GB 1-{year}", word, "") for year, word in ((2000, "被代替"), (2020, "现行"))
    ]
    comments = list(python_docx.Document(io.BytesIO(marked(data, both))).comments)
    assert comments[1].text == "GB 1-2000；GB 1-2020：被代替；现行\nGB 1-2000：被代替\nGB 1-2020：现行"


def test_a_mark_in_a_text_box_is_anchored_to_its_drawing() -> None:
    box = f"<w:r><w:pict><v:textbox><w:txbxContent>{p('GB 1-2000')}</w:txbxContent></v:textbox></w:pict></w:r>"
    xml = entries(marked(docx(p("前", box))))["word/document.xml"].decode()
    assert re.search(r'<w:commentRangeStart w:id="1"/><w:r><w:pict>.*</w:pict></w:r><w:commentRangeEnd w:id="1"/>', xml)


def test_findings_where_no_comment_may_stand_are_summed_up() -> None:
    data = docx(
        p("正文"), {"header1": p("GB 1-2000"), "footnotes": f'<w:footnote w:id="2">{p("GB 2-2000")}</w:footnote>'}
    )
    comments = list(python_docx.Document(io.BytesIO(marked(data))).comments)
    assert [(comment.author, comment.initials) for comment in comments] == [("规矩 Guiju", "GJ")]
    assert comments[0].text.split("\n") == [
        "查新结果：共 1 条",
        "截至 2026-01-01",
        "以下引用所在位置不能加批注：",
        "页眉：GB 1-2000 被代替 → GB/T 1-2020",
        "脚注 1：GB 2-2000 被代替 → GB/T 1-2020",
    ]


def test_comments_already_there_are_kept_with_their_numbers() -> None:
    data = docx(
        p('<w:commentRangeStart w:id="4"/>', "GB 1-2000", '<w:commentRangeEnd w:id="4"/>'),
        {"comments": f'<w:comment w:id="4" w:author="张三">{p("请核对")}</w:comment>'},
    )
    out = marked(data)
    comments = list(python_docx.Document(io.BytesIO(out)).comments)
    assert [(comment.comment_id, comment.author) for comment in comments] == [
        (4, "张三"),
        (5, "规矩 Guiju"),
        (6, "规矩 Guiju"),
    ]
    assert entries(out)["[Content_Types].xml"] == entries(data)["[Content_Types].xml"]


def test_every_other_part_is_byte_for_byte_the_same() -> None:
    data = docx(p("GB 1-2000"), {"header1": p("页眉"), "styles": ""})
    before, after = entries(data), entries(marked(data))
    changed = {name for name in after if before.get(name) != after[name]}
    assert changed == {"word/document.xml", "word/comments.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}


def test_a_second_check_sees_the_same_text() -> None:
    data = docx(p("GB 1-2000") + table(cell("GB 2-2001")))
    once = marked(data)
    assert read(once, "a.docx").blocks == read(data, "a.docx").blocks
    assert read(marked(once), "a.docx").blocks == read(data, "a.docx").blocks


def test_the_new_name_says_what_was_done() -> None:
    data = docx(p("甲"))
    assert annotate(data, "报告.v2.docx", [], SUMMARY)[1] == "报告.v2-查新.docx"
    assert annotate(data, "报告", [], Summary("t", [], "en", SUMMARY.made_at))[1] == "报告-checked.docx"


PIECES = st.lists(st.sampled_from(["GB 1", "甲<乙", " ", "-2000", "\u00a0", "😀"]), min_size=1, max_size=6)


@given(st.lists(PIECES, min_size=1, max_size=4), st.data())
def test_marking_never_changes_the_text(paragraphs: list[list[str]], drawn: st.DataObject) -> None:
    data = docx("".join(p(*(r(piece.replace("<", "&lt;")) for piece in pieces)) for pieces in paragraphs))
    blocks = read(data, "a.docx").blocks
    marks = []
    for block in blocks:
        for _ in range(drawn.draw(st.integers(0, 3))):
            start = drawn.draw(st.integers(0, len(block.text)))
            end = drawn.draw(st.integers(start, len(block.text) + 1))
            marks.append(Mark(block.place.path, start, end, "warn", "GB\x0b 1", "缺年号", "甲\n乙"))
    out = marked(data, marks)
    assert read(out, "a.docx").blocks == blocks
    starts = re.findall(rb'commentRangeStart w:id="(\d+)"', entries(out)["word/document.xml"])
    assert len(starts) == len(set(starts)) == 1 + len({(mark.path, mark.start, mark.end) for mark in marks})

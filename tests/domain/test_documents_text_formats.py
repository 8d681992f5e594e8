"""Readers of plain text, Markdown and HTML."""

from __future__ import annotations

import pytest

from guiju.domain.documents import Document, DocumentError
from guiju.domain.documents.limits import DEFAULT_LIMITS, Limits
from guiju.domain.documents.readers import html, markdown, plain

CITED = "依据 GB/T 19001—2016《质量管理体系 要求》执行。"


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_is_read_in_the_encodings_offices_use(encoding: str) -> None:
    assert texts(plain.read(CITED.encode(encoding), "a.txt", DEFAULT_LIMITS)) == [CITED]


def test_every_line_is_a_block_with_its_line_number() -> None:
    document = plain.read("甲\n\n乙\r\n丙".encode(), "a.txt", DEFAULT_LIMITS)
    assert [(block.text, block.place.label.zh) for block in document.blocks] == [
        ("甲", "第 1 行"), ("乙", "第 3 行"), ("丙", "第 4 行"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["按 GB/T 1.1-\n2020 起草", "按 GB/T\n1.1-2020 起草", "按《质量管理\n体系》执行", "见 GB 3095—\n2012。"],
)
def test_a_number_or_a_title_cut_by_a_line_end_stays_in_one_block(text: str) -> None:
    assert texts(plain.read(text.encode(), "a.txt", DEFAULT_LIMITS)) == [text]


def test_lines_that_only_look_cut_stay_apart() -> None:
    assert texts(plain.read("见附录 A-\n其他说明\n未闭合的《书名\n另一行".encode(), "a.txt", DEFAULT_LIMITS)) == [
        "见附录 A-", "其他说明", "未闭合的《书名", "另一行",
    ]  # fmt: skip


def test_bytes_in_no_known_encoding_are_reported_not_dropped() -> None:
    document = plain.read(b"GB/T 1.1-2020 \xff\xff\x81", "a.txt", DEFAULT_LIMITS)
    assert document.blocks
    assert document.unread


def test_more_text_than_the_limit_is_refused() -> None:
    with pytest.raises(DocumentError) as caught:
        plain.read(b"x" * 200, "long.txt", Limits(max_text_chars=100))
    assert caught.value.code == "too_large"
    assert "long.txt" in caught.value.say("en")


def test_a_page_is_read_as_it_is_shown() -> None:
    page = """<html><head><title>t</title><style>p{}</style></head><body><script>GB 1</script>
    <h1>引用<b>文件</b></h1><p>依据<span>GB/T</span> 1.1<br>及其他</p>
    <p hidden>GB 2</p><div>外<p>内</p>尾</div></body></html>"""
    assert texts(html.read(page.encode(), "a.html", DEFAULT_LIMITS)) == [
        "引用文件", "依据GB/T 1.1\n及其他", "外", "内", "尾",
    ]  # fmt: skip


def test_cells_of_a_page_keep_row_and_column_under_spans() -> None:
    page = (
        "<table><tr><th rowspan=2>序号</th><th colspan=2>标准</th></tr><tr><td>编号</td><td>名称</td></tr>"
        "<tr><td>1</td><td>GB 3095-2012</td><td>环境空气质量标准</td></tr></table>"
    )
    cells = {
        block.text: (block.row, block.column) for block in html.read(page.encode(), "a.html", DEFAULT_LIMITS).blocks
    }
    assert cells == {
        "序号": (0, 0), "标准": (0, 1), "编号": (1, 1), "名称": (1, 2),
        "1": (2, 0), "GB 3095-2012": (2, 1), "环境空气质量标准": (2, 2),
    }  # fmt: skip


def test_a_page_in_gbk_is_read_by_its_declaration() -> None:
    page = f'<meta charset="gb2312"><p>{CITED}</p>'.encode("gb18030")
    assert texts(html.read(page, "a.html", DEFAULT_LIMITS)) == [CITED]


def test_an_embedded_page_is_reported_as_unread() -> None:
    document = html.read(b"<p>x</p><iframe src='http://example.org/'></iframe>", "a.html", DEFAULT_LIMITS)
    assert [item.why.en for item in document.unread] == ["embedded iframe not read"]


def test_deeply_nested_markup_does_not_exhaust_the_stack() -> None:
    page = b"<div>" * 20_000 + b"GB 3095-2012" + b"</div>" * 20_000
    assert html.read(page, "deep.html", DEFAULT_LIMITS) is not None


def test_markdown_tables_and_marks_are_read_as_shown() -> None:
    source = (
        "# 依据\n\n依据 **GB/T 42133-2022**《指南》与[链接](x)。\n\n| 编号 | 名称 |\n|---|---|\n| GB 3095 | 空气 |\n"
    )
    document = markdown.read(source.encode(), "a.md", DEFAULT_LIMITS)
    assert texts(document) == ["依据", "依据 GB/T 42133-2022《指南》与链接。", "编号", "名称", "GB 3095", "空气"]
    assert (document.blocks[4].row, document.blocks[4].column, document.blocks[4].place.path) == (1, 0, "line/7/C1")

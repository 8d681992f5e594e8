"""Word files are read as a person sees them."""

from __future__ import annotations

import io

import docx as python_docx
import pytest

from domain.word_files import SPACES, W, cell, docx, entries, p, r, table, zipped
from guiju.domain.documents import Document, read

FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
BEGIN, MIDDLE, END = (FIELD.format(kind) for kind in ("begin", "separate", "end"))
BOX = "<w:txbxContent>{}</w:txbxContent>"


def texts(body: str, parts: dict[str, str] | None = None) -> list[str]:
    return [block.text for block in document(body, parts).blocks]


def document(body: str, parts: dict[str, str] | None = None) -> Document:
    return read(docx(body, parts), "报告.docx")


@pytest.mark.parametrize(
    ("paragraph", "text"),
    [
        (p("GB", "/T 19", "001-2016"), "GB/T 19001-2016"),
        (p("<w:r><w:t>GB 1</w:t><w:tab/><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>"), "GB 1\t甲\n乙"),
        (p("<w:r><w:t>GB 1</w:t><w:noBreakHyphen/><w:t>2000</w:t></w:r>"), "GB 1-2000"),
        (p("<w:r><w:t>GB 1</w:t><w:softHyphen/><w:t>00</w:t></w:r>"), "GB 100"),
        (p('<w:r><w:sym w:font="Symbol" w:char="F0B1"/></w:r>', "5"), "±5"),
        (p("旧", "<w:del><w:r><w:delText>GB 1</w:delText></w:r></w:del>", f"<w:ins>{r('GB 2')}</w:ins>"), "旧GB 2"),
        (p(f"<w:moveFrom>{r('甲')}</w:moveFrom><w:moveTo>{r('乙')}</w:moveTo>"), "乙"),
        (p(f'<w:hyperlink r:id="x">{r("GB 3")}</w:hyperlink>', "执行"), "GB 3执行"),
        (p(f"<w:sdt><w:sdtPr/><w:sdtContent>{r('GB 4')}</w:sdtContent></w:sdt>"), "GB 4"),
        (p(f'<w:fldSimple w:instr="REF a">{r("GB 5")}</w:fldSimple>'), "GB 5"),
        (p(BEGIN, "<w:r><w:instrText>REF GB 0</w:instrText></w:r>", MIDDLE, "GB 6", END), "GB 6"),
        (p(BEGIN, r("不显示"), "GB 7"), "不显示GB 7"),
        (
            p(
                "<w:r><w:ruby><w:rt><w:r><w:t>biāo</w:t></w:r></w:rt><w:rubyBase>"
                + r("标")
                + "</w:rubyBase></w:ruby></w:r>"
            ),
            "标",
        ),
        (p("式", "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"), "式x=1"),
        (f"<w:sdt><w:sdtContent>{p('目录')}</w:sdtContent></w:sdt>", "目录"),
    ],
)
def test_a_paragraph_reads_as_it_is_shown(paragraph: str, text: str) -> None:
    assert texts(paragraph) == [text]


def test_the_result_of_a_field_may_run_over_paragraphs() -> None:
    body = p(BEGIN, "<w:r><w:instrText>TOC</w:instrText></w:r>", MIDDLE, "第一章") + p("第二章", END) + p("正文")
    assert texts(body) == ["第一章", "第二章", "正文"]


def test_a_text_box_stored_twice_is_read_once() -> None:
    box = BOX.format(p("GB 9"))
    drawing = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps">'
        f"<w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    blocks = document(p("前", drawing, "后")).blocks
    assert [(block.text, block.kind, block.place.label.zh) for block in blocks] == [
        ("前后", "paragraph", "第 1 段"),
        ("GB 9", "textbox", "文本框 1"),
    ]


def test_nested_tables_keep_their_own_rows_and_columns() -> None:
    inner = table(cell("内1") + cell("内2"))
    blocks = document(table(cell("外1") + cell(p("外2") + inner + p("")))).blocks
    assert [(block.text, block.table, block.row, block.column) for block in blocks] == [
        ("外1", 0, 0, 0),
        ("外2", 0, 0, 1),
        ("内1", 1, 0, 0),
        ("内2", 1, 0, 1),
    ]
    assert blocks[3].place.path == "body/tbl/0/r/0/c/1/tbl/0/r/0/c/1/p/0"
    assert blocks[0].place.label.zh == "表 1 第 1 行第 1 列"


def test_a_merged_cell_is_read_once_at_its_first() -> None:
    body = table(
        cell("宽", '<w:gridSpan w:val="2"/>') + cell("右"),
        cell("高", '<w:vMerge w:val="restart"/>') + cell("GB 1") + cell("甲"),
        cell("", "<w:vMerge/>") + cell("GB 2") + cell("乙"),
    )
    assert [(block.text, block.row, block.column) for block in document(body).blocks] == [
        ("宽", 0, 0),
        ("右", 0, 2),
        ("高", 1, 0),
        ("GB 1", 1, 1),
        ("甲", 1, 2),
        ("GB 2", 2, 1),
        ("乙", 2, 2),
    ]


def test_headers_footers_and_notes_say_where_they_stand() -> None:
    body = (
        p("正文", '<w:r><w:footnoteReference w:id="7"/></w:r>')
        + '<w:sectPr><w:headerReference w:type="first" r:id="header1"/>'
        '<w:headerReference w:type="default" r:id="header2"/></w:sectPr>'
    )
    parts = {
        "header1": p("首页眉"),
        "header2": p("页眉"),
        "footer1": p("页脚"),
        "footnotes": '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        f'<w:footnote w:id="7">{p("见 GB 8")}</w:footnote>',
        "endnotes": f'<w:endnote w:id="2">{p("尾")}</w:endnote>',
        "comments": f'<w:comment w:id="0" w:author="张三">{p("请核对")}</w:comment>',
    }
    assert [(block.kind, block.place.path, block.place.label.zh) for block in document(body, parts).blocks] == [
        ("paragraph", "body/p/0", "第 1 段"),
        ("header", "header1/p/0", "首页页眉"),
        ("header", "header2/p/0", "页眉（2）"),
        ("footer", "footer1/p/0", "页脚"),
        ("footnote", "footnotes/7/p/0", "脚注 1"),
        ("endnote", "endnotes/2/p/0", "尾注 1"),
        ("comment", "comments/0/p/0", "批注 1"),
    ]


def test_headings_are_known_by_style_and_outline_level() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="My"><w:name w:val="章"/><w:basedOn w:val="1"/></w:style>'
    )
    body = "".join(
        f"<w:p><w:pPr>{properties}</w:pPr>{r('甲')}</w:p>"
        for properties in ('<w:pStyle w:val="1"/>', '<w:pStyle w:val="My"/>', '<w:outlineLvl w:val="0"/>', "")
    )
    kinds = [block.kind for block in document(body, {"styles": styles}).blocks]
    assert kinds == ["heading", "heading", "heading", "paragraph"]


def test_what_is_not_read_is_reported_by_place() -> None:
    body = (
        p("图", '<w:r><w:drawing><a:blip r:embed="i"/></w:drawing></w:r>')
        + p("隐", r("GB 1", "<w:vanish/>"))
        + '<w:altChunk r:id="x"/>'
        + p("<w:r><w:object/></w:r>")
    )
    read_document = document(body)
    assert [block.text for block in read_document.blocks] == ["图", "隐"]
    assert [(unread.place.path, unread.why.zh) for unread in read_document.unread] == [
        ("body/p/0", "此处有 1 张图片，图中文字未检查"),
        ("body/p/1", "此处有隐藏文字，未检查"),
        ("body/p/2", "此处引入了另一份文件，未读取"),
        ("body/p/2", "此处嵌入了 1 个对象，未读取"),
    ]


def test_charts_and_word_art_are_read() -> None:
    chart = f"<c:chartSpace {SPACES}><a:p><a:r><a:t>GB 1 用量</a:t></a:r></a:p></c:chartSpace>"
    body = p('<w:r><w:drawing><c:chart r:id="chart1"/></w:drawing></w:r>') + p(
        '<w:r><w:pict><v:shape><v:textpath string="样稿"/></v:shape></w:pict></w:r>'
    )
    assert texts(body, {"chart1": chart}) == ["GB 1 用量", "样稿"]


def test_the_strict_namespace_reads_the_same() -> None:
    files = entries(docx(p("GB 1") + table(cell("甲", '<w:gridSpan w:val="2"/>') + cell("乙"))))
    strict = {
        name: content.replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
        for name, content in files.items()
    }
    blocks = read(zipped(strict), "a.docx").blocks
    assert [(block.text, block.column) for block in blocks] == [("GB 1", -1), ("甲", 0), ("乙", 2)]


def test_a_file_of_another_program_reads_too() -> None:
    made = python_docx.Document()
    made.add_heading("1 范围", 1)
    made.add_paragraph("按 GB/T 1.1—2020 起草。")
    out = io.BytesIO()
    made.save(out)
    blocks = read(out.getvalue(), "标准.docx").blocks
    assert [(block.text, block.kind) for block in blocks] == [
        ("1 范围", "heading"),
        ("按 GB/T 1.1—2020 起草。", "paragraph"),
    ]

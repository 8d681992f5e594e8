"""Official documents: the page of GB/T 9704-2012, as Word and as PDF, whatever is written in them."""

from __future__ import annotations

import io

import pypdfium2
from docx import Document
from docx.shared import Mm

from guiju.domain.official import Heading, Official, Paragraph, Table, official_pdf, official_word

REPORT = Official(
    "关于2026年标准化工作考核结果的报告",
    (
        Heading("一、总体情况"),
        Paragraph("标" * 700),
        Heading("（一）得分与排名", 2),
        Table(("名次", "单位"), (("1", "甲局"), ("2", "<乙&局> #let x = 1 \x0b")), (0.2, 0.8), frozenset({0})),
    ),
    addressee="市人民政府",
    signed_by="市市场监督管理局",
    day="2026年11月22日",
)


def test_the_page_of_the_word_file_has_the_measures_of_the_standard() -> None:
    section = Document(io.BytesIO(official_word(REPORT))).sections[0]
    right, below = section.page_width - section.right_margin, section.page_height - section.bottom_margin
    measures = {
        "page": (section.page_width, section.page_height),
        "corner": (section.left_margin, section.top_margin),
        "text": (right - section.left_margin, below - section.top_margin),
    }
    told = {name: (round(wide / Mm(1), 1), round(high / Mm(1), 1)) for name, (wide, high) in measures.items()}
    assert told == {"page": (210, 297), "corner": (28, 37), "text": (156, 225)}


def test_the_word_file_holds_every_text_in_its_face() -> None:
    word = Document(io.BytesIO(official_word(REPORT)))
    faces = {one.text: one.runs[0]._element.rPr.rFonts.get(_EAST_ASIA) for one in word.paragraphs if one.text}
    assert faces["一、总体情况"] == "黑体"
    assert faces["（一）得分与排名"] == "楷体_GB2312"
    assert faces["标" * 700] == "仿宋_GB2312"
    assert faces[REPORT.title] == "方正小标宋简体"
    assert [cell.text for cell in word.tables[0].rows[2].cells] == ["2", "<乙&局> #let x = 1 "]


def test_a_full_page_of_the_pdf_has_lines_of_28_characters() -> None:
    pdf = pypdfium2.PdfDocument(official_pdf(REPORT))
    lines = pdf[0].get_textpage().get_text_bounded().splitlines()
    assert [len(line.strip()) for line in lines if "标" * 20 in line][:3] == [26, 28, 28]
    assert (round(pdf[0].get_width() / 72 * 25.4), round(pdf[0].get_height() / 72 * 25.4)) == (210, 297)


_EAST_ASIA = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}eastAsia"

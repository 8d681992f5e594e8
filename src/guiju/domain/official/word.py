"""An official document as Word (公文 Word 文件): fonts by name as offices have them, so that it looks right there."""

from __future__ import annotations

import io
import re
from math import floor

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from guiju.domain.official.model import (
    BODY_PT,
    CELL_PT,
    FOOT_PT,
    LEFT_MM,
    LINE_PT,
    PAGE_MM,
    TABLE_PT,
    TEXT_MM,
    TITLE_PT,
    TOP_MM,
    Heading,
    Official,
    Paragraph,
    Table,
)

FANGSONG, KAI, HEI, XIAOBIAOSONG = "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体"
LATIN = "Times New Roman"
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def official_word(official: Official) -> bytes:
    """The document as a .docx file."""
    word = Document()
    _page(word)
    if official.remark:
        remark = _line(word, official.remark, HEI, FOOT_PT)
        remark.alignment = WD_ALIGN_PARAGRAPH.CENTER
        remark.runs[0].font.color.rgb = RGBColor(0x59, 0x63, 0x6E)
    title = _line(word, official.title, XIAOBIAOSONG, TITLE_PT)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _line(word, "", FANGSONG, BODY_PT)
    if official.addressee:
        _line(word, f"{official.addressee}：", FANGSONG, BODY_PT)
    for block in official.blocks:
        if isinstance(block, Table):
            _table(word, block)
        elif isinstance(block, Heading):
            _indented(_line(word, block.text, HEI if block.level == 1 else KAI, BODY_PT))
        elif isinstance(block, Paragraph):
            _indented(_line(word, block.text, FANGSONG, BODY_PT))
    _foot(word, official)
    kept = io.BytesIO()
    word.save(kept)
    return kept.getvalue()


def _page(word: WordDocument) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(PAGE_MM[0]), Mm(PAGE_MM[1])
    section.top_margin, section.left_margin = Mm(TOP_MM), Mm(LEFT_MM)
    section.right_margin = Mm(PAGE_MM[0] - LEFT_MM - TEXT_MM[0])
    section.bottom_margin = Mm(PAGE_MM[1] - TOP_MM - TEXT_MM[1])
    section.footer_distance = Mm(PAGE_MM[1] - TOP_MM - TEXT_MM[1] - 12)
    number = section.footer.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text, field in (("— ", ""), ("", "PAGE"), (" —", "")):
        run = number.add_run(text)
        _face(run, "宋体", FOOT_PT)
        if field:
            for kind, said in (("begin", ""), ("", field), ("end", "")):
                element = OxmlElement("w:fldChar" if kind else "w:instrText")
                if kind:
                    element.set(qn("w:fldCharType"), kind)
                else:
                    element.text = said
                run._r.append(element)


def _line(word: WordDocument, text: str, face: str, size: float) -> WordParagraph:
    paragraph = word.add_paragraph()
    _spaced(paragraph, LINE_PT if size <= BODY_PT else LINE_PT * 1.2)
    _face(paragraph.add_run(_UNPRINTABLE.sub("", text)), face, size)
    return paragraph


def _spaced(paragraph: WordParagraph, points: float) -> None:
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(round(points, 1))


def _indented(paragraph: WordParagraph) -> None:
    """Two characters in (左空二字)."""
    paragraph.paragraph_format.first_line_indent = Pt(2 * BODY_PT)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


def _face(run: object, face: str, size: float) -> None:
    run.font.name, run.font.size = LATIN, Pt(size)  # type: ignore[attr-defined]
    form = run._element.rPr  # type: ignore[attr-defined]
    form.rFonts.set(qn("w:eastAsia"), face)
    if size == BODY_PT:
        closer = OxmlElement("w:spacing")
        closer.set(qn("w:val"), str(floor((CELL_PT - BODY_PT) * 20)))
        form.insert_element_before(closer, "w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:lang")


def _table(word: WordDocument, table: Table) -> None:
    if table.caption:
        caption = _line(word, table.caption, HEI, FOOT_PT)
        caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
        caption.paragraph_format.keep_with_next = True
    made = word.add_table(rows=1, cols=len(table.heads), style="Table Grid")
    made.autofit = False
    _repeat(made.rows[0])
    for _ in table.rows:
        made.add_row()
    for column, width in zip(made.columns, table.widths, strict=True):
        column.width = Mm(TEXT_MM[0] * width)
    for n, (line, texts) in enumerate(zip(made.rows, (table.heads, *table.rows), strict=True)):
        head = n == 0
        for at, (cell, text) in enumerate(zip(line.cells, texts, strict=True)):
            cell.width = Mm(TEXT_MM[0] * table.widths[at])
            paragraph = cell.paragraphs[0]
            _spaced(paragraph, TABLE_PT * 1.5)
            _face(paragraph.add_run(_UNPRINTABLE.sub("", text)), HEI if head else FANGSONG, TABLE_PT)
            if head:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            elif at in table.numeric:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _repeat(row: object) -> None:
    """The heads stand on every page the table goes on to."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)  # type: ignore[attr-defined]


def _foot(word: WordDocument, official: Official) -> None:
    if not official.signed_by and not official.day:
        return
    _line(word, "", FANGSONG, BODY_PT)
    for text, right in ((official.signed_by, 2), (official.day, 4)):
        if text:
            paragraph = _line(word, text, FANGSONG, BODY_PT)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.paragraph_format.right_indent = Pt(right * BODY_PT)
            paragraph.paragraph_format.keep_together = True

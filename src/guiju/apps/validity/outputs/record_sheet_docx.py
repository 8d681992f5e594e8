"""The record of a check as a Word file (查新记录表 Word)."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from guiju.apps.validity.outputs.record_sheet import COLUMNS, TITLE, RecordHead

_FONT = "宋体"
_PAGE = (Mm(297), Mm(210))
_MARGIN = Mm(15)
_TABLE_TWIPS = 15_100
_UNPRINTABLE = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))


def record_sheet_docx(head: RecordHead, rows: Iterable[list[str]], lang: str) -> bytes:
    """A4 landscape, header row repeated on every page, places to sign below."""
    document = Document()
    _page(document)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run(TITLE.pick(lang))
    run.bold, run.font.size = True, Pt(16)
    for name, text in head.lines(lang):
        document.add_paragraph(f"{name}：{_clean(text)}" if lang.startswith("zh") else f"{name}: {_clean(text)}")
    _table(document, rows, lang)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _page(document: WordDocument) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = _PAGE
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    style: Any = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(9)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    style.paragraph_format.space_after = Pt(2)


def _table(document: WordDocument, rows: Iterable[list[str]], lang: str) -> None:
    """The table written as one piece of XML: python-docx takes minutes for thousands of rows."""
    total = sum(width for _, width in COLUMNS)
    widths = [round(_TABLE_TWIPS * width / total) for _, width in COLUMNS]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    header = _row([words.pick(lang) for words, _ in COLUMNS], widths, header=True)
    body = "".join(_row(row, widths, header=False) for row in rows)
    table = (
        f"<w:tbl {nsdecls('w')}><w:tblPr><w:tblStyle w:val='TableGrid'/><w:tblW w:w='{sum(widths)}' w:type='dxa'/>"
        f"<w:tblLayout w:type='fixed'/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{header}{body}</w:tbl>"
    )
    document.element.body.insert(-1, parse_xml(table))


def _row(cells: list[str], widths: list[int], *, header: bool) -> str:
    row = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if header else "<w:trPr><w:cantSplit/></w:trPr>"
    bold = "<w:rPr><w:b/></w:rPr>" if header else ""
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="EEF1F4"/>' if header else ""
    for text, width in zip(cells, widths, strict=True):
        content = escape(_clean(text))
        row += (
            f"<w:tc><w:tcPr><w:tcW w:w='{width}' w:type='dxa'/>{shade}</w:tcPr>"
            f"<w:p><w:r>{bold}<w:t xml:space='preserve'>{content}</w:t></w:r></w:p></w:tc>"
        )
    return f"<w:tr>{row}</w:tr>"


def _clean(text: str) -> str:
    """The text without characters that XML cannot hold."""
    return text.translate(_UNPRINTABLE)

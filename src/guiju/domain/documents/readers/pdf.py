"""PDF: the text layer of every page; pages that are only a picture are reported (PDF 文字层)."""

from __future__ import annotations

import hashlib
import re

import pypdfium2
import pypdfium2.raw as pdfium

from guiju.domain.documents.errors import problem
from guiju.domain.documents.limits import Limits, refuse_long_text
from guiju.domain.documents.model import Block, Document, Place, Unread
from guiju.domain.language import Words

_LINE_END_HYPHEN = re.compile(r"[\x02\ufffe\u00ad](?:\r\n|\n|\r)?")
_LINE_END = re.compile(r"\r\n|\r")


def read(data: bytes, name: str, limits: Limits) -> Document:
    """Read a PDF; one block a page, lines parted by a line feed.

    Raises `DocumentError` (encrypted, corrupted, image_only, empty, too_large).
    """
    document = Document(name=name, format="pdf", sha256=hashlib.sha256(data).hexdigest())
    pdf = _open(data, name)
    total = 0
    try:
        if len(pdf) > limits.max_pages:
            raise problem("too_many_pages", name, limit=limits.max_pages)
        for index in range(len(pdf)):
            place = page_place(index + 1)
            try:
                text, pictures = _page(pdf, index)
            except pypdfium2.PdfiumError:
                document.unread.append(Unread(place, Words("此页已损坏", "this page is damaged")))
                continue
            total += len(text)
            refuse_long_text(total, name, limits)
            if text.strip():
                document.blocks.append(Block(text, place))
            elif pictures:
                document.unread.append(
                    Unread(place, Words("此页只有图像，没有文字", "this page is an image without text"))
                )
    finally:
        pdf.close()
    if not document.blocks:
        raise problem("image_only" if document.unread else "empty", name)
    return document


def page_place(page: int) -> Place:
    """The place of a page, counted from 1."""
    return Place(f"page/{page}", Words(f"第 {page} 页", f"page {page}"))


def _open(data: bytes, name: str) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise problem("encrypted", name) from error
        raise problem("corrupted", name) from error


def _page(pdf: pypdfium2.PdfDocument, index: int) -> tuple[str, bool]:
    """Text of one page, and whether it shows any picture."""
    page = pdf[index]
    try:
        layer = page.get_textpage()
        try:
            # What runs over the edge of the page too: a number cut there would be read as another one.
            text = layer.get_text_range()
        finally:
            layer.close()
        pictures = not text.strip() and any(True for _ in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,)))
    finally:
        page.close()
    text = _LINE_END_HYPHEN.sub("-", text)
    return _LINE_END.sub("\n", text), pictures

"""Reader of PDF files."""

from __future__ import annotations

import io

import pypdfium2
import pytest
import typst

from guiju.domain.documents import DocumentError
from guiju.domain.documents.limits import DEFAULT_LIMITS, Limits
from guiju.domain.documents.readers import pdf


def made(source: str) -> bytes:
    return bytes(typst.compile(source.encode()))


def test_every_page_with_text_is_one_block() -> None:
    document = pdf.read(
        made("See GB/T 1.1-2020 \\ and ISO 9001:2015 #pagebreak() IEC 60068-1"), "a.pdf", DEFAULT_LIMITS
    )
    assert [(block.text, block.place.label.en) for block in document.blocks] == [
        ("See GB/T 1.1-2020\nand ISO 9001:2015", "page 1"), ("IEC 60068-1", "page 2"),
    ]  # fmt: skip


def test_a_number_that_runs_over_the_edge_of_the_page_is_whole() -> None:
    source = "#set page(width: 80pt, margin: 10pt)\n#box(width: 300pt)[GB/T 19001-2016]"
    (block,) = pdf.read(made(source), "a.pdf", DEFAULT_LIMITS).blocks
    assert block.text == "GB/T 19001-2016"


def test_a_pdf_of_pictures_only_is_refused_with_a_remedy() -> None:
    source = pypdfium2.PdfDocument.new()
    page = source.new_page(200, 200)
    bitmap = pypdfium2.PdfBitmap.new_native(10, 10, 4)
    image = pypdfium2.PdfImage.new(source)
    image.set_bitmap(bitmap)
    page.insert_obj(image)
    page.gen_content()
    held = io.BytesIO()
    source.save(held)
    with pytest.raises(DocumentError) as caught:
        pdf.read(held.getvalue(), "scan.pdf", DEFAULT_LIMITS)
    assert caught.value.code == "image_only"
    assert "OCR" in caught.value.say("zh")


@pytest.mark.parametrize("data", [b"%PDF-1.7 nothing", b"%PDF-1.4\n" + b"\x00" * 500])
def test_a_damaged_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentError) as caught:
        pdf.read(data, "a.pdf", DEFAULT_LIMITS)
    assert caught.value.code == "corrupted"


def test_more_pages_than_the_limit_are_refused() -> None:
    with pytest.raises(DocumentError) as caught:
        pdf.read(made("a #pagebreak() b #pagebreak() c"), "a.pdf", Limits(max_pages=2))
    assert caught.value.code == "too_large"

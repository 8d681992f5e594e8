"""A document handed from the site to the worker as it was read."""

from __future__ import annotations

import io

import pytest
from docx import Document as WordFile

from guiju.apps.validity.readings import reading_pack, reading_unpack
from guiju.domain.documents import read


def word_file() -> bytes:
    file = WordFile()
    file.add_paragraph("依据 GB/T 1.1-2020")
    table = file.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "ISO 9001:2015", "质量管理体系"
    held = io.BytesIO()
    file.save(held)
    return held.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", word_file()),
        ("a.csv", "编号,名称\nGB 3095-2012,空气".encode()),
        ("a.html", b"<p>x</p><iframe src=y></iframe>"),
    ],
)
def test_what_is_handed_over_is_what_was_read(name: str, data: bytes) -> None:
    document = read(data, name)
    packed = reading_pack(document)
    assert packed is not None
    assert reading_unpack(packed) == document


def test_a_very_large_document_is_read_again_instead() -> None:
    assert reading_pack(read(("x\n" * 100_001).encode(), "a.txt")) is None

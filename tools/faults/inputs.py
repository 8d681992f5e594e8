"""What is handed in during the trials: long lists, and files made to exhaust whoever reads them."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/{part}" ContentType="application/vnd.openxmlformats-officedocument.{kind}.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="{part}"/>'
    "</Relationships>"
)
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHEETS = (
    f'<workbook {SHEET} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>'
)
SHEET_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    'Target="worksheets/sheet1.xml"/></Relationships>'
)
MEGABYTE = 1024 * 1024


class Hostile(NamedTuple):
    """A file made to do harm."""

    name: str
    data: bytes


def list_of(numbers: Sequence[str], length: int) -> bytes:
    """A list of `length` lines as CSV: numbers the catalogue holds, and between them some it lacks."""
    rows = (
        f"{n},{numbers[n % len(numbers)] if n % 3 else f'GB/T {100000 + n}-2001'},名称{n}" for n in range(1, length + 1)
    )
    return ("序号,标准编号,标准名称\n" + "\n".join(rows) + "\n").encode()


def editions(length: int) -> Iterator[str]:
    """Lines of an import (JSONL): invented editions, every other one replacing the one before."""
    for n in range(length):
        row = {"number": f"T/GUIJU {n + 1}-2020", "title_zh": f"故障试验用标准第{n + 1}号", "published": "2020-01-01"}
        if n % 2:
            row["replaces"] = f"T/GUIJU {n}-2020"
        yield json.dumps(row, ensure_ascii=False)


def hostile() -> Iterator[Hostile]:
    """One after another, so that only one is held at a time."""
    zeros = b"\0" * MEGABYTE
    yield Hostile("bomb.zip", _zipped({"bomb.txt": (zeros for _ in range(300))}))
    paragraphs = (b"<w:p/>" * (MEGABYTE // 6) for _ in range(46))
    yield Hostile("paragraphs.docx", _word(paragraphs, zipfile.ZIP_STORED))
    nested = [*(b"<w:p>" * 200_000,), *(b"</w:p>" * 200_000,)]
    yield Hostile("deep.docx", _word(nested, zipfile.ZIP_STORED))
    laughs = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    prolog = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY l0 "ha">{laughs}]>'
    yield Hostile("laughs.docx", _word([b"<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>"], prolog=prolog))
    yield Hostile("deep.html", b"<div>" * 2_000_000 + b"GB/T 1.1-2009")
    yield Hostile("cells.xlsx", _workbook(20_000, 100, extra=1))
    yield Hostile("wide.xlsx", _workbook(450, 16_384))
    yield Hostile("citations.txt", b"GB/T 1.1-2009\n" * 3_300_000)


def _zipped(parts: dict[str, Iterable[bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method, compresslevel=1) as archive:
        for name, chunks in parts.items():
            with archive.open(name, "w", force_zip64=True) as part:
                for chunk in chunks:
                    part.write(chunk)
    return held.getvalue()


def _word(body: Iterable[bytes], method: int = zipfile.ZIP_DEFLATED, prolog: str = '<?xml version="1.0"?>') -> bytes:
    def document() -> Iterator[bytes]:
        yield f"{prolog}<w:document {WORD}><w:body>".encode()
        yield from body
        yield b"</w:body></w:document>"

    types = TYPES.format(part="word/document.xml", kind="wordprocessingml.document")
    relations = RELATIONS.format(part="word/document.xml")
    parts: dict[str, Iterable[bytes]] = {"[Content_Types].xml": [types.encode()], "_rels/.rels": [relations.encode()]}
    return _zipped({**parts, "word/document.xml": document()}, method)


def _workbook(rows: int, columns: int, extra: int = 0) -> bytes:
    def sheet() -> Iterator[bytes]:
        yield f"<worksheet {SHEET}><sheetData>".encode()
        for row in range(rows):
            width = columns + (extra if row == rows - 1 else 0)
            yield (
                "<row>" + "".join(f"<c><v>{row * 7919 + n * 104729}</v></c>" for n in range(width)) + "</row>"
            ).encode()
        yield b"</sheetData></worksheet>"

    types = TYPES.format(part="xl/workbook.xml", kind="spreadsheetml.sheet")
    relations = RELATIONS.format(part="xl/workbook.xml")
    return _zipped(
        {
            "[Content_Types].xml": [types.encode()],
            "_rels/.rels": [relations.encode()],
            "xl/workbook.xml": [SHEETS.encode()],
            "xl/_rels/workbook.xml.rels": [SHEET_RELATIONS.encode()],
            "xl/worksheets/sheet1.xml": sheet(),
        }
    )

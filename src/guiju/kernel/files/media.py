"""What a file is, by its content and never by its name (文件类型)."""

from __future__ import annotations

import mmap

OOXML = "application/vnd.openxmlformats-officedocument"
DOCX = f"{OOXML}.wordprocessingml.document"
XLSX = f"{OOXML}.spreadsheetml.sheet"
PPTX = f"{OOXML}.presentationml.presentation"
ZIP = "application/zip"
OLE = "application/x-ole-storage"
PDF = "application/pdf"
TEXT = "text/plain"
HTML = "text/html"
UNKNOWN = "application/octet-stream"

_SIGNATURES = (
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"{\\rtf", "application/rtf"),
)
# Names of parts stand uncompressed in a package, so that nothing has to be unpacked to tell one from another.
_PARTS = ((b"word/document.xml", DOCX), (b"xl/workbook.", XLSX), (b"ppt/presentation.xml", PPTX))
_HEAD = 4_096


def media_type(content: bytes | mmap.mmap) -> str:
    """The media type of some content; `application/octet-stream` when nothing tells."""
    head = content[:_HEAD]
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return _package(content) if kind == ZIP else kind
    if b"%PDF-" in head[:1_024]:
        return PDF
    return _text(head)


def _package(content: bytes | mmap.mmap) -> str:
    if content.find(b"[Content_Types].xml") < 0:
        return ZIP
    return next((kind for part, kind in _PARTS if content.find(part) >= 0), ZIP)


def _text(head: bytes) -> str:
    if not head or (b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff"))):
        return UNKNOWN
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:100].lower()
    return HTML if start.startswith((b"<!doctype html", b"<html")) else TEXT

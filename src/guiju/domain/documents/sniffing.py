"""What a file is, by its content first and its name second (文件类型识别)."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePosixPath

import olefile

from guiju.domain.documents.errors import problem

ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_TEXT_EXTENSIONS = {
    "md": "md", "markdown": "md", "csv": "csv", "tsv": "csv", "html": "html", "htm": "html", "xhtml": "html",
    "xls": "csv", "xlsx": "csv", "xlsm": "csv", "et": "csv",
}  # fmt: skip
_BINARY_EXTENSIONS = frozenset(("docx", "docm", "dotx", "doc", "xlsx", "xlsm", "xltx", "xls", "pdf", "zip"))
_OLE_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("WordDocument", "old_word"),
    ("PowerPoint Document", "old_slides"),
)
_FOREIGN_ZIPS = {
    "OFD.xml": ("OFD", "pdf"),
    "mimetype": ("OpenDocument", "docx/xlsx"),
    "xl/workbook.bin": ("xlsb", "xlsx"),
    "ppt/presentation.xml": ("PowerPoint", "pdf"),
}
_FOREIGN_TEXTS = (
    (re.compile(rb"\A\s*\{\\rtf"), ("RTF", "docx")),
    (re.compile(rb"\A(?:[\w-]{2,30}:[^\n]{0,200}\n){0,8}?MIME-Version:", re.IGNORECASE), ("MHT", "docx")),
    (re.compile(rb"progid=[\"']Word\.Document"), ("Word XML", "docx")),
    (re.compile(rb"progid=[\"']Excel\.Sheet"), ("Excel XML", "xlsx")),
)
_HTML = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,50})?(?:<!--[^>]{0,500}-->\s{0,50}){0,3}"
    rb"<(?:!doctype\s+html|html|head|body|table|meta)[\s>]",
    re.IGNORECASE,
)
_PROGRAMS = (b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa\xcf")
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*", b"8BPS")
_PROGRAM_EXTENSIONS = frozenset(("exe", "dll", "com", "scr", "sys", "msi", "apk", "jar", "class", "so"))
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 26, 27})
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_HEAD = 4096


def extension(name: str) -> str:
    """The lower-case extension of a file name, without its dot."""
    return PurePosixPath(name.replace("\\", "/")).suffix[1:].lower()


def format_of(data: bytes, name: str) -> str:
    """docx, xlsx, xls, csv, pdf, html, md, txt, or zip for an archive of files.

    A wrong extension is no fault: what the file is decides. Raises `DocumentError` empty, unsupported, encrypted or
    corrupted.
    """
    if not data.strip(b"\x00\t\n\r \xef\xbb\xbf"):
        raise problem("empty", name)
    if data.startswith(ZIP_STARTS):
        return _zip_format(data, name)
    if data.startswith(olefile.MAGIC):
        return _ole_format(data, name)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_PICTURES) or (data.startswith(b"RIFF") and data[8:12] == b"WEBP"):
        raise problem("picture", name)
    if data.startswith(_PROGRAMS) or (data.startswith(b"MZ") and _is_program(data, name)):
        raise problem("program", name)
    return _text_format(data, name)


def _is_program(data: bytes, name: str) -> bool:
    """Whether what begins with MZ is a program and not a text that begins with these letters."""
    return b"\x00" in data[:_HEAD] or extension(name) in _PROGRAM_EXTENSIONS


def _zip_format(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {entry.filename.replace("\\", "/").lstrip("/") for entry in archive.infolist()}
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise problem("corrupted", name) from error
    for part, (found, instead) in _FOREIGN_ZIPS.items():
        if part in parts:
            raise problem("other_office", name, format=found, instead=instead)
    if "[Content_Types].xml" not in parts:
        return "zip"
    folders = {part.partition("/")[0].lower() for part in parts if "/" in part}
    if "word" in folders:
        return "docx"
    if "xl" in folders:
        return "xlsx"
    raise problem("unsupported", name)


def _ole_format(data: bytes, name: str) -> str:
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            found = next((kind for stream, kind in _OLE_STREAMS if container.exists(stream)), "unsupported")
    except (OSError, ValueError, IndexError, TypeError) as error:
        raise problem("corrupted", name) from error
    if found != "xls":
        raise problem(found, name)
    return found


def _text_format(data: bytes, name: str) -> str:
    head = data[:_HEAD]
    named = extension(name)
    if not data.startswith(_WIDE_MARKS) and len(head.translate(None, _CONTROLS)) < len(head) * 0.99:
        raise problem("corrupted" if named in _BINARY_EXTENSIONS else "unsupported", name)
    for pattern, (found, instead) in _FOREIGN_TEXTS:
        if pattern.search(head):
            raise problem("other_office", name, format=found, instead=instead)
    if _HTML.match(head) and named not in {"md", "markdown", "csv", "tsv"}:
        return "html"
    return _TEXT_EXTENSIONS.get(named, "txt")

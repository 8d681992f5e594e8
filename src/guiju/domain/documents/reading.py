"""Any readable file to a document (读取分派)."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from guiju.domain.documents.errors import problem
from guiju.domain.documents.limits import DEFAULT_LIMITS, MEGABYTE, Limits
from guiju.domain.documents.model import Document, DocumentError
from guiju.domain.documents.secrecy import refuse_secret
from guiju.domain.documents.sniffing import format_of

Reader = Callable[[bytes, str, Limits], Document]

READERS: dict[str, str] = {
    "docx": "word.reader",
    "xlsx": "sheets.reader",
    "xls": "sheets.legacy",
    "csv": "sheets.delimited",
    "pdf": "readers.pdf",
    "html": "readers.html",
    "md": "readers.markdown",
    "txt": "readers.plain",
}
"""The module of each format's reader; loaded when the first such file comes, as some bring large libraries."""


def _reader(kind: str) -> Reader:
    module = import_module(f"guiju.domain.documents.{READERS[kind]}")
    reader: Reader = module.read
    return reader


def read(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Document:
    """The document in `data`, read as what its content is; `name` serves for messages and as a hint for text formats.

    Raises `DocumentError`, each with a remedy: empty, unsupported, encrypted, corrupted, too_large, too_many_cells,
    zip_bomb, external_entity, image_only, secret. A zip of several files is "unsupported" here: see `unpack`.
    """
    if len(data) > limits.max_bytes:
        raise problem("too_large", name, limit=f"{limits.max_bytes // MEGABYTE} MB")
    kind = format_of(data, name)
    if kind not in READERS:
        raise problem("archive", name)
    try:
        document = _reader(kind)(data, name, limits)
    except RecursionError as error:
        raise problem("corrupted", name) from error
    refuse_secret(document)
    return document


def secret_refuse(data: bytes, name: str) -> None:
    """Raise `DocumentError` for a file marked secret (密级标志); what cannot be read, such as a scan, passes."""
    try:
        read(data, name)
    except DocumentError as error:
        if error.code == "secret":
            raise

"""Any readable file to a document (读取分派)."""

from __future__ import annotations

from collections.abc import Callable

from guiju.domain.documents.errors import problem
from guiju.domain.documents.limits import DEFAULT_LIMITS, MEGABYTE, Limits
from guiju.domain.documents.model import Document
from guiju.domain.documents.readers import html, markdown, pdf, plain
from guiju.domain.documents.secrecy import refuse_secret
from guiju.domain.documents.sheets import delimited, legacy
from guiju.domain.documents.sheets import reader as excel
from guiju.domain.documents.sniffing import format_of
from guiju.domain.documents.word import reader as word

Reader = Callable[[bytes, str, Limits], Document]

READERS: dict[str, Reader] = {
    "docx": word.read,
    "xlsx": excel.read,
    "xls": legacy.read,
    "csv": delimited.read,
    "pdf": pdf.read,
    "html": html.read,
    "md": markdown.read,
    "txt": plain.read,
}


def read(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Document:
    """The document in `data`, read as what its content is; `name` serves for messages and as a hint for text formats.

    Raises `DocumentError`, each with a remedy: empty, unsupported, encrypted, corrupted, too_large, too_many_cells,
    zip_bomb, external_entity, image_only, secret. A zip of several files is "unsupported" here: see `unpack`.
    """
    if len(data) > limits.max_bytes:
        raise problem("too_large", name, limit=f"{limits.max_bytes // MEGABYTE} MB")
    reader = READERS.get(format_of(data, name))
    if reader is None:
        raise problem("archive", name)
    try:
        document = reader(data, name, limits)
    except RecursionError as error:
        raise problem("corrupted", name) from error
    refuse_secret(document)
    return document

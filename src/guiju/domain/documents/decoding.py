"""Bytes of a text file to text, with the encoding they were in (文本编码识别)."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from guiju.domain.documents.errors import problem


class Decoded(NamedTuple):
    """Text and how it was written: `encoding` is a codec name, `bom` the bytes that stood in front of it."""

    text: str
    encoding: str
    bom: bytes


_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes, name: str) -> Decoded:
    """Text of `data`: by its byte order mark, else UTF-8, else GB18030 (which holds GBK and GB 2312).

    Raises `DocumentError` "corrupted" when it is neither.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], encoding, bom, name)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", b"")
    except UnicodeDecodeError:
        return _strict(data, "gb18030", b"", name)


def _strict(data: bytes, encoding: str, bom: bytes, name: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding, bom)
    except UnicodeDecodeError as error:
        raise problem("corrupted", name) from error

"""Bytes of a text file to text, whatever encoding they are in (文本编码识别)."""

from __future__ import annotations

import codecs
from typing import NamedTuple


class Encoding(NamedTuple):
    """How a text is written: `codec` for Python, `bom` the byte order mark in front of it (or nothing)."""

    codec: str
    bom: bytes = b""


_BOMS = (
    Encoding("utf-8", codecs.BOM_UTF8),
    Encoding("utf-32-le", codecs.BOM_UTF32_LE),
    Encoding("utf-32-be", codecs.BOM_UTF32_BE),
    Encoding("utf-16-le", codecs.BOM_UTF16_LE),
    Encoding("utf-16-be", codecs.BOM_UTF16_BE),
)
_CANDIDATES = (Encoding("utf-8"), Encoding("gb18030"), Encoding("big5"))
_DECLARABLE = frozenset(
    {"utf-8", "utf-16", "utf-16-le", "utf-16-be", "ascii", "iso8859-1", "iso8859-15", "cp1252", "iso8859-5", "cp1251"}
    | {"gb18030", "gbk", "gb2312", "hz", "big5", "big5hkscs", "cp950", "koi8-r"}
    | {"shift_jis", "cp932", "euc_jp", "iso2022_jp", "euc_kr", "cp949"}
)
_LOST = "\ufffd"


def encoding_of(data: bytes, declared: str = "") -> Encoding:
    """The encoding of `data`: by its byte order mark, else the first of UTF-8, the declared one, GB18030 (which
    holds GBK and GB 2312) and Big5 that reads every byte; GB18030 when none does."""
    for encoding in _BOMS:
        if data.startswith(encoding.bom):
            return encoding
    head, *others = _CANDIDATES
    for encoding in (head, *_declared(declared), *others):
        try:
            data.decode(encoding.codec)
        except (UnicodeDecodeError, LookupError):
            continue
        return encoding
    return Encoding("gb18030")


def decode(data: bytes, declared: str = "") -> tuple[str, int]:
    """(text, how many characters could not be read): unreadable ones become U+FFFD."""
    codec, bom = encoding_of(data, declared)
    raw = data[len(bom) :]
    text = raw.decode(codec, "replace")
    lost = max(0, text.count(_LOST) - raw.count(_LOST.encode(codec)))
    if lost and codec in {"utf-8", "gb18030"}:
        mixed = "".join(map(_line, raw.splitlines(keepends=True)))
        text, lost = min((text, lost), (mixed, mixed.count(_LOST) - raw.count(_LOST.encode())), key=lambda one: one[1])
    return text, max(0, lost)


def _line(line: bytes) -> str:
    """One line of a file that is in more than one encoding (混合编码), as files joined by hand are."""
    for codec in ("utf-8", "gb18030"):
        try:
            return line.decode(codec)
        except UnicodeDecodeError:
            continue
    return line.decode("gb18030", "replace")


def _declared(name: str) -> tuple[Encoding, ...]:
    """The encoding a page declares, if it is one that pages are written in."""
    try:
        codec = codecs.lookup(name).name if name else ""
    except LookupError:
        return ()
    return (Encoding("gb18030" if codec in {"gb2312", "gbk"} else codec),) if codec in _DECLARABLE else ()

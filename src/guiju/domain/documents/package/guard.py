"""A stream of one inflating part that stops at the first sign of a bomb or of a DTD (解压与实体防护)."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from typing import IO
from zipfile import BadZipFile, ZipInfo

from guiju.domain.documents.errors import problem
from guiju.domain.documents.limits import Limits

_DOCTYPES = tuple("<!DOCTYPE".encode(codec) for codec in ("ascii", "utf-16-le", "utf-16-be"))
_OVERLAP = max(len(pattern) for pattern in _DOCTYPES) - 1
_ENCODING = re.compile(rb"""\A[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_PLAIN_ENCODINGS = frozenset({b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"})


class GuardedPart:
    """File-like reading of a part: `read(size)` raises `DocumentError` zip_bomb, external_entity or corrupted.

    `spend` is told, chunk by chunk, how much of the part has been inflated, and keeps the package's total.
    """

    def __init__(self, source: IO[bytes], info: ZipInfo, name: str, limits: Limits, spend: Callable[[str, int], None]):
        self._source = source
        self._info = info
        self._name = name
        self._most = max(limits.ratio_free, info.compress_size * limits.max_ratio)
        self._spend = spend
        self._count = 0
        self._tail = b""
        self._is_xml = info.filename.lower().endswith((".xml", ".rels", ".vml"))

    def read(self, size: int = -1) -> bytes:
        """The next `size` bytes (a negative size: at most 1 MiB, so that no caller inflates a bomb at once)."""
        try:
            chunk = self._source.read(size if size >= 0 else 1 << 20)
        except (zlib.error, BadZipFile, EOFError, NotImplementedError, OSError) as error:
            raise problem("corrupted", self._name, where=self._info.filename) from error
        if self._is_xml:
            self._refuse_entities(chunk)
        self._count += len(chunk)
        self._spend(self._info.filename, self._count)
        if self._count > self._most:
            raise problem("zip_bomb", self._name, where=self._info.filename)
        return chunk

    def _refuse_entities(self, chunk: bytes) -> None:
        if not self._count:
            declared = _ENCODING.match(chunk[:256])
            if declared and declared.group(1).lower() not in _PLAIN_ENCODINGS:
                raise problem("corrupted", self._name, where=self._info.filename)
        window = self._tail + chunk
        if any(pattern in window for pattern in _DOCTYPES):
            raise problem("external_entity", self._name, where=self._info.filename)
        self._tail = window[-_OVERLAP:]

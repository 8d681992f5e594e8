"""A package with some parts changed or added, every other entry copied as it lies (OPC 包的改写)."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from guiju.domain.documents.errors import problem
from guiju.domain.documents.package.reading import Package

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_UTF8_NAME = 0x800
_KEPT_FLAGS = 0x806
_DAY_ONE = (0, 0x21)


@dataclass(slots=True)
class _Entry:
    name: bytes
    flags: int
    method: int
    time: int
    date: int
    crc: int
    packed: bytes | list[bytes]
    packed_size: int
    size: int
    attributes: int = 0


def rewritten(package: Package, changed: Mapping[str, bytes | Iterable[bytes]]) -> bytes:
    """The package's bytes with the parts of `changed` (name → new content) replaced or, when new, added at its end.

    The other entries keep their order, their bytes as compressed, and their dates.
    """
    pending = {package.entry(part).filename if part in package else part: part for part in changed}
    entries = []
    for info in package.entries:
        part = pending.pop(info.filename, None)
        entries.append(_copied(package, info) if part is None else _packed(info.filename, changed[part]))
    entries.extend(_packed(part, changed[part]) for part in pending.values())
    return _written(entries)


def _copied(package: Package, info: zipfile.ZipInfo) -> _Entry:
    data = package.data
    try:
        head = _LOCAL.unpack_from(data, info.header_offset)
    except struct.error as error:
        raise problem("corrupted", package.name, where=info.filename) from error
    flags, time, date, name_size, extra_size = head[2], head[4], head[5], head[9], head[10]
    name_at = info.header_offset + _LOCAL.size
    start = name_at + name_size + extra_size
    return _Entry(
        name=data[name_at : name_at + name_size],
        flags=flags & _KEPT_FLAGS,
        method=info.compress_type,
        time=time,
        date=date,
        crc=info.CRC,
        packed=data[start : start + info.compress_size],
        packed_size=info.compress_size,
        size=info.file_size,
        attributes=info.external_attr,
    )


def _packed(part: str, content: bytes | Iterable[bytes]) -> _Entry:
    deflate = zlib.compressobj(6, zlib.DEFLATED, -15)
    crc = size = 0
    packed = []
    for chunk in (content,) if isinstance(content, bytes) else content:
        crc = zlib.crc32(chunk, crc)
        size += len(chunk)
        packed.append(deflate.compress(chunk))
    packed.append(deflate.flush())
    time, date = _DAY_ONE
    flags = 0 if part.isascii() else _UTF8_NAME
    packed_size = sum(map(len, packed))
    return _Entry(part.encode(), flags, zipfile.ZIP_DEFLATED, time, date, crc, packed, packed_size, size)


def _written(entries: list[_Entry]) -> bytes:
    out = bytearray()
    directory = bytearray()
    for entry in entries:
        offset = len(out)
        shared = (entry.flags, entry.method, entry.time, entry.date, entry.crc, entry.packed_size, entry.size)
        out += _LOCAL.pack(b"PK\3\4", 20, *shared, len(entry.name), 0) + entry.name
        for piece in (entry.packed,) if isinstance(entry.packed, bytes) else entry.packed:
            out += piece
        directory += _CENTRAL.pack(b"PK\1\2", 20, 20, *shared, len(entry.name), 0, 0, 0, 0, entry.attributes, offset)
        directory += entry.name
    end = _END.pack(b"PK\5\6", 0, 0, len(entries), len(entries), len(directory), len(out), 0)
    return bytes(out + directory + end)

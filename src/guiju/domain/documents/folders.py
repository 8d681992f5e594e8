"""Files of a zip archive, one by one, within limits (压缩包展开)."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from guiju.domain.documents.errors import problem
from guiju.domain.documents.limits import DEFAULT_LIMITS, MEGABYTE, Limits
from guiju.domain.documents.sniffing import ZIP_STARTS, extension, format_of

_UTF8_NAME = 0x800
_ARCHIVES = frozenset(("zip", "rar", "7z", "gz", "tar", "tgz", "bz2", "xz"))
_SKIPPED_PARTS = frozenset(("__MACOSX", ".git", ".svn", "$RECYCLE.BIN"))
_SKIPPED_NAMES = frozenset((".ds_store", "thumbs.db", "desktop.ini"))
_SKIPPED_STARTS = ("~$", "._", ".~")
_CHUNK = 1 << 18


def is_archive(data: bytes, name: str) -> bool:
    """Whether `data` is a zip of files, rather than a docx or xlsx, which are zips too."""
    return data.startswith(ZIP_STARTS) and format_of(data, name) == "zip"


def unpack(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Iterator[tuple[str, bytes]]:
    """(name inside the archive, bytes) of every file, folders with "/"; one is held at a time.

    Names written by Windows in GBK are decoded; "..", drive letters and leading slashes are dropped, so that a name
    can never point outside. System files are skipped. Raises `DocumentError` naming the archive or the file in it:
    corrupted, encrypted, too_large, zip_bomb, unsupported (an archive inside the archive), empty.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise problem("corrupted", name) from error
    with archive:
        entries = [(entry, inner) for entry in archive.infolist() if (inner := _inner_name(entry))]
        if not entries:
            raise problem("empty", name)
        if len(entries) > limits.max_files or sum(entry.file_size for entry, _ in entries) > limits.max_uncompressed:
            raise problem("zip_bomb", name)
        left = limits.max_uncompressed
        for entry, inner in entries:
            if extension(inner) in _ARCHIVES:
                raise problem("nested_archive", inner)
            content = _content(archive, entry, inner, limits, left)
            left -= len(content)
            yield inner, content


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, limits: Limits, left: int) -> bytes:
    """One file's bytes; stops as soon as they are too many or grow too fast."""
    if entry.flag_bits & 1:
        raise problem("encrypted", name)
    ratio_most = max(limits.ratio_free, entry.compress_size * limits.max_ratio)
    content = bytearray()
    try:
        with archive.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                content += chunk
                if len(content) > limits.max_bytes:
                    raise problem("too_large", name, limit=f"{limits.max_bytes // MEGABYTE} MB")
                if len(content) > ratio_most or len(content) > left:
                    raise problem("zip_bomb", name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise problem("corrupted", name) from error
    return bytes(content)


def _inner_name(entry: zipfile.ZipInfo) -> str:
    """A harmless relative name; "" for folders and files nobody wants read."""
    name = entry.filename
    if not entry.flag_bits & _UTF8_NAME:
        name = _local_name(name)
    if entry.is_dir() or name.endswith(("/", "\\")):
        return ""
    parts = [part.strip() for part in PurePosixPath(name.replace("\\", "/")).parts]
    kept = [part for part in parts if part not in {"", "/", "..", "."} and not part.endswith(":")]
    if not kept or _SKIPPED_PARTS.intersection(kept):
        return ""
    last = kept[-1].lower()
    if last in _SKIPPED_NAMES or last.startswith(_SKIPPED_STARTS):
        return ""
    return "/".join("".join(char for char in part if char.isprintable()) for part in kept)


def _local_name(name: str) -> str:
    """A name stored without the UTF-8 flag: UTF-8 all the same, GBK as Windows writes it, or as it stands."""
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name

"""Contents on disk (内容存储): one file for one content, named by its SHA-256, written whole or not at all."""

from __future__ import annotations

import hashlib
import mmap
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple

from django.conf import settings

from guiju.kernel.files.media import UNKNOWN, media_type

CHUNK = 1 << 20


class Incoming(NamedTuple):
    """A content that has arrived and is not yet kept: where it waits, its digest, size and media type."""

    path: Path
    digest: str
    size: int
    media_type: str


class TooLarge(Exception):
    """More bytes came than allowed."""


def root() -> Path:
    """The folder of all contents."""
    return Path(settings.FILES_ROOT)


def blob_path(digest: str) -> Path:
    """Where the content of a digest lies."""
    return root() / digest[:2] / digest[2:4] / digest


def receive(stream: IO[bytes], limit: int) -> Incoming:
    """Write a stream aside, piece by piece, without keeping it in memory. Raises `TooLarge`, leaving nothing."""
    waiting = root() / "incoming"
    waiting.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=waiting)
    path = Path(name)
    try:
        with os.fdopen(handle, "w+b") as file:
            digest, size = _copy(stream, file, limit)
            file.flush()
            os.fsync(file.fileno())
            kind = _kind(file, size)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return Incoming(path, digest, size, kind)


def keep(incoming: Incoming) -> None:
    """Put an arrived content in its place; one that is there already stays."""
    target = blob_path(incoming.digest)
    if target.exists():
        incoming.path.unlink()
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    incoming.path.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def blobs() -> Iterator[Path]:
    """Every content kept."""
    return root().glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*")


def arrivals() -> Iterator[Path]:
    """Contents waiting to be kept, or left behind by a process that died."""
    return root().glob("incoming/*")


def _copy(stream: IO[bytes], file: IO[bytes], limit: int) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(CHUNK):
        size += len(chunk)
        if size > limit:
            raise TooLarge
        digest.update(chunk)
        file.write(chunk)
    return digest.hexdigest(), size


def _kind(file: IO[bytes], size: int) -> str:
    if not size:
        return UNKNOWN
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return media_type(content)

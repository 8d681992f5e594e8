"""Indexes in their folders (索引目录): a pointer file names the one in use; new ones are built beside.

`SEARCH_ROOT/<kind>/current` holds the name of the folder in use; its name tells the shape and version it was built for.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from guiju.kernel.search.engine import TantivyIndex
from guiju.kernel.search.kinds import SearchKind

ENGINE_VERSION = 5
_OPEN: dict[str, TantivyIndex] = {}


class Busy(Exception):
    """Another process is writing this index."""


def folder_of(kind: SearchKind) -> Path:
    """The folder of all builds of a kind."""
    return Path(settings.SEARCH_ROOT) / kind.name


def is_built(kind: SearchKind) -> bool:
    """Whether an index for the present shape and version is in use."""
    return _current(kind) is not None


def index_open(kind: SearchKind) -> TantivyIndex:
    """The index in use; an empty one is made when there is none for the present shape."""
    path = _current(kind)
    if path is None:
        path = new_folder(kind)
        index = TantivyIndex(path, kind.shape)
        index.commit()
        use(kind, path)
    key = str(path)
    if key not in _OPEN:
        for other in [name for name in _OPEN if Path(name).parent == path.parent]:
            del _OPEN[other]
        _OPEN[key] = TantivyIndex(path, kind.shape)
    return _OPEN[key]


def new_folder(kind: SearchKind) -> Path:
    """A fresh folder to build an index in."""
    return folder_of(kind) / f"{_fingerprint(kind)}-{secrets.token_hex(4)}"


def use(kind: SearchKind, path: Path) -> None:
    """Put the index of a folder in use, at once for every reader, and remove the builds before it."""
    folder = folder_of(kind)
    pointer = folder / f".{path.name}"
    pointer.write_text(path.name, encoding="ascii")
    pointer.replace(folder / "current")
    for other in folder.iterdir():
        if other.is_dir() and other != path:
            shutil.rmtree(other, ignore_errors=True)


@contextmanager
def writing(kind: SearchKind, *, wait: bool) -> Iterator[None]:
    """Hold the right to write an index. Raises `Busy` when another process has it and one does not want to wait."""
    folder = folder_of(kind)
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            raise Busy from None
        yield
    finally:
        os.close(handle)


def _current(kind: SearchKind) -> Path | None:
    try:
        name = (folder_of(kind) / "current").read_text(encoding="ascii")
    except FileNotFoundError:
        return None
    path = folder_of(kind) / name
    return path if name.startswith(f"{_fingerprint(kind)}-") and path.is_dir() else None


def _fingerprint(kind: SearchKind) -> str:
    told = json.dumps([ENGINE_VERSION, kind.version, kind.shape], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:12]

"""Making a backup (备份) while the site runs: the database as of one moment, then the files it names, then the keys."""

from __future__ import annotations

import os
import tarfile
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection

from guiju import __version__
from guiju.domain.language import Words
from guiju.kernel.backup import embedded, server
from guiju.kernel.backup.manifest import DATABASE, FILES, KEYS, NAME, POSTGRESQL, SECRET, SQLITE, Manifest, digest_of
from guiju.kernel.files.blobs import blob_path
from guiju.kernel.history.canonical import moment_text

Progress = Callable[[Words, int, int], None]
_COPYING = Words("复制数据库", "Copying the database")
_FILES = Words("复制文件", "Copying files")
_OWN = 0o600


def backup_make(*, target: Path, at: datetime, progress: Progress | None = None) -> tuple[Path, Manifest]:
    """Write a backup to a file, or into a folder under a name of its own; returns where, and what is in it.

    The file appears when it is whole, readable by its owner only: it holds the keys.
    """
    say = progress or (lambda what, done, total: None)
    path = target / f"guiju-{at:%Y%m%d-%H%M%S}.tar" if target.is_dir() else target
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".guiju-backup-") as name:
        folder = Path(name)
        say(_COPYING, 0, 0)
        manifest, digests = _database(folder, at)
        whole = folder / "backup.tar"
        whole.touch(_OWN)
        with (
            whole.open("wb") as raw,
            tarfile.open(fileobj=raw, mode="w") as tar,
        ):
            _add_part(tar, manifest, folder / DATABASE[manifest.database], DATABASE[manifest.database])
            for part in _secrets():
                _add_part(tar, manifest, part, part.relative_to(settings.VAR).as_posix())
            for done, digest in enumerate(digests):
                say(_FILES, done, len(digests))
                _add_content(tar, manifest, digest)
            (folder / NAME).write_bytes(manifest.text())
            tar.add(folder / NAME, NAME, filter=_own)
            tar.close()
            raw.flush()
            os.fsync(raw.fileno())
        whole.replace(path)
    return path, manifest


def _database(folder: Path, at: datetime) -> tuple[Manifest, list[str]]:
    """Copy the database; its manifest so far, and the contents its files have."""
    kind = POSTGRESQL if connection.vendor == "postgresql" else SQLITE
    manifest = Manifest(moment_text(at), __version__, kind)
    target = folder / DATABASE[kind]
    if kind == POSTGRESQL:
        manifest.rows, (manifest.sequence, manifest.digest), digests = server.dump(target)
        return manifest, digests
    copy = folder / "database.sqlite3"
    embedded.copy_database(Path(connection.settings_dict["NAME"]), copy)
    manifest.rows = embedded.rows_of(copy)
    manifest.sequence, manifest.digest = embedded.end_of(copy)
    embedded.pack(copy, target)
    return manifest, embedded.digests_of(copy)


def _secrets() -> list[Path]:
    var = Path(settings.VAR)
    found = [var / SECRET, *sorted((var / KEYS).glob("*"))]
    return [path for path in found if path.is_file()]


def _add_part(tar: tarfile.TarFile, manifest: Manifest, path: Path, name: str) -> None:
    manifest.parts[name] = digest_of(path)
    tar.add(path, name, filter=_own)


def _add_content(tar: tarfile.TarFile, manifest: Manifest, digest: str) -> None:
    """A stored file's content; one that reached its day meanwhile is counted as gone."""
    try:
        content: IO[bytes] = blob_path(digest).open("rb")
    except FileNotFoundError:
        manifest.gone += 1
        return
    with content:
        told = tar.gettarinfo(arcname=f"{FILES}/{digest}", fileobj=content)
        tar.addfile(_own(told), content)
    manifest.files.append(digest)


def _own(told: tarfile.TarInfo) -> tarfile.TarInfo:
    """Nothing of the machine's people and groups goes in."""
    told.uid = told.gid = 0
    told.uname = told.gname = ""
    told.mode = _OWN
    return told

"""Putting a backup back (恢复): unpacked and checked beside what is there, then switched."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.db import connection

from guiju.kernel.backup import embedded, server
from guiju.kernel.backup.checking import Opened, backup_open
from guiju.kernel.backup.errors import NOT_EMPTY, other_database
from guiju.kernel.backup.manifest import DATABASE, FILES, KEYS, POSTGRESQL, SECRET, SQLITE, Manifest

_DATABASE_FILE = "guiju.sqlite3"
# What is replaced, and what is dropped because it would not fit what comes: it is made anew.
_DROPPED = ("search", "setup.stamp", "quotas.sqlite3", "quotas.sqlite3-wal", "quotas.sqlite3-shm")
_BESIDE = (f"{_DATABASE_FILE}-wal", f"{_DATABASE_FILE}-shm")


def backup_restore(*, path: Path, force: bool) -> Opened:
    """Put a backup in the place of this installation's data. The search index is for `guiju setup` to build.

    Raises `BackupError`, and then nothing has changed: for an installation that holds data unless `force`, for a
    backup that does not hold, for a database in use.
    """
    var = Path(settings.VAR)
    var.mkdir(parents=True, exist_ok=True)
    kind = POSTGRESQL if connection.vendor == "postgresql" else SQLITE
    if not force and _is_filled(kind, var):
        raise NOT_EMPTY
    with tempfile.TemporaryDirectory(dir=var, prefix=".restore-") as name:
        folder = Path(name)
        opened = backup_open(path, folder / "new")
        if opened.manifest.database != kind:
            raise other_database(opened.manifest.database, kind)
        connection.close()
        (folder / "old").mkdir()
        staged = _stage(opened.manifest, folder / "new", kind)
        if kind == SQLITE:
            if (var / _DATABASE_FILE).exists():
                embedded.close_for_all(var / _DATABASE_FILE)
            _switch(var, folder / "old", staged)
        else:
            _switch_around(var, folder / "old", staged, folder / "new" / DATABASE[kind])
    return opened


def _is_filled(kind: str, var: Path) -> bool:
    filled = server.is_filled() if kind == POSTGRESQL else embedded.is_filled(var / _DATABASE_FILE)
    return filled or (var / KEYS).is_dir()


def _stage(manifest: Manifest, folder: Path, kind: str) -> dict[str, Path]:
    """What comes, by its place in the data folder, ready to be renamed there."""
    (folder / FILES).mkdir(exist_ok=True)
    kept = folder / "kept"
    kept.mkdir(mode=0o700)
    for digest in manifest.files:
        place = kept / digest[:2] / digest[2:4]
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        (folder / FILES / digest).replace(place / digest)
    staged = {FILES: kept}
    for name in (SECRET, KEYS):
        if (folder / name).exists():
            staged[name] = folder / name
    if kind == SQLITE:
        (folder / _DATABASE_FILE).chmod(0o600)
        staged[_DATABASE_FILE] = folder / _DATABASE_FILE
    return staged


def _switch(var: Path, old: Path, staged: dict[str, Path]) -> None:
    """Rename what is there away and what comes into its place; undone when one of the renames fails."""
    done: list[tuple[Path, Path]] = []
    try:
        for name in (*staged, *_DROPPED, *(_BESIDE if _DATABASE_FILE in staged else ())):
            if (var / name).exists():
                (var / name).rename(old / name)
                done.append((old / name, var / name))
        for name, path in staged.items():
            path.rename(var / name)
            done.append((var / name, path))
    except OSError:
        for now, before in reversed(done):
            with suppress(OSError):
                now.rename(before)
        raise


def _switch_around(var: Path, old: Path, staged: dict[str, Path], dump: Path) -> None:
    """The same where the database is a server's: its own transaction is the switch, the files follow or go back."""
    _switch(var, old, staged)
    try:
        server.restore(dump)
    except BaseException:
        for name in staged:
            place = var / name
            shutil.rmtree(place, ignore_errors=True) if place.is_dir() else place.unlink(missing_ok=True)
        for path in old.iterdir():
            path.rename(var / path.name)
        raise

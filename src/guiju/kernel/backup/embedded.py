"""The embedded database in a backup (SQLite 备份): copied by its own online backup, so that writers go on."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import zstandard

from guiju.kernel.backup.chain import chain_check, head_of
from guiju.kernel.backup.errors import IN_USE, damaged
from guiju.kernel.history.verify import Report

_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
_PATIENCE = 60


def copy_database(source: Path, target: Path) -> None:
    """One consistent copy in one read transaction."""
    with closing(sqlite3.connect(source, timeout=_PATIENCE)) as there, closing(sqlite3.connect(target)) as here:
        there.backup(here, pages=-1)
        here.execute("PRAGMA journal_mode=DELETE")


def pack(source: Path, target: Path) -> None:
    """Compress a file."""
    with source.open("rb") as plain, target.open("wb") as packed:
        zstandard.ZstdCompressor(level=6, threads=0).copy_stream(plain, packed)


def unpack(source: Path, target: Path) -> None:
    """The opposite. Raises `BackupError`."""
    try:
        with source.open("rb") as packed, target.open("wb") as plain:
            zstandard.ZstdDecompressor().copy_stream(packed, plain)
    except zstandard.ZstdError as error:
        raise damaged(source.name) from error


def rows_of(path: Path) -> dict[str, int]:
    """How many rows each table has."""
    with closing(sqlite3.connect(path)) as database:
        names = [row[0] for row in database.execute(_TABLES)]
        return {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def end_of(path: Path) -> tuple[int, str]:
    """The end of the history chain."""
    with closing(sqlite3.connect(path)) as database:
        return head_of(database.cursor())


def digests_of(path: Path) -> list[str]:
    """The contents that stored files have."""
    with closing(sqlite3.connect(path)) as database:
        return [row[0] for row in database.execute("SELECT DISTINCT digest FROM files_storedfile ORDER BY digest")]


def check(path: Path, keys: set[str]) -> Report:
    """Whether the file is sound, its rows refer to rows there are, and its history holds. Raises `BackupError`."""
    try:
        with closing(sqlite3.connect(path)) as database:
            if database.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
                raise damaged("integrity_check")
            if database.execute("PRAGMA foreign_key_check").fetchone() is not None:
                raise damaged("foreign_key_check")
            return chain_check(database.cursor(), keys)
    except sqlite3.DatabaseError as error:
        raise damaged(path.name) from error


def is_filled(path: Path) -> bool:
    """Whether there is a database with tables."""
    return path.exists() and path.stat().st_size > 0 and bool(rows_of(path))


def close_for_all(path: Path) -> None:
    """Make sure nobody has the database open. Raises `BackupError`."""
    try:
        with closing(sqlite3.connect(path, timeout=1)) as database:
            database.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as error:
        raise IN_USE from error

"""The database server in a backup (PostgreSQL 备份): dumped and put back by its own programs."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import DatabaseError, connection, connections

from guiju.kernel.backup.chain import chain_check, head_of
from guiju.kernel.backup.errors import damaged, failed, no_program, too_old
from guiju.kernel.history.verify import Report

_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
_VERSION = re.compile(r"\(PostgreSQL\) (\d+)")


def dump(target: Path) -> tuple[dict[str, int], tuple[int, str], list[str]]:
    """Dump in the custom format; returns rows by table, the end of the history and the digests of stored files.

    All of it is of one moment: the dump and the counts read one exported snapshot.
    """
    program = _program("pg_dump")
    with _reader() as cursor:
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        _run(program, ["--format=custom", f"--snapshot={snapshot}", f"--file={target}"], _name())
        rows, end = rows_of(cursor), head_of(cursor)
        cursor.execute("SELECT DISTINCT digest FROM files_storedfile ORDER BY digest")
        return rows, end, [row[0] for row in cursor.fetchall()]


def restore(source: Path, database: str | None = None) -> None:
    """Put a dump into a database in one transaction, in the place of what is there."""
    options = ["--single-transaction", "--clean", "--if-exists", "--no-owner", "--no-privileges", "--exit-on-error"]
    name = database or _name()
    _run(_program("pg_restore"), [*options, f"--dbname={name}", str(source)], None)


def check(source: Path, keys: set[str]) -> tuple[dict[str, int], Report] | None:
    """Put a dump into a scratch database and verify it there: rows by table, and the history.

    None where this role may not make databases; then only the dump's table of contents has been read.
    """
    _run(_program("pg_restore"), ["--list", str(source)], None)
    scratch = f"guiju_check_{secrets.token_hex(4)}"
    quoted = connection.ops.quote_name(scratch)
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {quoted} TEMPLATE template0")
    except DatabaseError:
        return None
    try:
        restore(source, scratch)
        with _other(scratch) as cursor:
            return rows_of(cursor), chain_check(cursor, keys)
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {quoted} WITH (FORCE)")


def rows_of(cursor: Any) -> dict[str, int]:
    """How many rows each table has."""
    cursor.execute(_TABLES)
    names = [row[0] for row in cursor.fetchall()]
    counted: dict[str, int] = {}
    for name in names:
        cursor.execute(f'SELECT count(*) FROM "{name}"')
        counted[name] = cursor.fetchone()[0]
    return counted


def is_filled() -> bool:
    """Whether the database has tables."""
    with connection.cursor() as cursor:
        cursor.execute(_TABLES)
        return cursor.fetchone() is not None


def _name() -> str:
    return str(connection.settings_dict["NAME"])


@contextmanager
def _reader() -> Iterator[Any]:
    """A cursor in a transaction that sees one moment."""
    own = connection.copy()
    try:
        with own.cursor() as cursor:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield cursor
            cursor.execute("ROLLBACK")
    finally:
        own.close()


@contextmanager
def _other(database: str) -> Iterator[Any]:
    """A cursor in another database of the same server."""
    own = connections["default"].copy()
    own.settings_dict = {**own.settings_dict, "NAME": database}
    try:
        with own.cursor() as cursor:
            yield cursor
    finally:
        own.close()


def _program(name: str) -> str:
    """A program of PostgreSQL, of the server's version or later. Raises `BackupError`."""
    found = [*Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), Path(shutil.which(name) or "")]
    versions = {path: version for path in found if path.name == name and (version := _version(path))}
    if not versions:
        raise no_program(name)
    best = max(versions, key=lambda path: versions[path])
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        server = int(cursor.fetchone()[0]) // 10_000
    if versions[best] < server:
        raise too_old(name, versions[best], server)
    return str(best)


def _version(program: Path) -> int:
    done = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    told = _VERSION.search(done.stdout)
    return int(told.group(1)) if told else 0


def _run(program: str, arguments: list[str], database: str | None) -> None:
    settings = connection.settings_dict
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    given = {variable: str(settings[name]) for variable, name in names.items() if settings.get(name)}
    command = [program, "--no-password", *arguments] if "--list" not in arguments else [program, *arguments]
    if database is not None:
        command.append(f"--dbname={database}")
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **given})
    if done.returncode != 0:
        if "--list" in arguments:
            raise damaged("database.pgdump")
        raise failed(Path(program).name, done.stderr.strip()[-500:])

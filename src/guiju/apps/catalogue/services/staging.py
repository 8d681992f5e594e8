"""Rows read and kept beside the catalogue until they are let in (暂存), piece by piece: nothing is read twice.

A list has a folder below `VAR/imports`, named after the file and how it is read. Each piece in it is whole or not
there; "complete" says how many there are. Whoever is killed goes on where the pieces end. Only the import sees them.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from guiju import __version__
from guiju.apps.catalogue.importing.reading import Readers, Rows, rows_of
from guiju.apps.catalogue.importing.record import Defaults, Line, Row, Table
from guiju.apps.catalogue.importing.rows import RowReader
from guiju.apps.catalogue.importing.staged import FORMAT, Piece, piece_load, piece_read, piece_write

PIECE_ROWS = 4_000
# Lists of more pieces are read by processes of their own.
ALONE = 2
READERS = 2
KEEP = timedelta(days=7)
Say = Callable[[int], None]


class Damaged(RuntimeError):
    """A piece that was kept cannot be read; its folder is gone, and the list is read anew next time."""


class Staged:
    """A list that has been read: its pieces, in order."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def count(self) -> int | None:
        """How many pieces there are; None while the list has not been read to its end."""
        try:
            return int((self._folder / "complete").read_text(encoding="ascii"))
        except (FileNotFoundError, ValueError):
            return None

    def pieces(self) -> Iterator[Piece]:
        """Every piece. Raises `Damaged`."""
        for nth in range(self.count or 0):
            piece = piece_load(self.path(nth))
            if piece is None:
                self.discard()
                raise Damaged(f"piece {nth} of {self._folder.name} is damaged")
            yield piece

    def path(self, nth: int) -> Path:
        """Where a piece is kept."""
        return self._folder / f"{nth:06d}.zst"

    def finish(self, count: int) -> None:
        """Note that the list has been read to its end."""
        beside = self._folder / f"complete.{os.getpid()}.part"
        beside.write_text(str(count), encoding="ascii")
        beside.replace(self._folder / "complete")

    def discard(self) -> None:
        """Remove it all."""
        shutil.rmtree(self._folder, ignore_errors=True)


class Reading(NamedTuple):
    """What the pieces of a list depend on: the content of its file, the format, what holds for every row, and what its
    columns mean."""

    sha256: str
    adapter: str
    defaults: Defaults
    columns: Mapping[str, str] | None

    @property
    def folder(self) -> Path:
        """Where the pieces are kept."""
        told = [
            FORMAT,
            __version__,
            self.sha256,
            self.adapter,
            str(self.defaults),
            sorted((self.columns or {}).items()),
        ]
        return root() / hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]


@contextmanager
def staging(reading: Reading) -> Iterator[Staged]:
    """The pieces of a list, held for oneself until the end of the block."""
    folder = reading.folder
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.lockf(handle, fcntl.LOCK_EX)
        folder.mkdir(parents=True, exist_ok=True)
        yield Staged(folder)
    finally:
        os.close(handle)


def rows_stage(staged: Staged, *, table: Table, reading: Reading, say: Say) -> None:
    """Read a list into its pieces, going on behind those that are there; `say` is told how many rows are done."""
    if staged.count is not None:
        return
    rows: Iterator[Row | Line] = iter(table.lines if table.lines is not None else table.rows)
    pieces = enumerate(iter(lambda: list(islice(rows, PIECE_ROWS)), []))
    first = list(islice(pieces, ALONE))
    more = list(islice(pieces, 1))
    done = count = 0

    def missing() -> Iterator[tuple[Path, Rows]]:
        nonlocal done, count
        for nth, piece in chain(first, more, pieces):
            count = nth + 1
            if staged.path(nth).exists():
                done += len(piece)
                say(done)
            else:
                yield staged.path(nth), piece

    if more:
        with Readers(min(READERS, os.cpu_count() or 1), reading.defaults, reading.columns) as readers:
            for read in readers.run(missing()):
                done += read
                say(done)
    else:
        for read in _read_here(missing(), RowReader(reading.defaults, reading.columns)):
            done += read
            say(done)
    staged.finish(count)


def _read_here(work: Iterable[tuple[Path, Rows]], reader: RowReader) -> Iterator[int]:
    for path, rows in work:
        piece_write(path, piece_read(rows_of(rows), reader))
        yield len(rows)


def staging_discard(reading: Reading) -> None:
    """Remove what was read of a list that will not be let in."""
    Staged(reading.folder).discard()


def staging_purge(*, at: datetime) -> int:
    """Remove what was read for imports that nobody went on with for `KEEP`; returns how many."""
    due = [folder for folder in root().glob("*") if folder.stat().st_mtime < (at - KEEP).timestamp()]
    for folder in due:
        shutil.rmtree(folder, ignore_errors=True)
    return len(due)


def root() -> Path:
    """Where lists are kept until they are let in."""
    return Path(settings.VAR) / "imports"

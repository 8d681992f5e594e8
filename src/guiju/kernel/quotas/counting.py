"""Counts of uses (计数), shared by the processes of one machine: a small file of its own, outside the database.

A count is worth little: it may be lost, and it must never wait for an import that writes the database. Windows are
fixed: the minute and the day in which a use falls. Knows no Django.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
from pathlib import Path
from typing import NamedTuple

log = logging.getLogger(__name__)

_TABLE = """CREATE TABLE IF NOT EXISTS used (
  subject TEXT NOT NULL, opened INTEGER NOT NULL, length INTEGER NOT NULL, uses INTEGER NOT NULL,
  PRIMARY KEY (subject, length, opened)) WITHOUT ROWID"""
_READ = "SELECT uses FROM used WHERE subject = ? AND length = ? AND opened = ?"
_ADD = """INSERT INTO used (subject, length, opened, uses) VALUES (?, ?, ?, ?)
  ON CONFLICT (subject, length, opened) DO UPDATE SET uses = uses + excluded.uses"""
_FORGET = "DELETE FROM used WHERE opened + length < ?"
_PATIENCE = 0.5
_FORGET_EVERY = 600


class Window(NamedTuple):
    """A stretch of time: when it opened (seconds), how long it is, and how many uses it allows."""

    opened: int
    length: int
    limit: int


class Count(NamedTuple):
    """A window with the uses in it, the one asked for included if it was let in."""

    window: Window
    uses: int

    @property
    def left(self) -> int:
        """How many more uses the window allows."""
        return max(0, self.window.limit - self.uses)


class Counter:
    """Counts in the file at `path`; every thread has its own connection."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._own = threading.local()
        self._forgotten = 0

    def take(self, subject: str, windows: tuple[Window, ...], cost: int, now: int) -> tuple[bool, tuple[Count, ...]]:
        """Count `cost` uses in every window if all have room; whether they had, and the counts after.

        Where the counts cannot be read or written nobody is refused.
        """
        try:
            return self._take(subject, windows, cost, now)
        except (sqlite3.Error, OSError):
            log.exception("uses cannot be counted in %s", self._path)
            self._own.__dict__.pop("connection", None)
            return True, tuple(Count(window, 0) for window in windows)

    def _take(self, subject: str, windows: tuple[Window, ...], cost: int, now: int) -> tuple[bool, tuple[Count, ...]]:
        connection = self._connection()
        connection.execute("BEGIN IMMEDIATE")
        try:
            counts = tuple(self._count(connection, subject, window) for window in windows)
            fits = all(count.uses + cost <= count.window.limit for count in counts)
            if fits:
                connection.executemany(_ADD, [(subject, w.length, w.opened, cost) for w in windows])
                counts = tuple(Count(count.window, count.uses + cost) for count in counts)
            if now - self._forgotten > _FORGET_EVERY:
                connection.execute(_FORGET, (now,))
                self._forgotten = now
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        return fits, counts

    def _count(self, connection: sqlite3.Connection, subject: str, window: Window) -> Count:
        row = connection.execute(_READ, (subject, window.length, window.opened)).fetchone()
        return Count(window, row[0] if row else 0)

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._own, "connection", None)
        if connection is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self._path, timeout=_PATIENCE, isolation_level=None)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=OFF")
            connection.execute(_TABLE)
            self._own.connection = connection
        return connection

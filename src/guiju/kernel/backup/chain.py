"""The history chain of a database that is not ours (备份中的历史链), read row by row with its own cursor."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from guiju.kernel.history.canonical import moment_text
from guiju.kernel.history.chain import Attachment, Link, Statement
from guiju.kernel.history.signing import Signature
from guiju.kernel.history.verify import Report, verify

_LINKS = f"""SELECT {", ".join(f"e.{name}" for name in Link._fields)}, p.event_id, p.salt, p.canonical, p.erased_at
  FROM history_event e LEFT JOIN history_payload p ON p.event_id = e.sequence
  WHERE e.sequence > {{last}} ORDER BY e.sequence LIMIT {{piece}}"""
_STATEMENTS = "SELECT sequence, digest, at, algorithm, key_id, public_key, signature FROM history_checkpoint"
_HEAD = "SELECT sequence, digest FROM history_head WHERE id = 1"
_PIECE = 2_000


def chain_check(cursor: Any, keys: set[str]) -> Report:
    """Verify the chain that a DB-API cursor reads; checkpoints must be signed with one of the keys."""
    cursor.execute(_STATEMENTS)
    statements = [
        Statement(row[0], row[1], _moment(row[2]), Signature(row[3], row[4], row[5], row[6]))
        for row in cursor.fetchall()
    ]
    return verify(_entries(cursor), statements, trusted_keys=keys, head=head_of(cursor) or None)


def head_of(cursor: Any) -> tuple[int, str]:
    """Sequence and digest of the end of the chain."""
    cursor.execute(_HEAD)
    row = cursor.fetchone()
    return (row[0], row[1]) if row else (0, "")


def _entries(cursor: Any) -> Iterator[tuple[Link, Attachment | None]]:
    width, last = len(Link._fields), 0
    while rows := _piece(cursor, last):
        for row in rows:
            link = Link(*row[:width])._replace(at=_moment(row[1]))
            event, salt, text, erased_at = row[width:]
            yield link, Attachment(salt, text, erased_at is not None) if event is not None else None
        last = rows[-1][0]


def _piece(cursor: Any, last: int) -> list[Any]:
    cursor.execute(_LINKS.format(last=int(last), piece=_PIECE))
    return list(cursor.fetchall())


def _moment(value: datetime | str) -> str:
    """A moment as the database gives it: SQLite as text in UTC."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment_text(moment if moment.tzinfo else moment.replace(tzinfo=UTC))

"""What a backup says of itself (备份清单). Knows no Django."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from guiju.kernel.backup.errors import damaged

FORMAT = "guiju-backup-1"
NAME = "manifest.json"
SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
DATABASE = {SQLITE: "database.sqlite3.zst", POSTGRESQL: "database.pgdump"}
SECRET, KEYS, FILES = "secret.key", "keys", "files"
LARGEST = 64 * 1024 * 1024


@dataclass(slots=True)
class Manifest:
    """A backup's contents: `parts` by name with SHA-256, `files` by digest, rows by table, the end of the history.

    `gone` counts stored files that reached their day while the backup was made.
    """

    made_at: str
    program: str
    database: str
    rows: dict[str, int] = field(default_factory=dict)
    sequence: int = 0
    digest: str = ""
    parts: dict[str, str] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    gone: int = 0

    def text(self) -> bytes:
        """As it stands in the backup."""
        return json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False, indent=1).encode()


def manifest_read(data: bytes) -> Manifest:
    """The manifest in its text. Raises `BackupError`."""
    try:
        values: dict[str, Any] = json.loads(data)
        if values.pop("format") != FORMAT:
            raise ValueError
        manifest = Manifest(**values)
        if manifest.database not in DATABASE or DATABASE[manifest.database] not in manifest.parts:
            raise ValueError
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise damaged(NAME) from error
    return manifest


def digest_of(source: Path | IO[bytes]) -> str:
    """SHA-256 of a file or stream, in hexadecimal."""
    if isinstance(source, Path):
        with source.open("rb") as stream:
            return digest_of(stream)
    digest = hashlib.sha256()
    while piece := source.read(1 << 20):
        digest.update(piece)
    return digest.hexdigest()

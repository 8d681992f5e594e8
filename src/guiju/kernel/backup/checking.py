"""Opening a backup (核验备份): unpacked aside, every part against the manifest, the database by its own check."""

from __future__ import annotations

import tarfile
from pathlib import Path
from typing import NamedTuple

from cryptography.hazmat.primitives.serialization import load_pem_private_key

from guiju.kernel.backup import embedded, server
from guiju.kernel.backup.errors import damaged
from guiju.kernel.backup.manifest import (
    DATABASE,
    FILES,
    KEYS,
    LARGEST,
    NAME,
    POSTGRESQL,
    SECRET,
    Manifest,
    digest_of,
    manifest_read,
)
from guiju.kernel.history.signing import key_id
from guiju.kernel.history.verify import Report

_COPY = 1 << 20
_KEY = f"{KEYS}/ed25519.pem"


class Opened(NamedTuple):
    """A backup that holds: what it says of itself, where it was unpacked, and its history.

    `history` is None where PostgreSQL let no scratch database be made, so that only the digests were checked.
    """

    manifest: Manifest
    folder: Path
    history: Report | None


def backup_open(path: Path, folder: Path) -> Opened:
    """Unpack a backup into an empty folder and check all of it. Raises `BackupError`."""
    manifest = _unpack(path, folder)
    for name, digest in manifest.parts.items():
        if not (folder / name).is_file() or digest_of(folder / name) != digest:
            raise damaged(name)
    for digest in manifest.files:
        if not (folder / FILES / digest).is_file() or digest_of(folder / FILES / digest) != digest:
            raise damaged(f"{FILES}/{digest}")
    return Opened(manifest, folder, _database(manifest, folder))


def _database(manifest: Manifest, folder: Path) -> Report | None:
    packed, keys = folder / DATABASE[manifest.database], _keys(folder)
    if manifest.database == POSTGRESQL:
        found = server.check(packed, keys)
        if found is None:
            return None
        rows, history = found
    else:
        plain = folder / "guiju.sqlite3"
        embedded.unpack(packed, plain)
        history, rows = embedded.check(plain, keys), embedded.rows_of(plain)
    if rows != manifest.rows:
        raise damaged("rows")
    if not history.ok or (history.events, history.last_digest) != (
        manifest.sequence,
        manifest.digest or history.last_digest,
    ):
        raise damaged("history")
    return history


def _keys(folder: Path) -> set[str]:
    path = folder / _KEY
    if not path.is_file():
        return set()
    try:
        private = load_pem_private_key(path.read_bytes(), password=None)
    except ValueError as error:
        raise damaged(_KEY) from error
    return {key_id(private.public_key().public_bytes_raw())}  # type: ignore[union-attr]


def _unpack(path: Path, folder: Path) -> Manifest:
    """Write the members that a backup may have, and nothing else, below the folder."""
    manifest: Manifest | None = None
    try:
        with tarfile.open(path, "r:") as tar:
            for member in tar:
                if not member.isfile() or not _is_known(member.name):
                    raise damaged(member.name)
                content = tar.extractfile(member)
                assert content is not None  # it is a regular file
                if member.name == NAME:
                    manifest = manifest_read(content.read(LARGEST))
                    continue
                target = folder / member.name
                target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                with target.open("wb") as out:
                    while piece := content.read(_COPY):
                        out.write(piece)
                target.chmod(0o600)
    except (tarfile.TarError, EOFError) as error:
        raise damaged(path.name) from error
    if manifest is None:
        raise damaged(NAME)
    return manifest


def _is_known(name: str) -> bool:
    head, _, rest = name.partition("/")
    if not rest:
        return name in {NAME, SECRET, *DATABASE.values()}
    if head == KEYS:
        return "/" not in rest and not rest.startswith(".")
    return head == FILES and len(rest) == 64 and all(letter in "0123456789abcdef" for letter in rest)

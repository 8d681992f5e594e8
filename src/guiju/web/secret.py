"""The installation's own secret (部署密钥), made once and kept in its data folder."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def installation_secret(var: Path) -> str:
    """The secret from `GUIJU_SECRET_KEY`, or the one in `var/secret.key`, made there when missing (mode 600)."""
    given = os.environ.get("GUIJU_SECRET_KEY")
    if given:
        return given
    path = var / "secret.key"
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        var.mkdir(parents=True, exist_ok=True)
    fresh = secrets.token_urlsafe(48)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(fresh)
    return fresh

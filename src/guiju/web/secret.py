"""The installation's own secret (部署密钥), made once and kept in its data folder."""

from __future__ import annotations

import os
import secrets
import tempfile
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
    handle, whole = tempfile.mkstemp(dir=var, prefix="secret.")
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
        os.link(whole, path)
    except FileExistsError:
        pass  # another process was first: its secret is the secret
    finally:
        Path(whole).unlink()
    return path.read_text(encoding="ascii").strip()

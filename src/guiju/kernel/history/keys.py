"""The signing key of this installation (签名密钥)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings

from guiju.kernel.history.signing import Signer, signer_at


def key_path() -> Path:
    """Where the private key lies: `var/keys/ed25519.pem`, mode 600."""
    return Path(settings.VAR) / "keys" / "ed25519.pem"


@cache
def installation_signer() -> Signer:
    """The signer of this installation; its key is made on first use."""
    return signer_at(key_path())

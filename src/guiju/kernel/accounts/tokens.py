"""Secret links (私人链接): whoever holds the token may see one thing; only its digest is stored."""

from __future__ import annotations

import hashlib
import hmac


def token_digest(token: str) -> str:
    """What is stored of a token: its SHA-256 in hex, or nothing for no token."""
    return hashlib.sha256(token.encode()).hexdigest() if token else ""


def token_opens(token: str, stored_digest: str) -> bool:
    """Whether this is the token of that digest; no token opens nothing."""
    return bool(token and stored_digest) and hmac.compare_digest(token_digest(token), stored_digest)

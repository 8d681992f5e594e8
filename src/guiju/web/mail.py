"""Mail settings (邮件) from one address."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

_TIMEOUT = 15


def mail_settings(url: str) -> dict[str, Any]:
    """Django's settings for `smtp://user:password@host:port`; `smtps://` for TLS from the start, `smtp+tls://` for
    STARTTLS."""
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps", "smtp+tls") or not parts.hostname:
        raise ValueError("GUIJU_MAIL_URL is smtp://, smtp+tls:// or smtps://, user:password@host:port")
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or {"smtp": 25, "smtp+tls": 587, "smtps": 465}[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": _TIMEOUT,
    }

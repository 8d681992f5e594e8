"""Settings of OpenID Connect (统一身份认证), as django-allauth wants them."""

from __future__ import annotations

import hashlib
from typing import Any


def provider_id(issuer: str) -> str:
    """The name links are kept under: another issuer is another provider, whose subjects are other people."""
    return "oidc-" + hashlib.sha256(issuer.encode()).hexdigest()[:12]


def provider_settings(issuer: str, *, client_id: str, secret: str) -> dict[str, Any]:
    """One provider, or none without an issuer; with PKCE."""
    if not issuer:
        return {}
    app = {
        "provider_id": provider_id(issuer),
        "name": "OpenID Connect",
        "client_id": client_id,
        "secret": secret,
        "settings": {"server_url": issuer.rstrip("/"), "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app]}}

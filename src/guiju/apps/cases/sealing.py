"""Personal data sealed with a key of the installation (密封): the database alone does not tell it."""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def seal(text: str) -> bytes:
    """The text, unreadable without the installation's secret."""
    return _box().encrypt(text.encode())


def unseal(sealed: bytes) -> str:
    """What was sealed. Raises `cryptography.fernet.InvalidToken` when the secret is another."""
    return _box().decrypt(sealed).decode()


def _box() -> Fernet:
    derived = HKDF(SHA256(), 32, salt=None, info=b"guiju.cases.contact").derive(str(settings.SECRET_KEY).encode())
    return Fernet(base64.urlsafe_b64encode(derived))

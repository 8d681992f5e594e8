"""Secrets of second factors are stored sealed (加密保存), with a key that follows from the installation's secret."""

from __future__ import annotations

import base64
import hashlib
import hmac

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings


class SealingAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """What django-allauth asks before it stores a secret and after it reads one."""

    def encrypt(self, text: str) -> str:
        """Seal a secret."""
        return _box().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """Open a sealed secret."""
        return _box().decrypt(encrypted_text.encode()).decode()


def _box() -> Fernet:
    key = hmac.digest(str(settings.SECRET_KEY).encode(), b"guiju second factor", hashlib.sha256)
    return Fernet(base64.urlsafe_b64encode(key))

"""Table of API keys (接口密钥)."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models

from guiju.kernel.api.scopes import DEFAULT


def default_scopes() -> list[str]:
    """Reading only."""
    return list(DEFAULT)


class ApiKey(models.Model):
    """A key a person's programs use (接口密钥). Only its SHA-256 is stored; `prefix` is the part that may be shown.

    It opens what its holder may do, as far as `scopes` reach, until `expires_at` or until it is revoked.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_keys")
    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=default_scopes)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.prefix}… {self.name}"

    def is_open(self, now: datetime) -> bool:
        """Whether it still opens anything."""
        return self.revoked_at is None and now < self.expires_at and self.user.is_active

"""Table of stored files (文件); their bytes lie under `settings.FILES_ROOT`, named by content."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class StoredFile(models.Model):
    """One stored file (文件): a name for some content. Several may share one content (`digest`, SHA-256 in hex).

    Who may read it: `owner`, or whoever holds the token whose SHA-256 is `token_digest`; nobody else.
    """

    digest = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100)
    purpose = models.CharField(max_length=100)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="files")
    token_digest = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, db_index=True)

    def __str__(self) -> str:
        return self.name

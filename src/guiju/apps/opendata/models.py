"""Tables of the dumps (数据包): one is made, then seen, whole."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from guiju.kernel.files.models import StoredFile


class Dump(models.Model):
    """All that may be passed on of the catalogue (数据包), as it was at `sequence` of the history.

    `manifest` names every file with size and SHA-256, the sources with their licences, and is signed.
    """

    made_at = models.DateTimeField()
    snapshot = models.CharField(max_length=40)
    sequence = models.PositiveBigIntegerField()
    records = models.PositiveIntegerField()
    manifest = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar[list[str]] = ["-pk"]

    def __str__(self) -> str:
        return f"{self.snapshot} ({self.records})"


class DumpFile(models.Model):
    """One file of a dump."""

    dump = models.ForeignKey(Dump, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=100)
    media_type = models.CharField(max_length=60)
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dump", "name"], name="opendata_file_name")]

"""Imports and what they remember (导入批次与列对应)."""

from __future__ import annotations

from django.db import models


class ImportBatch(models.Model):
    """One file taken into the catalogue (导入批次): which file, with which columns, and what came of it."""

    name = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64, db_index=True)
    adapter = models.CharField(max_length=20)
    columns = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    actor = models.CharField(max_length=100)
    applied_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class ImportMapping(models.Model):
    """The columns a person confirmed for a header seen before (记住的列对应); `signature` is a digest of the header."""

    signature = models.CharField(max_length=64, unique=True)
    header = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    confirmed_by = models.CharField(max_length=100)
    confirmed_at = models.DateTimeField()


class CatalogueState(models.Model):
    """What the catalogue is as a whole (快照): one row, moved on by every verb that changes it.

    `revision` names the snapshot a check was made on; `newest_source_date` is the latest day a source was read.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    revision = models.PositiveBigIntegerField(default=0)
    editions = models.PositiveIntegerField(default=0)
    newest_source_date = models.DateField(null=True)
    changed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="catalogue_one_state")]

    @property
    def name(self) -> str:
        """What people and reports quote: "r12" is the twelfth revision."""
        return f"r{self.revision}"

"""Schemes of assessment an office keeps (本单位的考核方案): every version as it was saved, none ever changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.models import User


class KeptScheme(models.Model):
    """One version of a scheme (方案的一版). `code` stays the same over its versions; `text` is its declaration,
    with the comments it was uploaded with. `title` and `assessed` are of that text, for lists."""

    office = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    assessed = models.CharField(max_length=10)
    text = models.TextField()
    saved_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "code", "version"], name="ledger_scheme_version"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def organisation_id(self) -> int:
        """The office that keeps it, for rules."""
        return self.office_id

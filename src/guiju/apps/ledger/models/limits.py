"""Limits an office sets for itself (本单位的时限): a number and what it rests on, in place of the rule of the house."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.models import User


class OfficeLimit(models.Model):
    """One number an office set (时限设定); `name` is one of `limits.LIMITS`, `source` the rule it comes from (依据)."""

    office = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=20)
    number = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=500)
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "name"], name="ledger_limit_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.number}"

    @property
    def organisation_id(self) -> int:
        """The office whose it is, for rules."""
        return self.office_id

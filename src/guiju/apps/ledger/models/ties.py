"""Measures a person has refused for a target (不用的指标)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from guiju.apps.ledger.models.targets import Target
from guiju.kernel.accounts.models import User


class TieRefusal(models.Model):
    """A measure that does not count a target, as a person said, and why (不采用): it is not suggested again."""

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="refusals")
    measure = models.CharField(max_length=60)
    reason = models.CharField(max_length=500, blank=True)
    refused_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    refused_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["target", "measure"], name="ledger_refused_once"),
        ]

    def __str__(self) -> str:
        return self.measure

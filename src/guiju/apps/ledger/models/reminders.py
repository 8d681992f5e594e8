"""Reminders that were given (已发提醒), and who of the leading group is told (领导小组联络员)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from guiju.apps.ledger.models.rounds import Filing
from guiju.apps.ledger.models.tasks import Task
from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.models import User


class Reminded(models.Model):
    """A reminder of a level that was given for a task or a report and its day (提醒记录): it is never given again."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, null=True, related_name="+")
    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, null=True, related_name="+")
    level = models.CharField(max_length=40)
    day = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "level", "day"], name="ledger_reminded_task"),
            models.UniqueConstraint(fields=["filing", "level", "day"], name="ledger_reminded_filing"),
        ]


class Liaison(models.Model):
    """Somebody of the leading group who is told of what is long late in an office's ledger (联络员)."""

    office = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["office", "user"], name="ledger_liaison_once")]

    @property
    def organisation_id(self) -> int:
        """The office whose ledger it is, for rules."""
        return self.office_id

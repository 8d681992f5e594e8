"""Reminders that were given (已发提醒), and who of the leading group is told (领导小组联络员)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from guiju.apps.ledger.models.rounds import Filing
from guiju.apps.ledger.models.targets import Target
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


class PaceAlarm(models.Model):
    """A target that fell behind its pace (落后提醒): told once, until it has caught up or is over (`ended_at`). `done`
    and `expected` are the numbers of the day it was told."""

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="alarms")
    done = models.DecimalField(max_digits=24, decimal_places=6)
    expected = models.DecimalField(max_digits=24, decimal_places=6)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["target"], condition=models.Q(ended_at=None), name="ledger_pace_alarm_once"
            ),
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

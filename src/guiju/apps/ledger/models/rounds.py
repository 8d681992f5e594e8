"""Reporting rounds (填报批次): the office asks, participants report to the lead, the lead to the office."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from guiju.apps.ledger.models.policies import Policy
from guiju.apps.ledger.models.progress import Progress
from guiju.apps.ledger.models.tasks import Task
from guiju.apps.parties.models import Organisation
from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.models import User


class Round(models.Model):
    """A round (批次): bodies of tasks of these policies report until `due`, their participants until `parts_due`.

    Late is whatever comes after the day; it is taken all the same until `closed_at`.
    """

    office = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    policies = models.ManyToManyField(Policy, related_name="rounds")
    parts_due = models.DateField()
    due = models.DateField()
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["office", "closed_at", "due"], name="ledger_round_office")]

    def __str__(self) -> str:
        return self.title

    @property
    def organisation_id(self) -> int:
        """The office whose it is, for rules."""
        return self.office_id


class Filing(models.Model):
    """What one body reports of one task in a round (填报项).

    Where it stands follows from its days: nothing yet, reported, returned (`returned_at` after that), accepted.
    A participant's is accepted by the lead, a lead's by the office. `first_at` is when it was first reported: lateness
    is told from it. `progress` is what was said last. `revision` counts changes: of two people in one, one is told.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="filings")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="filings")
    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=11)
    due = models.DateField()
    progress = models.ForeignKey(Progress, on_delete=models.PROTECT, null=True, related_name="filings")
    first_at = models.DateTimeField(null=True)
    reported_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    chased_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "task", "body"], name="ledger_filing_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["body", "accepted_at", "due"], name="ledger_filing_body"),
            models.Index(fields=["round", "accepted_at", "due"], name="ledger_filing_round"),
        ]

    @property
    def organisation_id(self) -> int:
        """The office whose round it is, for rules."""
        return self.round.office_id


class FilingStep(models.Model):
    """One thing that was done to it (经过): reported, returned, accepted, chased; `reason` says why it was returned."""

    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="steps")
    deed = models.CharField(max_length=10)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField(blank=True)
    progress = models.ForeignKey(Progress, on_delete=models.PROTECT, null=True, related_name="+")

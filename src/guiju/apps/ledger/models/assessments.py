"""Assessments (考核): a scheme applied to bodies for a period, what they report, what was announced."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from guiju.apps.parties.models import Organisation
from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.models import User
from guiju.kernel.files.models import StoredFile


class Assessment(models.Model):
    """One assessment by an office (一次考核). `scheme` is the text of its declaration: an assessment keeps the scheme
    it was opened with. Bodies report until `reports_due`; appeals are taken until `appeals_until`."""

    office = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    scheme = models.TextField()
    reports_due = models.DateField()
    appeals_until = models.DateField(null=True)
    fictitious = models.BooleanField(default=False)
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.title

    @property
    def organisation_id(self) -> int:
        """The office that assesses, for rules."""
        return self.office_id


class Assessed(models.Model):
    """A body that is assessed (被考核单位、地区)."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="assessed")
    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessment", "body"], name="ledger_assessed_once"),
        ]

    def __str__(self) -> str:
        return str(self.body)

    @property
    def organisation_id(self) -> int:
        """The office that assesses it, for rules."""
        return self.assessment.office_id


class AssessedValue(models.Model):
    """What a body says of itself for an indicator (自评), and what another person found (复核).

    `number` is what counts once checked: the checker may put another in its place and says why in `answer`; what the
    body said stays in `reported`. `revision` counts changes, so that of two people who change it one is told.
    """

    assessed = models.ForeignKey(Assessed, on_delete=models.PROTECT, related_name="values")
    indicator = models.CharField(max_length=40)
    reported = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    evidence = models.TextField(blank=True)
    reported_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    reported_at = models.DateTimeField(null=True)
    number = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    answer = models.TextField(blank=True)
    checked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessed", "indicator"], name="ledger_value_once"),
        ]


class ValueFile(models.Model):
    """A file that bears a value out (佐证材料); its content is named by `stored.digest`."""

    value = models.ForeignKey(AssessedValue, on_delete=models.PROTECT, related_name="files")
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)


class Evaluator(models.Model):
    """A third party let in to read and check (第三方评估人员), from a day to a day."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="evaluators")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessment", "user"], name="ledger_evaluator_once"),
        ]


class Appeal(models.Model):
    """An objection of a body to one of its points (申诉), and the answer. `number`: what counts instead, if upheld."""

    assessed = models.ForeignKey(Assessed, on_delete=models.PROTECT, related_name="appeals")
    indicator = models.CharField(max_length=40)
    text = models.TextField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    upheld = models.BooleanField(null=True)
    number = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)


class Announcement(models.Model):
    """The result as it was announced (公布结果): every value, its points and working, the order; never changed. A later
    one, after appeals, has the next version. `digest`: SHA-256 of its canonical JSON (RFC 8785)."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="announcements")
    version = models.PositiveSmallIntegerField()
    result = models.JSONField()
    digest = models.CharField(max_length=64)
    announced_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    announced_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessment", "version"], name="ledger_announcement_version"),
        ]

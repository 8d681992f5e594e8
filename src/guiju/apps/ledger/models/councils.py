"""Leading groups and joint conferences (领导小组、联席会议): who sits in them, when they meet, what they decide."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from guiju.apps.ledger.models.tasks import Task
from guiju.apps.parties.models import Organisation
from guiju.kernel.accounts.models import Organisation as Account


class Council(models.Model):
    """A body of many bodies (协调机构) that an office runs: a leading group, a joint conference, or joint work between
    a ministry and a province or between cities. `basis` is the document that set it up."""

    office = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    basis = models.CharField(max_length=500, blank=True)
    duties = models.TextField(blank=True)
    founded_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    fictitious = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["office", "name"], name="ledger_council_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def organisation_id(self) -> int:
        """The office that runs it, for rules."""
        return self.office_id


class Seat(models.Model):
    """A place in it (成员): a body, the role, who fills it in which post; both days included.

    Who fills it is personal data: seen by those signed in who may see the council, never by the public.
    """

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="seats")
    role = models.CharField(max_length=20)
    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.CharField(max_length=100, blank=True)
    post = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)


class Meeting(models.Model):
    """A meeting (会议). Before its day it is convened; its minutes are there once they were written."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="meetings")
    title = models.CharField(max_length=200)
    held_on = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    agenda = models.TextField(blank=True)
    minutes = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.title

    @property
    def organisation_id(self) -> int:
        """The office that runs the council, for rules."""
        return self.council.office_id


class Decision(models.Model):
    """What a meeting decided (议定事项). `task`: the task of the ledger it became."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    task = models.OneToOneField(Task, on_delete=models.PROTECT, null=True, related_name="decision")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["meeting", "number"], name="ledger_decision_number")]

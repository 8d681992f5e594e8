"""Tasks of policies, and who answers for them (工作任务与责任单位)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from guiju.apps.ledger.models.policies import Policy
from guiju.apps.parties.models import Organisation
from guiju.kernel.accounts.models import Organisation as Account

STANDS = ("granted", "due", "done_at", "closed_at", "begun_at")
"""The days from which follows where a task stands; an index holds them, so that lists count without the texts."""


class Task(models.Model):
    """One thing a policy orders (任务), as read and corrected.

    `code` is the reader's id within the policy, or m1, m2 … for what a person added; it stays when a newer version is
    compared. `start`, `end` span it in the policy's clean text (0, 0 for an added one). `heading` are the headings
    above it, " / " between. `due` is a day, null where only `due_words` say when; `every` is year, half-year, quarter,
    month or ongoing. `parent`: the task of which this is the part of a town, a street or a decision (子台账).
    `split_from`: the task as it was read of which a person made this one too (拆分).
    `keeper` keeps such a part, or a task of a ledger kept together, in place of the policy's office. `checked_at`: a
    person has looked at how it was read. `removed_at`: taken out as no task, kept.

    Days its reports and answers leave here: `begun_at` the first report, `share` the percentage its lead said last,
    `done_at` when that was all of it, `granted` the day it was put off to (延期), `closed_at` done and checked (销号).
    Where a task stands follows from them on a day (`standing.py`), never stored.
    """

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="tasks")
    keeper = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="parts")
    split_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="split_into")
    place = models.PositiveIntegerField()
    code = models.CharField(max_length=40)
    number = models.CharField(max_length=40, blank=True)
    heading = models.CharField(max_length=500, blank=True)
    title = models.CharField(max_length=300)
    text = models.TextField()
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    phrase = models.TextField(blank=True)
    all_members = models.BooleanField(default=False)
    local_governments = models.BooleanField(default=False)
    due = models.DateField(null=True, db_index=True)
    due_words = models.CharField(max_length=300, blank=True)
    every = models.CharField(max_length=10, blank=True)
    revision = models.PositiveIntegerField(default=1)
    checked_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    begun_at = models.DateTimeField(null=True)
    share = models.PositiveSmallIntegerField(null=True)
    done_at = models.DateTimeField(null=True)
    granted = models.DateField(null=True, db_index=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["policy", "code"], name="ledger_task_code"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["policy", "removed_at", "place"], name="ledger_task_order"),
            models.Index(fields=["removed_at", "policy", *STANDS], name="ledger_task_stands"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def organisation_id(self) -> int:
        """Who keeps it, for rules: the office, or of a part whoever made it."""
        return self.keeper_id or self.policy.office_id


class TaskBody(models.Model):
    """A body that answers for a task (责任单位): `part` is lead (牵头) or participant (参加).

    `written` is its name as the policy prints it; `body` the organisation it was found to be, null until known.
    """

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="bodies", db_index=False)
    part = models.CharField(max_length=11)
    place = models.PositiveSmallIntegerField()
    written = models.CharField(max_length=200)
    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "written"], name="ledger_body_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["task", "body"], name="ledger_body_of_task"),
            models.Index(fields=["body", "part", "task"], name="ledger_body_tasks"),
            models.Index(fields=["written"], name="ledger_body_written"),
        ]


class BodyName(models.Model):
    """What an office's policies call an organisation (简称): settled once, used for every later policy.

    `folded` is what spellings of the name have in common.
    """

    office = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    folded = models.CharField(max_length=200)
    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "folded"], name="ledger_body_name"),
        ]

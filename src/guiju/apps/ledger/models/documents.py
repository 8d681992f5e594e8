"""Documents a policy orders to be issued (要求出台的文件)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from guiju.apps.ledger.models.policies import Policy
from guiju.apps.ledger.models.tasks import Task


class RequiredDocument(models.Model):
    """A plan, an opinion, measures that a policy orders to be issued (配套文件).

    `kind` is what its name ends in (方案、意见、办法、规划 …). It is issued when `issued_on` is known; `number` and
    `link` say where it is.
    """

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="required_documents")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, null=True, related_name="required_documents")
    place = models.PositiveIntegerField()
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=40, blank=True)
    text = models.TextField(blank=True)
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    due = models.DateField(null=True)
    due_words = models.CharField(max_length=100, blank=True)
    number = models.CharField(max_length=100, blank=True)
    issued_on = models.DateField(null=True)
    link = models.URLField(max_length=500, blank=True)
    note = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["policy", "code"], name="ledger_document_code"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def organisation_id(self) -> int:
        """The office that keeps it, for rules."""
        return self.policy.office_id

"""Policies taken into the ledger (纳入台账的政策)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.models import User


class Policy(models.Model):
    """A policy of which a ledger is kept (政策), as it was read and corrected.

    `office` keeps the ledger (台账主管单位). Until `confirmed_at` it is being reviewed: only its office sees it and
    nothing counts. `published_at`: its page is public since (信息公开审查). A newer version of the same policy names
    the older in `replaces`. `clean_text` is what offsets of tasks and targets count in; `reading` is Policy JSON as
    the reader gave it (`guiju.domain.policy.reading`), never changed afterwards. `issued` is a date as precise as it
    is known (2021, 2021-06, 2021-06-18). `compared` is the comparison with the older version as it stood when this one
    was confirmed. `settled` lists the places of `reading["doubts"]` a person has settled.
    """

    office = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    number = models.CharField(max_length=100, blank=True)
    issuers = models.CharField(max_length=500, blank=True)
    level = models.CharField(max_length=10, blank=True)
    region = models.CharField(max_length=6, blank=True, db_index=True)
    issued = models.CharField(max_length=10, blank=True)
    starts = models.PositiveSmallIntegerField(null=True)
    ends = models.PositiveSmallIntegerField(null=True)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    fictitious = models.BooleanField(default=False)
    provenance = models.CharField(max_length=500, blank=True)
    digest = models.CharField(max_length=64)
    file_name = models.CharField(max_length=255, blank=True)
    found_text = models.TextField()
    clean_text = models.TextField()
    reading = models.JSONField()
    settled = models.JSONField(default=list)
    compared = models.JSONField(null=True)
    revision = models.PositiveIntegerField(default=1)
    read_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    read_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, db_index=True)
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["office", "digest"],
                condition=models.Q(withdrawn_at=None),
                name="ledger_policy_once",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["issued", "id"], name="ledger_policy_order")]

    def __str__(self) -> str:
        return self.title

    @property
    def organisation_id(self) -> int:
        """Whose it is, for rules."""
        return self.office_id

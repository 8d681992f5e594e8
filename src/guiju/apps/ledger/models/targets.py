"""Targets of policies, and the measures that count them (目标与指标)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from guiju.apps.ledger.models.policies import Policy
from guiju.apps.ledger.models.tasks import Task
from guiju.kernel.accounts.models import User


class Target(models.Model):
    """One number or dated state a policy promises (目标), as read and corrected; fields as in `domain.policy.targets`.

    `from_value` is what the policy says it was before (由 X 提高到), in the target's own unit.
    `due` is the last day of what `due_words` say (2025 is 2025-12-31). `measure` is the code of the measure that counts
    it (指标), "" while none is tied; `part` narrows it to one value it can be split by (`level=city`), "" for all.
    `base` is what stood before counting began, for what is newly added; counted from `counted_from`.
    `why` says why this measure counts it, or while none is tied, why nothing does yet (还不能计量，因为…); `why_en` the
    same in English where somebody wrote it.
    `duplicate_of`: the same promise said again elsewhere in the policy. `checked_at`: a person has looked at how it was
    read.
    Measures a person refused for it are its `refusals`.
    """

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="targets")
    tasks = models.ManyToManyField(Task, related_name="targets")
    place = models.PositiveIntegerField()
    code = models.CharField(max_length=40)
    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=300)
    text = models.TextField()
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    value_to = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    from_value = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    unit = models.CharField(max_length=40, blank=True)
    comparator = models.CharField(max_length=5, blank=True)
    cumulative = models.BooleanField(default=False)
    incremental = models.BooleanField(default=False)
    per = models.CharField(max_length=20, blank=True)
    due = models.DateField(null=True, db_index=True)
    due_words = models.CharField(max_length=100, blank=True)
    duplicate_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="duplicates")
    measure = models.CharField(max_length=60, blank=True, db_index=True)
    part = models.CharField(max_length=200, blank=True)
    base = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    counted_from = models.DateField(null=True)
    why = models.CharField(max_length=500, blank=True)
    why_en = models.CharField(max_length=500, blank=True)
    tied_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    tied_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)
    checked_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["policy", "code"], name="ledger_target_code"),
        ]
        indexes: ClassVar = [models.Index(fields=["policy", "removed_at", "place"], name="ledger_target_order")]

    def __str__(self) -> str:
        return self.name

    @property
    def organisation_id(self) -> int:
        """The office that keeps it, for rules."""
        return self.policy.office_id

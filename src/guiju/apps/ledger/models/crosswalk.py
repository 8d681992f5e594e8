"""Which task carries out which item of a higher policy (上下级对应), as people settled it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from guiju.apps.ledger.models.tasks import Task
from guiju.kernel.accounts.models import User


class TaskPair(models.Model):
    """A task of one policy and an item of a policy above it (对应): `carries` says whether it carries it out.

    A pair that was refused is kept, so that it is not suggested again. What nobody has settled has no row.
    """

    above = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="pairs_below")
    below = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="pairs_above")
    carries = models.BooleanField()
    reason = models.CharField(max_length=500, blank=True)
    settled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["below", "above"], name="ledger_pair_once"),
        ]

    def __str__(self) -> str:
        return f"{self.below_id} → {self.above_id}"

"""Which task carries out which item of a higher policy (上下级对应), as people settled it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from guiju.apps.ledger.models.policies import Policy
from guiju.apps.ledger.models.tasks import Task
from guiju.kernel.accounts.models import User
from guiju.kernel.jobs.models import Job


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


class SuggestedPairs(models.Model):
    """What was suggested between two policies (对应建议的留存): no facts, made anew when their tasks change.

    `digest` tells the words of the tasks it was made of, empty until it is made; `pairs` are
    `[below, above, likely]` in the order of the lower policy, whether settled or not, and `reasons` has a line for each
    with tabs between, which is read many times faster than JSON. `job` makes it, or made it last, where there is much
    to compare.
    """

    above = models.ForeignKey(Policy, on_delete=models.CASCADE, related_name="+")
    below = models.ForeignKey(Policy, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, blank=True)
    pairs = models.JSONField(default=list)
    reasons = models.TextField(blank=True)
    made_at = models.DateTimeField(null=True)
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["below", "above"], name="ledger_suggested_once"),
        ]

    def __str__(self) -> str:
        return f"{self.below_id} → {self.above_id}"

"""Offices that keep the ledger of a policy together (协同台账): between ministry and province, or between cities."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from guiju.apps.ledger.models.policies import Policy
from guiju.apps.parties.models import Organisation
from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.models import User


class JointOffice(models.Model):
    """An office that the office of a policy invited to keep its tasks together (协同单位).

    Invited until `joined_at` or `ended_at`; together from `joined_at` to `ended_at`. An invitation that ended without
    joining was declined, or taken back. Rows are never deleted: whoever comes again gets another one.
    """

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="joint")
    office = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=500, blank=True)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    invited_at = models.DateTimeField()
    joined_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    joined_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    because = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["policy", "office"], condition=models.Q(ended_at=None), name="ledger_joint_once"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["office", "ended_at"], name="ledger_joint_office")]

    @property
    def organisation_id(self) -> int:
        """The office that was invited, for rules."""
        return self.office_id

    @property
    def state(self) -> str:
        """invited, together, declined (never joined) or left."""
        if self.ended_at is None:
            return "together" if self.joined_at else "invited"
        return "left" if self.joined_at else "declined"

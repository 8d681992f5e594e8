"""Experts (专家): only what drawing and asking them needs. Addresses and telephone numbers are not kept here."""

from __future__ import annotations

from django.db import models

from guiju.apps.parties.models.organisations import Organisation
from guiju.kernel.accounts.models import User


class Expert(models.Model):
    """A person who can be asked for judgement (专家).

    `user` is the account, where there is one. `consented_on`: when the person agreed to be listed
    (本人同意). `resting_until`: not to be drawn before that day. Once erased the name is empty and the
    row remains, since draws that were published refer to it by number.
    """

    name = models.CharField(max_length=100, blank=True)
    employer = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="experts")
    user = models.OneToOneField(User, on_delete=models.PROTECT, null=True, related_name="+")
    consented_on = models.DateField(null=True)
    resting_until = models.DateField(null=True)
    listed = models.BooleanField(default=True)
    fictitious = models.BooleanField(default=False)
    erased_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()

    @property
    def owner_id(self) -> int | None:
        """Whose record it is, for rules."""
        return self.user_id


class ExpertField(models.Model):
    """A field an expert knows (专业): `ics:13.060` or `sector:C38`."""

    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="fields")
    field = models.CharField(max_length=30, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["expert", "field"], name="parties_field_once")]


class Recusal(models.Model):
    """An organisation whose matters an expert keeps out of (回避), besides the employer's; `until` is its last day."""

    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="recusals")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    until = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["expert", "organisation"], name="parties_recusal_once")]

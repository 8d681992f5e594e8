"""Table of the quotas organisations were given (单位配额)."""

from __future__ import annotations

from django.db import models

from guiju.kernel.accounts.models import Organisation


class OrganisationQuota(models.Model):
    """Other amounts for the people and keys of one organisation (单位配额), both days included."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="quotas")
    what = models.CharField(max_length=30)
    minute = models.PositiveIntegerField()
    day = models.PositiveIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "what"], name="quotas_organisation_what")]

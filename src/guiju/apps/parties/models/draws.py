"""Draws of panels (随机抽取): what was announced, the seed until it is revealed, the result, who was drawn."""

from __future__ import annotations

from django.db import models

from guiju.apps.parties.models.experts import Expert
from guiju.kernel.accounts.models import Organisation as Account


class Draw(models.Model):
    """A draw (抽取), for the organisation of the accounts that holds it.

    `seed` and `salt` are secret: the seed is revealed with the result, the salt, from which codes of people and
    employers are made, never. `announcement` and `result` are the published files, kept as they were published.
    """

    organisation = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=200)
    wanted = models.JSONField(default=list)
    drafters = models.JSONField(default=list)
    recused = models.JSONField(default=list)
    most_load = models.PositiveSmallIntegerField(null=True)
    public_source = models.CharField(max_length=200, blank=True)
    seed = models.CharField(max_length=64)
    salt = models.CharField(max_length=64)
    announcement = models.TextField(blank=True)
    result = models.TextField(blank=True)
    fictitious = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    announced_at = models.DateTimeField(null=True)
    drawn_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)


class DrawnMember(models.Model):
    """Somebody drawn (抽中的专家), by the code the published file gives them."""

    draw = models.ForeignKey(Draw, on_delete=models.CASCADE, related_name="members")
    expert = models.ForeignKey(Expert, on_delete=models.PROTECT, related_name="panels")
    code = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draw", "expert"], name="parties_drawn_once")]

"""Tables of the cases (纠错的表)."""

from __future__ import annotations

from django.db import models

from guiju.apps.catalogue.models import Edition
from guiju.kernel.accounts.models import User


class Case(models.Model):
    """An error somebody reported (纠错): which field of which edition, what it should be, on what evidence.

    `token_digest` is that of the receipt (回执) by which the reporter follows it. `state` is one of the declared flow,
    entered at `state_since`. `undo` is what a settlement replaced, to be put back when it is taken back.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=200)
    field = models.CharField(max_length=40)
    stood = models.TextField(blank=True)
    should_be = models.TextField(blank=True)
    explanation = models.TextField(blank=True)
    evidence_link = models.CharField(max_length=500, blank=True)
    token_digest = models.CharField(max_length=64, unique=True)
    received_at = models.DateTimeField()
    state = models.CharField(max_length=20)
    state_since = models.DateTimeField()
    handler = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    answer = models.TextField(blank=True)
    value = models.TextField(blank=True)
    undo = models.JSONField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "state_since"], name="cases_case_queue")]

    def __str__(self) -> str:
        return f"{self.pk} {self.number} {self.field}"


class Contact(models.Model):
    """How the reporter can be reached, sealed (联系方式): unreadable in the database, opened by a deed that is
    recorded, erased on request or when the case has long been closed."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True, related_name="contact")
    sealed = models.BinaryField()

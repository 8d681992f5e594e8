"""Sheets on their way in (待导入的表格), between the trial and letting them in."""

from __future__ import annotations

from django.db import models

from guiju.kernel.accounts.models import User


class PartySheet(models.Model):
    """A sheet of organisations or committees (待导入的表格): its rows until it was let in, and what came of them.

    A large one is tried and let in by the worker (`job`): it is kept as it was handed in (`stored`), `kinds` is what
    rows that say none are, `counts` how many rows there are of each outcome, `outcome` holds the first ones.
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    rows = models.JSONField(default=list)
    outcome = models.JSONField(default=list)
    created_at = models.DateTimeField()
    stored = models.ForeignKey("files.StoredFile", on_delete=models.SET_NULL, null=True, related_name="+")
    kinds = models.CharField(max_length=30, blank=True)
    counts = models.JSONField(default=dict)
    job = models.ForeignKey("jobs.Job", on_delete=models.SET_NULL, null=True, related_name="+")
    applied_at = models.DateTimeField(null=True)

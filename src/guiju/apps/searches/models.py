"""Table of saved searches (存检索)."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class SavedSearch(models.Model):
    """A query a person keeps by a name. `query` is its canonical text (see `catalogue.asking`), `order` how it sorts.

    `seen_sequence` is the last event of the history its owner has seen the results of, on `seen_at`.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches")
    name = models.CharField(max_length=100)
    query = models.CharField(max_length=1_000)
    order = models.CharField(max_length=20, blank=True)
    seen_sequence = models.PositiveBigIntegerField()
    seen_at = models.DateTimeField()
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="searches_name_once")]

    def __str__(self) -> str:
        return self.name

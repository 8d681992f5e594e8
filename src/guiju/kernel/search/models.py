"""Table of index work to be done (索引待办), written in the transaction that changed the record."""

from __future__ import annotations

from django.db import models


class SearchOutbox(models.Model):
    """Put (`remove` false) or remove one record's search document."""

    kind = models.CharField(max_length=50)
    object_id = models.CharField(max_length=200)
    remove = models.BooleanField(default=False)

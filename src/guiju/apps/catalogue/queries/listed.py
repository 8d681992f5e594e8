"""The public editions in the order of their keys, for whoever lists all of them (全目录)."""

from __future__ import annotations

from datetime import date

from django.db.models import Max

from guiju.apps.catalogue.models import Edition


def edition_last() -> int:
    """The highest key there is; 0 in an empty catalogue."""
    return Edition.objects.aggregate(last=Max("pk"))["last"] or 0


def editions_between(first: int, last: int) -> list[tuple[int, date | None]]:
    """Keys from `first` to `last`, both included, of editions that are not fictitious, with the day they were read."""
    rows = Edition.objects.filter(pk__gte=first, pk__lte=last, fictitious=False).order_by("pk")
    return list(rows.values_list("pk", "recorded_on"))

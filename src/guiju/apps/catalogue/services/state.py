"""Moves the snapshot of the catalogue on (快照前移)."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max

from guiju.apps.catalogue.models import Assertion, CatalogueState, Edition


def state_advance(*, at: datetime) -> CatalogueState:
    """A new revision after a change, inside its transaction."""
    state, _ = CatalogueState.objects.select_for_update().get_or_create(id=1)
    state.revision += 1
    state.editions = Edition.objects.count()
    days = (
        Edition.objects.filter(fictitious=False).aggregate(newest=Max("recorded_on"))["newest"],
        Assertion.objects.filter(edition__fictitious=False).aggregate(newest=Max("asserted_on"))["newest"],
    )
    state.newest_source_date = max((day for day in days if day is not None), default=None)
    state.changed_at = at
    state.save()
    return state

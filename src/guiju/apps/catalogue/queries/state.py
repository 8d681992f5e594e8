"""What the catalogue is as a whole (快照)."""

from __future__ import annotations

from guiju.apps.catalogue.models import CatalogueState

_STATE = "SELECT * FROM catalogue_cataloguestate WHERE id = 1"


def state() -> CatalogueState:
    """The current state; revision 0 while the catalogue is empty."""
    return next(iter(CatalogueState.objects.raw(_STATE)), None) or CatalogueState()

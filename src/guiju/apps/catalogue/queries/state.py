"""What the catalogue is as a whole (快照)."""

from __future__ import annotations

from guiju.apps.catalogue.models import CatalogueState


def state() -> CatalogueState:
    """The current state; revision 0 while the catalogue is empty."""
    return CatalogueState.objects.filter(id=1).first() or CatalogueState()

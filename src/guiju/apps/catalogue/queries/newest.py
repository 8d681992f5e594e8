"""The newest standards of a search (最近发布)."""

from __future__ import annotations

from dataclasses import replace

from guiju.apps.catalogue.asking import Asked
from guiju.apps.catalogue.listing import editions_in_order
from guiju.apps.catalogue.queries.page import Listed, with_status
from guiju.apps.catalogue.search import NAME
from guiju.domain.validity import Status
from guiju.kernel.search.queries import search

# A draft may carry the day it is meant to be published.
_DRAFTS = {"status": (Status.DRAFT.value,)}


def editions_newest(ask: Asked, limit: int) -> list[Listed]:
    """Editions by publication, newest first, no drafts, with their status on the day of the search."""
    asked = replace(ask, order="-published").search(offset=0, limit=limit, counted=False)
    found = search(NAME, replace(asked, without={**asked.without, **_DRAFTS}))
    return with_status(editions_in_order(found.hits), ask.day)

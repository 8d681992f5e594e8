"""The newest standards that have some facet values (最新发布)."""

from __future__ import annotations

from datetime import date

from guiju.apps.catalogue.models import Edition
from guiju.apps.catalogue.queries.counting import Chosen
from guiju.apps.catalogue.queries.page import Listed, with_status
from guiju.apps.catalogue.search import NAME
from guiju.domain.validity import Status
from guiju.kernel.search.port import SearchQuery
from guiju.kernel.search.queries import search

# A draft may carry the day it is meant to be published.
_DRAFTS = {"status": [Status.DRAFT.value]}


def editions_newest(on: date, chosen: Chosen, limit: int, text: str = "") -> list[Listed]:
    """Editions by publication, newest first, with their status on that day."""
    facets: dict[str, list[str]] = {}
    for name, value in chosen:
        facets.setdefault(name, []).append(value)
    asked = SearchQuery(on=on, text=text, facets=facets, order="-published", counts=(), limit=limit, without=_DRAFTS)
    ids = [int(hit.id) for hit in search(NAME, asked).hits]
    editions = Edition.objects.in_bulk(ids)
    return with_status([editions[pk] for pk in ids if pk in editions], on)

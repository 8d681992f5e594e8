"""Questions to the indexes in use."""

from __future__ import annotations

from guiju.kernel.search.folders import index_open
from guiju.kernel.search.kinds import kind_get
from guiju.kernel.search.models import SearchOutbox
from guiju.kernel.search.port import Hit, SearchQuery, SearchResult


def search(kind: str, query: SearchQuery) -> SearchResult:
    """Find documents of a kind."""
    return index_open(kind_get(kind)).search(query)


def suggest(kind: str, text: str, limit: int = 10) -> tuple[Hit, ...]:
    """Documents of a kind with a number that begins as typed."""
    return index_open(kind_get(kind)).suggest(text, limit)


def changes_wait() -> bool:
    """Whether a record changed that the indexes do not show yet."""
    return SearchOutbox.objects.exists()

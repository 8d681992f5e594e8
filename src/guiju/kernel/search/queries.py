"""Questions to the indexes in use."""

from __future__ import annotations

from guiju.kernel.search.folders import index_open, is_built
from guiju.kernel.search.kinds import kind_get
from guiju.kernel.search.memory import MemoryIndex
from guiju.kernel.search.models import SearchOutbox
from guiju.kernel.search.port import Hit, SearchQuery, SearchResult

MOST_WAITING = 500
"""So many records that wait for their index are looked through by themselves."""


def search(kind: str, query: SearchQuery) -> SearchResult:
    """Find documents of a kind."""
    return index_open(kind_get(kind)).search(query)


def suggest(kind: str, text: str, limit: int = 10) -> tuple[Hit, ...]:
    """Documents of a kind with a number that begins as typed."""
    return index_open(kind_get(kind)).suggest(text, limit)


def records_found(kind: str, query: SearchQuery) -> list[int] | None:
    """The numbers of all records that have what is asked, as they are now: those that wait for the index are looked
    through themselves. None while there is no index, or too many wait.

    For kinds whose documents are called by the number of their record and ordered by it.
    """
    found = kind_get(kind)
    if not is_built(found):
        return None
    notes = SearchOutbox.objects.filter(kind=kind).order_by().values_list("object_id", flat=True)
    waiting = set(notes.distinct()[: MOST_WAITING + 1])  # asked before the index: a note goes only once that shows it
    if len(waiting) > MOST_WAITING:
        return None
    numbers = index_open(found).numbers(query)
    if not waiting:
        return list(numbers)
    fresh = MemoryIndex(found.shape)
    fresh.put(found.load(waiting))
    return [*(number for number in numbers if str(number) not in waiting), *fresh.numbers(query)]


def changes_wait() -> bool:
    """Whether a record changed that the indexes do not show yet."""
    return SearchOutbox.objects.exists()

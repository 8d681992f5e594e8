"""What others may read of the catalogue (查询)."""

from guiju.apps.catalogue.queries.known import facts
from guiju.apps.catalogue.queries.reads import (
    Snapshot,
    edition_facts,
    edition_get,
    editions_by_number,
    has_edition,
    series_editions,
    snapshot,
    status_on,
)

__all__ = [
    "Snapshot",
    "edition_facts",
    "edition_get",
    "editions_by_number",
    "facts",
    "has_edition",
    "series_editions",
    "snapshot",
    "status_on",
]

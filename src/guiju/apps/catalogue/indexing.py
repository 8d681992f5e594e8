"""Search documents of editions (检索文档): which are to be made again."""

from __future__ import annotations

from collections.abc import Iterable

from guiju.kernel.history.bulk import rows_insert
from guiju.kernel.search.models import SearchOutbox

KIND = "edition"


def editions_reindex(ids: Iterable[int]) -> None:
    """Put these editions on the list of index work, in the transaction that changed them."""
    rows_insert(SearchOutbox, ("kind", "object_id", "remove"), ((KIND, str(pk), False) for pk in ids))

"""What changed in a published collection since it was last looked at (专题库变化)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from guiju.apps.catalogue.queries.members import Standing
from guiju.apps.collections.models import Collection, CollectionChange

KEPT = 1_000
# What stands for a number without a record: the catalogue lacks it.
LACKING = "not_in_catalogue"
Seen = Mapping[str, tuple[str, str]]


def seen_now(rows: Iterable[Standing]) -> Seen:
    """Members by number: how each stands, and its title."""
    return {row.number: (row.status.value if row.status else LACKING, row.title) for row in rows}


def changes_note(*, collection: Collection, seen: Seen, at: datetime, anew: bool) -> int:
    """Write down what differs from what was seen before, and what is seen now; call inside a transaction.

    `anew`: the collection was just published, so that its members are no news. Returns how many changes were noted.
    """
    before: dict[str, str] = {} if anew else collection.seen
    rows = [CollectionChange(collection=collection, at=at, kind="published")] if anew else []
    if not anew:
        rows += [_row(collection, at, "added", n, t, "", s) for n, (s, t) in seen.items() if n not in before]
        rows += [_row(collection, at, "removed", n, "", s, "") for n, s in before.items() if n not in seen]
        rows += [
            _row(collection, at, "status", number, title, before[number], stands)
            for number, (stands, title) in seen.items()
            if number in before and before[number] != stands
        ]
    CollectionChange.objects.bulk_create(rows[:KEPT], batch_size=500)
    collection.seen = {number: stands for number, (stands, _) in seen.items()}
    collection.seen_at = at
    collection.save()
    old = collection.changes.order_by("-at", "-id").values_list("pk", flat=True)[KEPT:]
    CollectionChange.objects.filter(pk__in=list(old)).delete()
    return len(rows)


def _row(
    collection: Collection, at: datetime, kind: str, number: str, title: str, before: str, after: str
) -> CollectionChange:
    return CollectionChange(
        collection=collection, at=at, kind=kind, number=number, title=title, before=before, after=after
    )

"""What is searched of the catalogue (标准检索), and when its documents are made anew."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from guiju.apps.catalogue.documents import FACETS, Written, document_of
from guiju.apps.catalogue.models import Edition, Relation
from guiju.apps.catalogue.queries.facts import gather
from guiju.domain.validity import Status
from guiju.kernel.history.queries import sequences_of
from guiju.kernel.search.kinds import SearchKind, declare
from guiju.kernel.search.port import SearchDocument, Shape
from guiju.kernel.search.services import document_touch

NAME = "edition"
_BATCH, _GROUP = 800, 16_000
_CHUNK = 5_000


def _load(ids: Collection[str] | None) -> Iterator[SearchDocument]:
    """Documents of these editions, or of all: batches in groups that share their facts.

    Facts reach as far as replacements do, so that a chain of thousands would be read again for every small batch.
    """
    keys = [int(one) for one in ids] if ids is not None else list(Edition.objects.values_list("pk", flat=True))
    for start in range(0, len(keys), _GROUP):
        group = keys[start : start + _GROUP]
        facts = gather({number for piece in _pieces(group) for number in _numbers(piece)}, set())
        known = {record.id: record for records in facts.by_number.values() for record in records}
        for first in range(0, len(group), _BATCH):
            rows = Edition.objects.filter(pk__in=group[first : first + _BATCH]).order_by("pk")
            editions = [Written(*row) for row in rows.values_list(*Written._fields)]
            events = sequences_of("edition", [str(edition.pk) for edition in editions])
            for edition in editions:
                if edition.pk in known:
                    yield document_of(edition, known[edition.pk], facts, events.get(str(edition.pk)))


def _numbers(keys: list[int]) -> list[str]:
    return list(Edition.objects.filter(pk__in=keys).values_list("number", flat=True))


KIND = declare(
    SearchKind(
        NAME,
        Shape(
            facets=FACETS,
            dated={"status": tuple(status.value for status in Status)},
            orders=("number",),
            fields=("drafters", "committee"),
            ranges=("year", "created", "changed"),
            numbered=("published", "effective"),
        ),
        _load,
    )
)


def editions_reindex(ids: Collection[int], new: Mapping[int, str] | None = None) -> None:
    """Note that these editions changed, and with them the status of those they are related to; `new` ones by number."""
    numbers = set((new or {}).values())
    touched = {*ids, *(new or ())}
    for start in range(0, len(ids), _BATCH):
        found = Edition.objects.filter(pk__in=sorted(ids)[start : start + _BATCH]).values_list("number", flat=True)
        numbers |= set(found)
    others: set[str] = set()
    for piece in _pieces(numbers):
        for one, other in (("subject", "obj"), ("obj", "subject")):
            others |= set(Relation.objects.filter(**{f"{one}__in": piece}).values_list(other, flat=True))
    for piece in _pieces(others - numbers):
        touched |= set(Edition.objects.filter(number__in=piece).values_list("pk", flat=True))
    document_touch(kind=NAME, ids=[str(pk) for pk in sorted(touched)])


def _pieces(values: Collection[Any]) -> Iterator[list[Any]]:
    ordered = sorted(values)
    for start in range(0, len(ordered), _CHUNK):
        yield ordered[start : start + _CHUNK]

"""What is searched of organisations (机构检索): every name they bear or bore and their code, by any piece of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from guiju.apps.parties.models import Organisation
from guiju.domain.codes.regions import region
from guiju.kernel.search.folders import is_built
from guiju.kernel.search.kinds import SearchKind, declare
from guiju.kernel.search.pieces import SPELLED, spelled_of
from guiju.kernel.search.port import SearchDocument, Shape
from guiju.kernel.search.services import document_touch, index_keep_up

NAME = "organisation"
ANY_DAY = date(2026, 1, 1)
"""Nothing here depends on the day; one and the same, so that counts are remembered."""
_CHUNK = 2_000
_TIED = 1 << 31


def _load(ids: Collection[str] | None) -> Iterator[SearchDocument]:
    rows = Organisation.objects.filter(merged_into=None).prefetch_related("names", "kinds").order_by("pk")
    if ids is not None:
        yield from map(document_of, rows.filter(pk__in=[int(one) for one in ids]))
        return
    last = 0
    while batch := list(rows.filter(pk__gt=last)[:_CHUNK]):
        yield from map(document_of, batch)
        last = batch[-1].pk


KIND = declare(
    SearchKind(
        NAME,
        Shape(
            facets=("closed", "kind", "region", "within", "sector"),
            orders=("name", "region"),
            fields=(SPELLED,),
            ranges=("recorded",),
            numbered=("changed", "recorded"),
        ),
        _load,
    )
)


def document_of(row: Organisation) -> SearchDocument:
    """The search document of an organisation; of equals in an order the one recorded first comes first."""
    texts = tuple(dict.fromkeys([row.name, *(one.name for one in row.names.all()), row.name_en, row.uscc]))
    tie = f"\x1f{row.pk:019}"
    return SearchDocument(
        id=str(row.pk),
        titles=tuple(text for text in texts if text),
        fields={SPELLED: spelled_of(texts)},
        facets={
            "closed": (told(row.closed_on is not None),),
            "kind": tuple(sorted(one.kind for one in row.kinds.all())),
            "region": (row.region,) if row.region else (),
            "within": _beginnings(row.region),
            "sector": _beginnings(row.sector),
        },
        orders={
            "name": row.name + tie,
            "region": row.region + tie,
            "changed": int(row.changed_at.timestamp()) * _TIED + (_TIED - 1 - row.pk % _TIED),
            "recorded": row.pk,
        },
        ranges={"recorded": row.pk},
    )


def told(closed: bool) -> str:
    """The value of the facet `closed`."""
    return "yes" if closed else "no"


def within(code: str) -> str:
    """How the codes of a region and of those below it begin."""
    found = region(code)
    return code[: {"province": 2, "city": 4, "county": 6}[found.level] if found else 6]


def organisation_touch(pk: int) -> None:
    """Note, in the transaction that changed it, that an organisation changed."""
    document_touch(kind=NAME, ids=[str(pk)])


def organisations_keep_up() -> None:
    """Let whoever changed an organisation find it at once; an index still to be built will have it anyway."""
    if is_built(KIND):
        index_keep_up(kind=NAME)


def _beginnings(code: str) -> tuple[str, ...]:
    return tuple(code[:size] for size in range(1, len(code) + 1))

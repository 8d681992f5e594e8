"""Lists of organisations (机构列表): words, filters and counts are asked of the search index; the table gives the rows,
and by its own index the pages of everything by name.

While the index is being built all is asked of the table, which has to be looked through for words.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import QuerySet
from django.db.models.functions import Collate

from guiju.apps.parties.models import Organisation
from guiju.apps.parties.queries.organisations import Asked, organisations_asked, organisations_counted
from guiju.apps.parties.search import ANY_DAY, KIND, NAME, told, within
from guiju.kernel.search.folders import is_built
from guiju.kernel.search.pieces import pieces_asked
from guiju.kernel.search.port import SearchQuery, SearchResult
from guiju.kernel.search.queries import search

_ORDERS = {"name": "name", "-changed_at": "-changed", "region": "region", "pk": "recorded"}
_FAR = 2_000
"""From here on the table is quicker than an index that sorts texts."""
_REGIONS = 5_000


class Listed(NamedTuple):
    """A piece of a list, how many there are in all; of each kind, and in each region, under the other filters."""

    rows: list[Organisation]
    total: int
    kinds: Mapping[str | None, int]
    regions: list[tuple[str, int]]


def organisations_listed(asked: Asked, order: str, start: int, size: int) -> Listed:
    """The organisations asked for from the so-manieth on, in an order of `LIST`, with counts for the filters."""
    if not is_built(KIND):
        counted = organisations_counted(asked)
        return Listed(_from_table(asked, order, start, size), *counted)
    from_table = start > _FAR or (order == "name" and not asked.text.split())
    piece: dict[str, Any] = {"limit": 1} if from_table else {"order": _ORDERS[order], "offset": start, "limit": size}
    found = _search(asked, counts=("kind", "region"), values=_REGIONS, **piece)
    if found is None:
        return Listed([], 0, {}, [])
    regions = found.facets["region"]
    if asked.region:
        wider = _search(asked._replace(region=""), counts=("region",), values=_REGIONS, limit=1)
        regions = wider.facets["region"] if wider else {}
    rows = _from_table(asked, order, start, size) if from_table else _held(asked, found)
    kinds: list[tuple[str | None, int]] = list(found.facets["kind"].items())
    return Listed(rows, found.total, dict(kinds), sorted(regions.items(), key=lambda row: (-row[1], row[0])))


def organisations_taken(asked: Asked, most: int) -> list[Organisation]:
    """The first so many asked for, by name."""
    if not asked.text.split() or not is_built(KIND):
        return list(_plainly(asked, "name")[:most])
    return _held(asked, _search(asked, order="name", limit=most, counts=()))


def organisations_after(asked: Asked, after: int, limit: int) -> list[Organisation]:
    """Those asked for with a greater key, in its order; for reading on by a cursor."""
    if not asked.text.split() or not is_built(KIND):
        return list(_plainly(asked, "pk").filter(pk__gt=after)[:limit])
    ranges = {"recorded": (after + 1, None)}
    return _held(asked, _search(asked, order="recorded", ranges=ranges, limit=limit, counts=()))


def organisations_offered(text: str, limit: int = 20) -> list[Organisation]:
    """Organisations whose names hold a text, for choosing one."""
    return organisations_taken(Asked(text=text), limit)


def _search(asked: Asked, **how: Any) -> SearchResult | None:
    """What the index finds; None where nothing can have what was typed."""
    fields = pieces_asked(asked.text)
    if fields is None:
        return None
    facets: dict[str, Collection[str]] = {"closed": (told(asked.closed),)}
    for name, value in (("kind", asked.kind), ("within", within(asked.region)), ("sector", asked.sector)):
        if value:
            facets[name] = (value,)
    return search(NAME, SearchQuery(on=ANY_DAY, fields=fields, facets=facets, **how))


def _held(asked: Asked, found: SearchResult | None) -> list[Organisation]:
    """The rows of what was found, without those merged or closed since."""
    keys = [int(hit.id) for hit in found.hits] if found else []
    rows = Organisation.objects.select_related("parent").prefetch_related("kinds").in_bulk(keys)
    held = [row for pk in keys if (row := rows.get(pk)) is not None]
    return [row for row in held if row.merged_into_id is None and (row.closed_on is not None) == asked.closed]


def _from_table(asked: Asked, order: str, start: int, size: int) -> list[Organisation]:
    """A piece of the list from the table, in the very order of the index: by code points in every database."""
    rows = _plainly(asked, order)
    if order == "name" and connection.vendor == "postgresql":
        rows = rows.order_by(Collate("name", "C"), "pk")
    return list(rows[start : start + size])


def _plainly(asked: Asked, order: str) -> QuerySet[Organisation]:
    rows = organisations_asked(asked).select_related("parent").prefetch_related("kinds")
    return rows.order_by(*dict.fromkeys((order, "pk")))

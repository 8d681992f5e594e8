"""Search in the API (检索): as the search page does."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest, QueryDict
from ninja import Query, Router, Schema
from pydantic import Field

from guiju.apps.catalogue.api.days import day_read
from guiju.apps.catalogue.api.shapes import Standard, standards_out
from guiju.apps.catalogue.asking import COUNTED, asked
from guiju.apps.catalogue.listing import found_for
from guiju.apps.catalogue.models import Edition
from guiju.kernel.api.cursors import cursor_make, cursor_read
from guiju.kernel.api.endpoint import endpoint
from guiju.kernel.api.fields import LONGEST_TEXT, PAGE, Cursor, Day, Limit

router = Router(tags=["检索 Search"])
_LIST = "search"
_DEEPEST = 10_000

Words = Annotated[str, Query(max_length=LONGEST_TEXT, description="编号、词或检索式 number, words, fields")]
Values = Annotated[list[str], Query(default_factory=list, max_length=20, description="可多个 any of these values")]
Sort = Annotated[
    str,
    Query(pattern="^(|number|-published|-effective)$", description="number, -published, -effective; empty: by rank"),
]


class SearchPage(Schema):
    """A page of results and, by facet, how many there are of each value."""

    total: int
    loosened: bool = Field(description="没有全部命中，只含部分词 none has all the words, these have some")
    items: list[Standard]
    facets: dict[str, dict[str, int]]
    next: str | None = Field(description="下一页的游标 cursor of the next page; at most 10,000 results can be walked")


@router.get("/search", response=SearchPage, summary="检索标准 Search standards")
@endpoint("public")
def search(
    request: HttpRequest,
    status: Values,
    level: Values,
    prefix: Values,
    nature: Values,
    kind: Values,
    body: Values,
    ics: Values,
    ccs: Values,
    region: Values,
    industry: Values,
    q: Words = "",
    sort: Sort = "",
    on: Day = "",
    cursor: Cursor = "",
    limit: Limit = PAGE,
) -> SearchPage:
    """By number in any spelling, words of the title, or fields in `q` (`boiler year:2015.. region:44`), as of a day."""
    day = day_read(on, "on")
    given = QueryDict(mutable=True)
    given["q"], given["sort"] = q, sort
    chosen = {"status": status, "level": level, "prefix": prefix, "nature": nature, "kind": kind, "body": body}
    chosen |= {"ics": ics, "ccs": ccs, "region": region, "industry": industry}
    for name, values in chosen.items():
        given.setlist(name, values)
    ask = asked(given, day)
    offset = cursor_read(_LIST, cursor, int)[0] if cursor else 0
    found = found_for(ask, offset=offset, limit=limit)
    ids = [int(hit.id) for hit in found.hits]
    held = Edition.objects.select_related("series", "source").in_bulk(ids)
    reached = offset + limit
    more = reached < min(found.total, _DEEPEST)
    return SearchPage(
        total=found.total,
        loosened=found.loosened,
        items=standards_out([held[pk] for pk in ids if pk in held], ask.day),
        facets={name: dict(found.facets.get(name, {})) for name in COUNTED},
        next=cursor_make(_LIST, reached) if more else None,
    )

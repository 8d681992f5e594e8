"""A list of results as a page shows it (检索结果): what was asked, facets, chips, sort and pages, as addresses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict

from guiju.apps.catalogue.models import Edition
from guiju.apps.catalogue.queries.page import Listed, with_status
from guiju.apps.catalogue.search import NAME
from guiju.apps.catalogue.terms import LEVELS
from guiju.domain.language import Words
from guiju.domain.validity import STATUS_WORDS, Status
from guiju.kernel.search.port import SearchQuery, SearchResult
from guiju.kernel.search.queries import search

PER_PAGE = 25
LAST_PAGE = 400
FACETS: dict[str, Words] = {
    "status": Words("状态", "Status"),
    "level": Words("级别", "Level"),
    "prefix": Words("代号", "Prefix"),
}
ORDERS: dict[str, Words] = {
    "": Words("相关度", "Relevance"),
    "number": Words("标准号", "Number"),
    "-published": Words("发布日期", "Newest"),
}
_MOST_VALUES = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks: text, chosen facet values, order, page, day."""

    text: str
    facets: Mapping[str, tuple[str, ...]]
    order: str
    page: int
    day: date

    def href(self, **changes: Any) -> str:
        """The address with some of it changed; page 1 unless a page is given."""
        query = QueryDict(mutable=True)
        if text := changes.get("text", self.text):
            query["q"] = text
        for name, values in {**self.facets, **changes.get("facets", {})}.items():
            query.setlist(name, list(values))
        if order := changes.get("order", self.order):
            query["sort"] = order
        if "day" in changes:
            query["as_of"] = changes["day"]
        if page := changes.get("page"):
            return f"?{query.urlencode()}&page={page}"
        return f"?{query.urlencode()}"


def asked(query: QueryDict, day: date) -> Asked:
    """Read the address; what is not understood is left out."""
    page = query.get("page", "1")
    order = query.get("sort", "")
    return Asked(
        text=query.get("q", "").strip()[:300],
        facets={name: chosen for name in FACETS if (chosen := _chosen(query, name))},
        order=order if order in ORDERS else "",
        page=min(max(int(page), 1), LAST_PAGE) if page.isascii() and page.isdigit() and len(page) < 10 else 1,
        day=day,
    )


def _chosen(query: QueryDict, name: str) -> tuple[str, ...]:
    """The values of a facet the address asks for, those that exist."""
    known = {"status": frozenset(Status), "level": LEVELS.keys()}.get(name)
    values = dict.fromkeys(value[:40] for value in query.getlist(name)[:20] if value)
    return tuple(value for value in values if known is None or value in known)


def listing(ask: Asked) -> dict[str, Any]:
    """Results, counts and addresses for the page."""
    found = search(
        NAME,
        SearchQuery(
            on=ask.day,
            text=ask.text,
            facets=ask.facets,
            order=ask.order,
            offset=(ask.page - 1) * PER_PAGE,
            limit=PER_PAGE,
        ),
    )
    pages = min(-(-found.total // PER_PAGE), LAST_PAGE)
    return {
        "ask": ask,
        "total": found.total,
        "loosened": found.loosened,
        "rows": _rows(found, ask.day),
        "first": (ask.page - 1) * PER_PAGE + 1,
        "last": min(ask.page * PER_PAGE, found.total),
        "pages": pages,
        "page_href": ask.href(page="{page}"),
        "groups": [_group(ask, name, found.facets.get(name, {})) for name in FACETS],
        "chips": list(_chips(ask)),
        "clear": ask.href(facets=dict.fromkeys(FACETS, ())),
        "orders": [(words, ask.href(order=order), order == ask.order) for order, words in ORDERS.items()],
    }


def _rows(found: SearchResult, day: date) -> list[Listed]:
    """The editions found, in the order found; one that went away since it was indexed is left out."""
    ids = [int(hit.id) for hit in found.hits]
    editions = Edition.objects.in_bulk(ids)
    return with_status([editions[pk] for pk in ids if pk in editions], day)


def _group(ask: Asked, name: str, counts: Mapping[str, int]) -> dict[str, Any]:
    chosen = ask.facets.get(name, ())
    values = sorted(counts, key=lambda value: -counts[value])[:_MOST_VALUES]
    values += [value for value in chosen if value not in values]
    items = []
    for value in values:
        rest = tuple(v for v in chosen if v != value)
        items.append(
            {
                "label": label(name, value),
                "count": counts.get(value, 0),
                "href": ask.href(facets={name: rest if value in chosen else (*chosen, value)}),
                "chosen": value in chosen,
                "status": value if name == "status" else "",
            }
        )
    return {"title": FACETS[name], "items": items}


def _chips(ask: Asked) -> Iterable[tuple[Words, str]]:
    for name, values in ask.facets.items():
        for value in values:
            rest = tuple(v for v in values if v != value)
            yield label(name, value), ask.href(facets={name: rest})


def label(name: str, value: str) -> Words:
    """A facet value in words."""
    if name == "status" and value in set(Status):
        return STATUS_WORDS[Status(value)]
    return LEVELS.get(value, Words(value, value)) if name == "level" else Words(value, value)

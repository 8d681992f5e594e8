"""A list of results as a page shows it (检索结果): rows with their reasons, filters, chips, sort and pages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from guiju.apps.catalogue.asking import LAST_PAGE, ORDERS, SIZES, Asked
from guiju.apps.catalogue.filters import chips, groups
from guiju.apps.catalogue.models import Edition
from guiju.apps.catalogue.near import meant, numbers_begun_alike, words_apart
from guiju.apps.catalogue.queries.page import Listed, with_status
from guiju.apps.catalogue.queries.rows import places
from guiju.apps.catalogue.reasons import Reasons, reasons
from guiju.apps.catalogue.search import NAME
from guiju.domain.numbers import read
from guiju.kernel.search.language import Term
from guiju.kernel.search.port import Hit, SearchResult
from guiju.kernel.search.queries import search

_EDITIONS = "SELECT * FROM catalogue_edition WHERE id IN ({})"


@dataclass(frozen=True, slots=True)
class Row:
    """A record found, and why."""

    listed: Listed
    reasons: Reasons


def listing(ask: Asked, more: str = "") -> dict[str, Any]:
    """Results, counts and addresses for the page; what else may have been meant when nothing is found."""
    found = found_for(ask)
    total = found.total
    pages = min(-(-total // ask.size), LAST_PAGE)
    context: dict[str, Any] = {
        "ask": ask,
        "total": total,
        "loosened": found.loosened,
        "rows": rows_of(ask, found.hits),
        "first": (ask.page - 1) * ask.size + 1,
        "last": min(ask.page * ask.size, total),
        "pages": pages,
        "page_href": ask.href(page="{page}"),
        "groups": groups(ask, found.facets, more),
        "chips": list(chips(ask)),
        "clear": ask.href(typed=ask.rest, since=0),
        "orders": [(words, ask.href(order=order), order == ask.order) for order, words in ORDERS.items()],
        "sizes": [(size, ask.href(size=size), size == ask.size) for size in SIZES],
        "remarks": ask.typed.remarks,
        "meant": (),
        "near": (),
    }
    if not total or found.loosened:
        text = ask.typed.words.replace('"', " ")
        context["meant"] = [(m.text, m.total, instead(ask, m.text).href()) for m in meant(NAME, text, ask.day)]
        if not total:
            context["near"] = numbers_begun_alike(NAME, text)
    return context


def found_for(ask: Asked, *, offset: int | None = None, limit: int | None = None, counted: bool = True) -> SearchResult:
    """The answer of the index; words run together that nothing has are asked for apart.

    A number is found or not: its pieces are no words.
    """
    query = ask.search(offset=offset, limit=limit, counted=counted)
    found = search(NAME, query)
    if found.total and not found.loosened:
        return found
    reading = read(ask.typed.words)
    if reading.members or "year" in reading.error:
        return found if not found.total else SearchResult(0, (), {})
    if not found.total and (apart := words_apart(query.text)) != query.text:
        found = search(NAME, replace(query, text=apart))
        return found if found.loosened or not found.total else replace(found, loosened=True)
    return found


def editions_in_order(hits: tuple[Hit, ...]) -> list[Edition]:
    """The editions found, in the order found; one that went away since it was indexed is left out."""
    ids = [int(hit.id) for hit in hits]
    found = Edition.objects.raw(_EDITIONS.format(places(ids)), ids) if ids else ()
    editions = {edition.pk: edition for edition in found}
    return [editions[pk] for pk in ids if pk in editions]


def rows_of(ask: Asked, hits: tuple[Hit, ...]) -> list[Row]:
    """Records with their status on the day, and why each was found."""
    query = ask.search(counted=False)
    found = with_status(editions_in_order(hits), ask.day)
    return [Row(listed, reasons(listed.edition, query)) for listed in found]


def instead(ask: Asked, text: str) -> Asked:
    """The same search with other words, its filters kept."""
    return replace(ask, typed=replace(ask.typed, terms=tuple(Term(word) for word in text.split())))

"""What the address of a search asks (检索条件): typed words and chosen filters in one, and addresses with changes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.http import QueryDict

from guiju.apps.catalogue.documents import FACETS
from guiju.apps.catalogue.fields import LANGUAGE
from guiju.domain.language import Words
from guiju.domain.numbers import read
from guiju.domain.validity.written import DateUnread, whole_day
from guiju.kernel.search.language import Span, Typed
from guiju.kernel.search.language.spans import span, written
from guiju.kernel.search.port import SearchQuery

CHOSEN = ("status", *FACETS)
COUNTED = (*CHOSEN, "year")
ORDERS: dict[str, Words] = {
    "": Words("相关度", "Relevance"),
    "-published": Words("发布日期，新的在前", "Newest published"),
    "-effective": Words("实施日期，新的在前", "Newest in effect"),
    "number": Words("标准号", "Number"),
}
SIZES = (25, 50, 100)
LAST_PAGE = 400
_EARLIEST, _LATEST = date(1900, 1, 1), date(2199, 12, 31)
_YEARS = LANGUAGE.fields["year"].bounds
_REST: dict[str, Any] = {"facets": {}, "ranges": {}, "day": None}


@dataclass(frozen=True)
class Asked:
    """A search: what is asked, in which order, which page of what size, for which day.

    `since`: only what was recorded or changed after this event of the history, 0: everything; `made`: only recorded.
    """

    typed: Typed
    order: str
    page: int
    size: int
    today: date
    since: int = 0
    made: bool = False

    @property
    def day(self) -> date:
        return self.typed.day or self.today

    @property
    def rest(self) -> Typed:
        """What stands in the box: all that is not shown as a chosen filter."""
        return replace(self.typed, **_REST)

    @cached_property
    def canonical(self) -> str:
        """The same in its canonical form; the same for every choice of filters."""
        return LANGUAGE.text(self.rest)

    def box(self, lang: str) -> str:
        """The text of the box in the reader's own names of fields."""
        return LANGUAGE.text(self.rest, lang)

    def whole(self, lang: str = "") -> str:
        """All that is asked as one text, filters too."""
        return LANGUAGE.text(replace(self.typed, remarks=()), lang)

    def href(self, **changes: Any) -> str:
        """The address with some of it changed; page 1 unless a page is given."""
        page = changes.pop("page", None)
        other = replace(self, **changes)
        text = self.canonical if other.rest == self.rest else None
        address = f"?{self.address(other, text).urlencode()}"
        return f"{address}&page={page}" if page else address

    def choosing(self, name: str, values: tuple[str, ...]) -> str:
        """The address with other values chosen of a facet."""
        return self.href(typed=self.typed.choosing(name, values))

    @staticmethod
    def address(ask: Asked, text: str | None = None) -> QueryDict:
        """The parameters of the address, without the page; `text` if it is known what is in the box."""
        query = QueryDict(mutable=True)
        if text := ask.canonical if text is None else text:
            query["q"] = text
        for name, values in ask.typed.facets.items():
            query.setlist(name, list(values))
        if "year" in ask.typed.ranges:
            query["year"] = written(ask.typed.ranges["year"])
        if ask.order:
            query["sort"] = ask.order
        if ask.size != SIZES[0]:
            query["size"] = str(ask.size)
        if ask.typed.day:
            query["as_of"] = ask.typed.day.isoformat()
        if ask.since:
            query["since"] = str(ask.since)
        return query

    def search(self, *, offset: int | None = None, limit: int | None = None, counted: bool = True) -> SearchQuery:
        """The question to the index."""
        typed = self.typed
        ranges: dict[str, Span] = dict(typed.ranges)
        if self.since:
            ranges["created" if self.made else "changed"] = (self.since + 1, None)
        return SearchQuery(
            on=self.day,
            text=" ".join(term.text for term in typed.terms),
            facets=typed.facets,
            without=typed.facets_without,
            fields=_with_phrases(typed),
            ranges=ranges,
            not_text=typed.without,
            counts=COUNTED if counted else (),
            order=self.order,
            offset=(self.page - 1) * self.size if offset is None else offset,
            limit=self.size if limit is None else limit,
        )


def asked(query: QueryDict, today: date) -> Asked:
    """Read the address; what is not understood is left out, what was typed and not understood is remarked."""
    typed = LANGUAGE.parse(query.get("q", "").strip())
    facets = {name: chosen for name in CHOSEN if (chosen := _chosen(query, name, typed))}
    years = _years(query)
    ranges = {**typed.ranges, "year": years} if years else typed.ranges
    day = typed.day or _day(query.get("as_of", ""))
    order, size = query.get("sort", ""), _whole(query.get("size", ""))
    return Asked(
        typed=replace(typed, facets={**typed.facets, **facets}, ranges=ranges, day=day),
        order=order if order in ORDERS else "",
        page=min(max(_whole(query.get("page", "")), 1), LAST_PAGE),
        size=size if size in SIZES else SIZES[0],
        today=today,
        since=_whole(query.get("since", "")),
    )


def _chosen(query: QueryDict, name: str, typed: Typed) -> tuple[str, ...]:
    """The values of a facet the address chooses, with those typed; only ones that exist."""
    field = LANGUAGE.fields[name]
    codes = (field.code(value[:60]) for value in query.getlist(name)[:20] if value)
    return field.ordered([*typed.facets.get(name, ()), *filter(None, codes)])


def _years(query: QueryDict) -> Span | None:
    """`?year=2015..2020`, or the two boxes of the filter."""
    if text := query.get("year", "")[:30]:
        return span(text, _YEARS)
    ends = [query.get(name, "").strip()[:10] for name in ("year_from", "year_to")]
    return span("..".join(ends), _YEARS) if any(ends) else None


def _day(text: str) -> date | None:
    try:
        day = whole_day(text[:20])
    except DateUnread:
        return None
    return day if day is not None and _EARLIEST <= day <= _LATEST else None


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _with_phrases(typed: Typed) -> dict[str, str]:
    """The texts of fields; a phrase in quotes must stand so in the title, unless it is a number."""
    phrases = ["-".join(term.text.split()) for term in typed.terms if term.phrase and not read(term.text).members]
    if not phrases:
        return dict(typed.fields)
    return {**typed.fields, "title": " ".join([*phrases, *filter(None, [typed.fields.get("title")])])}

"""What other rooms ask of the search (检索查询): canonical queries, and what is new in one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from django.http import QueryDict

from guiju.apps.catalogue.asking import asked
from guiju.apps.catalogue.fields import LANGUAGE
from guiju.apps.catalogue.listing import found_for


class News(NamedTuple):
    """How many records a query finds, how many of them were made and how many changed after an event."""

    total: int
    created: int
    changed: int


def query_of(address: QueryDict) -> tuple[str, str]:
    """The canonical text and the order of the search an address asks for."""
    ask = asked(address, date.min)
    return ask.whole(), ask.order


def query_canonical(text: str) -> str:
    """A query in its canonical form; "" when it asks for nothing."""
    return LANGUAGE.text(LANGUAGE.parse(text))


def query_in_words(text: str, lang: str) -> str:
    """A query in the field names and values of a reader."""
    return LANGUAGE.text(LANGUAGE.parse(text), "zh" if lang.startswith("zh") else "")


def query_news(text: str, *, on: date, since: int) -> News:
    """What a query finds, and what of it is newer than an event of the history."""
    ask = asked(QueryDict(mutable=True), on)
    ask = replace(ask, typed=LANGUAGE.parse(text))
    total, changed, created = (
        found_for(other, offset=0, limit=0, counted=False).total
        for other in (ask, replace(ask, since=since), replace(ask, since=since, made=True))
    )
    return News(total, created, changed - created)

"""Reads of saved searches."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from guiju.apps.catalogue.queries.searching import News, query_news
from guiju.apps.searches.models import SavedSearch
from guiju.kernel.accounts.models import User


class Kept(NamedTuple):
    """A saved search with what it finds today."""

    saved: SavedSearch
    news: News


def searches_count(person: User) -> int:
    """How many searches a person keeps."""
    return SavedSearch.objects.filter(owner=person).count()


def searches_of(person: User, on: date, limit: int | None = None) -> list[Kept]:
    """A person's saved searches by name, each with how much it finds and how much of it is new or changed."""
    return [
        Kept(saved, query_news(saved.query, on=on, since=saved.seen_sequence))
        for saved in SavedSearch.objects.filter(owner=person)[:limit]
    ]

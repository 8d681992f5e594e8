"""Feeds (订阅源): the newest publications of any search, and what changed in the catalogue, as Atom and RSS."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed

from guiju.domain.validity.written import DateUnread, whole_day

FORMATS = {"atom": Atom1Feed, "rss": Rss201rev2Feed}
ENTRIES = 50


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a feed; `key` makes its permanent id, so that a reader shows it once."""

    key: str
    title: str
    link: str
    text: str
    at: datetime | None
    published: datetime | None = None


def feed(kind: str, *, title: str, about: str, page: str, address: str, language: str, entries: Iterable[Entry]) -> str:
    """A feed as text; `page` and `address` are the full addresses of the page it follows and of the feed itself."""
    made = FORMATS[kind](title=title, link=page, description=about, feed_url=address, language=language)
    for entry in entries:
        made.add_item(
            title=entry.title,
            link=entry.link,
            description=entry.text,
            unique_id=entry.key,
            unique_id_is_permalink=False,
            updateddate=entry.at,
            pubdate=entry.published or entry.at,
        )
    return made.writeString("utf-8")


def moment_of(day: str) -> datetime | None:
    """The first moment of a day as precise as it is known; None when it is not."""
    try:
        found = whole_day(day)
    except DateUnread:
        found = None
    return datetime.combine(found, time(), UTC) if found else None

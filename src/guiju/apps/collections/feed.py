"""Changes of a collection as an Atom feed (变化订阅)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.feedgenerator import Atom1Feed

from guiju.apps.collections.figures import words_of
from guiju.apps.collections.models import CollectionChange
from guiju.domain.language import Words

CHANGES: dict[str, Words] = {
    "published": Words("专题库发布", "Collection published"),
    "added": Words("新增：{number} {title}（{after}）", "Added: {number} {title} ({after})"),
    "removed": Words("移出：{number}", "Removed: {number}"),
    "status": Words("{number} {title}：{before} → {after}", "{number} {title}: {before} → {after}"),
}


def change_said(change: CollectionChange, lang: str) -> str:
    """A change as one line."""
    return CHANGES[change.kind].pick(
        lang,
        number=change.number,
        title=change.title,
        before=words_of("status", change.before).pick(lang),
        after=words_of("status", change.after).pick(lang),
    )


def atom(
    title: str, address: str, own: str, changes: Iterable[CollectionChange], updated: datetime | None, lang: str
) -> str:
    """The feed: `address` is the collection's page and `own` the feed's, both whole addresses."""
    feed = _Feed(title, address, description="", language=lang, feed_url=own, feed_guid=own)
    feed.updated = updated
    for change in changes:
        feed.add_item(
            title=change_said(change, lang),
            link=address,
            description="",
            pubdate=change.at,
            updateddate=change.at,
            unique_id=f"{own}#{change.pk}",
            categories=[change.kind],
        )
    return feed.writeString("utf-8")


class _Feed(Atom1Feed):
    """Atom whose day is that of the last look when nothing has changed yet."""

    updated: datetime | None = None

    def latest_post_date(self) -> datetime:
        if self.items or self.updated is None:
            return super().latest_post_date()
        return self.updated

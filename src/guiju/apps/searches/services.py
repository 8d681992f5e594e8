"""Verbs of saved searches: save, rename, look, delete (存、改名、看过、删)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from guiju.apps.catalogue.queries.searching import query_canonical
from guiju.apps.searches.models import SavedSearch
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require
from guiju.kernel.history.queries import chain_length
from guiju.kernel.history.services import event_record

OBJECT = "saved_search"
MOST = 100
_NAME = Words("请给它起个名字，不超过 100 个字。", "Give it a name of up to 100 characters.")
_TAKEN = Words("已经有叫这个名字的检索了。", "You already have a search of this name.")
_QUERY = Words("这个检索没有条件，或太长。", "This search asks for nothing, or for too much.")
_FULL = Words(f"最多存 {MOST} 个检索，请先删去一些。", f"{MOST} searches at most: delete some first.")


@transaction.atomic
def search_save(*, actor: User, name: str, query: str, order: str = "", at: datetime) -> SavedSearch:
    """Keep a query by a name (存检索). Raises `WordsError` naming the field at fault."""
    permission_require(actor, "searches.save")
    text = query_canonical(query)
    if not text or len(text) > SavedSearch._meta.get_field("query").max_length:  # type: ignore[operator]
        raise WordsError("query", _QUERY, where="q")
    if SavedSearch.objects.filter(owner=actor).count() >= MOST:
        raise WordsError("too_many", _FULL, where="name")
    name = _name(actor, name)
    saved = SavedSearch.objects.create(
        owner=actor, name=name, query=text, order=order, seen_sequence=chain_length(), seen_at=at, created_at=at
    )
    _record(actor, "searches.saved", saved, None, {"name": name, "query": text, "order": order}, at)
    return saved


@transaction.atomic
def search_rename(*, actor: User, saved: SavedSearch, name: str, at: datetime) -> None:
    """Call it something else (改名). Raises `WordsError`."""
    permission_require(actor, "searches.own", saved)
    before, name = saved.name, _name(actor, name, but=saved)
    if name != before:
        saved.name = name
        saved.save(update_fields=["name"])
        _record(actor, "searches.renamed", saved, {"name": before}, {"name": name}, at)


@transaction.atomic
def search_look(*, actor: User, saved: SavedSearch, at: datetime) -> int:
    """Note that its owner looks at it now (看过); returns the event up to which they had seen it before."""
    permission_require(actor, "searches.own", saved)
    before = saved.seen_sequence
    saved.seen_sequence, saved.seen_at = chain_length(), at
    saved.save(update_fields=["seen_sequence", "seen_at"])
    return before


@transaction.atomic
def search_delete(*, actor: User, saved: SavedSearch, at: datetime) -> None:
    """Keep it no longer (删除)."""
    permission_require(actor, "searches.own", saved)
    before = {"name": saved.name, "query": saved.query, "order": saved.order}
    _record(actor, "searches.deleted", saved, before, None, at)
    saved.delete()


def _name(actor: User, name: str, but: SavedSearch | None = None) -> str:
    name = " ".join(name.split())
    if not 0 < len(name) <= SavedSearch._meta.get_field("name").max_length:  # type: ignore[operator]
        raise WordsError("name", _NAME, where="name")
    others = SavedSearch.objects.filter(owner=actor, name=name)
    if (others.exclude(pk=but.pk) if but else others).exists():
        raise WordsError("name_taken", _TAKEN, where="name")
    return name


def _record(
    actor: User,
    action: str,
    saved: SavedSearch,
    before: dict[str, str] | None,
    after: dict[str, str] | None,
    at: datetime,
) -> None:
    event_record(
        actor=actor.actor, action=action, object_kind=OBJECT, object_id=str(saved.pk), before=before, after=after, at=at
    )

"""Reads of the collections."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from guiju.apps.collections.models import Collection
from guiju.apps.collections.rules import MAKERS
from guiju.kernel.accounts.models import Organisation, User
from guiju.kernel.accounts.queries import organisations_where
from guiju.kernel.history.queries import events_of

_PUBLISHED = "collections.collection.published"
_MAKING = ("collections.collection.created", "collections.collection.changed")


def collections_public() -> QuerySet[Collection]:
    """Those anybody may read, the oldest first."""
    return Collection.objects.exclude(published=None).select_related("organisation").order_by("created_at", "id")


def collections_of(user: User) -> QuerySet[Collection]:
    """Those a person may edit: of their organisations, or where they are named an editor."""
    theirs = organisations_where(user=user, roles=MAKERS, on=timezone.localdate())
    own = Collection.objects.filter(organisation__in=theirs) | Collection.objects.filter(editors__user=user)
    return own.select_related("organisation").distinct().order_by("-changed_at")


def organisations_for(user: User) -> list[Organisation]:
    """The organisations a person may make collections for."""
    theirs = organisations_where(user=user, roles=MAKERS, on=timezone.localdate())
    return list(Organisation.objects.filter(pk__in=theirs).order_by("pk"))


def collection_get(slug: str) -> Collection:
    """One by its address. Raises `Collection.DoesNotExist`."""
    return Collection.objects.select_related("organisation", "approved_by").get(slug=slug)


def changed_by(slug: str, actor: str) -> bool:
    """Whether somebody made or changed what waits for approval, that is since it was last published."""
    found = False
    for event in events_of("collection", slug):
        if event.action == _PUBLISHED:
            found = False
        found |= event.actor == actor and event.action in _MAKING
    return found


def approved_by_its_editor(slug: str) -> bool:
    """Whether whoever approved what is public had a hand in it since the publication before."""
    hands, own = set[str](), False
    for event in events_of("collection", slug):
        if event.action == _PUBLISHED:
            own, hands = event.actor in hands, set()
        elif event.action in _MAKING:
            hands.add(event.actor)
    return own

"""Reads of the collections."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from guiju.apps.collections.models import Collection
from guiju.apps.collections.rules import MAKERS
from guiju.kernel.accounts.models import Organisation, User
from guiju.kernel.accounts.queries import organisations_where


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

"""Reads of lists on their way into the catalogue (导入查询)."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from guiju.apps.catalogue.models import Edition, ListImport
from guiju.kernel.accounts.models import User


def list_imports_for(person: User) -> QuerySet[ListImport]:
    """What somebody who may import sees, newest first: their own lists, and those of others that have come in."""
    visible = Q(owner=person) | Q(stage=ListImport.Stage.APPLIED)
    return ListImport.objects.select_related("owner", "job").filter(visible).order_by("-created_at")


def editions_imported(subject: ListImport) -> QuerySet[Edition]:
    """Editions a list brought, by number."""
    batches = [kept["batch"] for kept in subject.batches if kept["batch"]]
    return Edition.objects.filter(batch_id__in=batches).order_by("sort_key", "id")


def editions_changed(subject: ListImport) -> QuerySet[Edition]:
    """Editions that were there and to which a list added, or which it changed; the first 5,000 of each batch."""
    keys = {pk for kept in subject.batches for pk in kept["changed"]}
    return Edition.objects.filter(pk__in=keys).order_by("sort_key", "id")

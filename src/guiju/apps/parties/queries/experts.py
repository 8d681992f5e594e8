"""Reads of experts (专家的查询); for those who may see them only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db.models import Count, QuerySet

from guiju.apps.parties.models import DrawnMember, Expert, Recusal
from guiju.kernel.accounts.models import User

LOAD_DAYS = 365


def experts_asked(*, text: str = "", field: str = "", unlisted: bool = False) -> QuerySet[Expert]:
    """Experts whose name or employer holds a text and who know a field; those erased are not there."""
    rows = Expert.objects.filter(erased_at=None, listed=not unlisted).select_related("employer")
    for word in text.split()[:5]:
        rows = rows.filter(name__icontains=word) | rows.filter(employer__found_by__contains=word.casefold())
    if field:
        rows = rows.filter(fields__field__startswith=field)
    return rows.distinct().prefetch_related("fields").order_by("name", "pk")


def expert_get(pk: int) -> Expert:
    """One expert. Raises `Expert.DoesNotExist`."""
    if pk.bit_length() > 63:
        raise Expert.DoesNotExist
    return Expert.objects.select_related("employer", "user").get(pk=pk)


def expert_of(user: User) -> Expert | None:
    """The record of a person with an account."""
    return Expert.objects.filter(user=user).first()


def loads(at: datetime) -> Mapping[int, int]:
    """By expert, how many panels they were drawn for within the year before a moment (评审次数), withdrawn ones not."""
    rows = DrawnMember.objects.filter(draw__drawn_at__gt=at - timedelta(days=LOAD_DAYS), draw__withdrawn_at=None)
    return dict(rows.order_by().values_list("expert").annotate(n=Count("pk")))


def panels_of(expert: Expert) -> list[DrawnMember]:
    """The panels somebody was drawn for, the newest first."""
    return list(expert.panels.select_related("draw").order_by("-draw__drawn_at", "-pk"))


def recusals_of(expert: Expert) -> list[Recusal]:
    """Whose matters somebody keeps out of."""
    return list(expert.recusals.select_related("organisation").order_by("organisation__name", "pk"))

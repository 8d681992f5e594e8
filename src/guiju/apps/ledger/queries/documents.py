"""Reads of required documents (配套文件的查询)."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, F, Q, QuerySet

from guiju.apps.ledger.models import RequiredDocument
from guiju.apps.ledger.queries.policies import HEAVY, policies_inside
from guiju.domain.language import Words
from guiju.kernel.accounts.models import User

STATES = {
    "late": Words("逾期未出台", "late"),
    "open": Words("未出台", "not issued"),
    "issued": Words("已出台", "issued"),
}


def documents_seen(person: User | AnonymousUser) -> QuerySet[RequiredDocument]:
    """The documents ordered by the confirmed policies a person sees."""
    return RequiredDocument.objects.filter(removed_at=None, policy__in=policies_inside(person).order_by().values("pk"))


def documents_asked(
    rows: QuerySet[RequiredDocument], *, state: str, policy: int, on: date
) -> QuerySet[RequiredDocument]:
    """Of these the ones in a state (late ones are not issued either), of a policy."""
    if policy:
        rows = rows.filter(policy=policy)
    return rows.filter(_where(on)[state]) if state else rows


def documents_counted(rows: QuerySet[RequiredDocument], on: date) -> dict[str, int]:
    """How many of these are in each state."""
    return rows.aggregate(**{state: Count("pk", filter=where) for state, where in _where(on).items()})


def documents_read(rows: QuerySet[RequiredDocument], first: int, size: int) -> list[RequiredDocument]:
    """A page of these by day, with their policies and tasks; which they are is asked first, without those."""
    ordered = rows.order_by(F("due").asc(nulls_last=True), "policy", "place", "pk")
    numbers = list(ordered.values_list("pk", flat=True)[first : first + size])
    whole = RequiredDocument.objects.select_related("policy", "task").defer(*(f"policy__{name}" for name in HEAVY))
    found = whole.in_bulk(numbers)
    return [found[pk] for pk in numbers if pk in found]


def _where(on: date) -> dict[str, Q]:
    return {"late": Q(issued_on=None, due__lt=on), "open": Q(issued_on=None), "issued": Q(issued_on__isnull=False)}

"""Reads of required documents (配套文件的查询)."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

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
    policies = policies_inside(person)
    rows = RequiredDocument.objects.filter(removed_at=None, policy__in=policies.order_by().values("pk"))
    return rows.select_related("policy", "task").defer(*(f"policy__{name}" for name in HEAVY))


def documents_asked(
    rows: QuerySet[RequiredDocument], *, state: str, policy: int, on: date
) -> QuerySet[RequiredDocument]:
    """Of these the ones in a state (late ones are not issued either), of a policy."""
    if policy:
        rows = rows.filter(policy=policy)
    where = {"late": Q(issued_on=None, due__lt=on), "open": Q(issued_on=None), "issued": Q(issued_on__isnull=False)}
    return rows.filter(where[state]) if state else rows

"""Reads of the cases."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from guiju.apps.cases.flow import FLOW
from guiju.apps.cases.models import Case
from guiju.kernel.accounts.tokens import token_digest

OPEN = tuple(state.name for state in FLOW.states.values() if not state.ends)


def cases_in(states: Collection[str]) -> QuerySet[Case]:
    """Cases in these states, the longest waiting first."""
    return Case.objects.filter(state__in=states).select_related("edition", "handler").order_by("state_since", "id")


def cases_open() -> int:
    """How many cases wait to be handled."""
    return Case.objects.filter(state__in=OPEN).count()


def case_by_receipt(receipt: str) -> Case | None:
    """The case of a receipt."""
    return (
        Case.objects.select_related("edition").filter(token_digest=token_digest(receipt)).first() if receipt else None
    )

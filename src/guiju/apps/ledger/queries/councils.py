"""Reads of leading groups and joint conferences (协调机构的查询)."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q, QuerySet

from guiju.apps.ledger.models import Council, Policy, Seat
from guiju.apps.ledger.roles import KEEPERS, REPORTERS
from guiju.apps.ledger.terms import SEAT_ROLES
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.queries import organisations_where

_ORDER = {role: at for at, role in enumerate(SEAT_ROLES)}


def councils_for(person: User, on: date) -> QuerySet[Council]:
    """Those one's office runs and those one's body sits in."""
    kept = organisations_where(user=person, roles=KEEPERS, on=on)
    mine = organisations_where(user=person, roles=REPORTERS, on=on)
    pks = Council.objects.filter(Q(office__in=kept) | Q(seats__body__account__in=mine)).values("pk")
    rows = Council.objects.filter(pk__in=pks).select_related("office")
    now = Q(seats__starts_on__lte=on) & (Q(seats__ends_on=None) | Q(seats__ends_on__gte=on))
    return rows.annotate(
        members=Count("seats__body", filter=now, distinct=True), met=Count("meetings", distinct=True)
    ).order_by("ended_on", "name", "pk")


def seats_of(council: Council, on: date) -> tuple[list[Seat], list[Seat]]:
    """The seats filled on a day by rank, and those of other days."""
    rows = list(council.seats.select_related("body").order_by("body__name", "starts_on", "pk"))
    rows.sort(key=lambda row: _ORDER.get(row.role, len(_ORDER)))
    now = [row for row in rows if row.starts_on <= on and (row.ends_on is None or row.ends_on >= on)]
    return now, [row for row in rows if row not in now]


def ledgers_of(council: Council) -> list[Policy]:
    """The ledgers its office keeps, where decisions may become tasks."""
    rows = Policy.objects.filter(office=council.office_id, confirmed_at__isnull=False, withdrawn_at=None)
    return list(rows.order_by("-confirmed_at", "pk")[:200])

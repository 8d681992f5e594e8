"""Reads of people, organisations and roles."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from guiju.kernel.accounts.models import Membership, User


def actor_of(person: User | AnonymousUser | None) -> str:
    """How history names a person: "user:12", "public" for somebody not signed in, "system" for nobody."""
    if person is None:
        return "system"
    return person.actor if isinstance(person, User) else "public"


def memberships_on(day: date) -> QuerySet[Membership]:
    """The memberships in force on a day."""
    return Membership.objects.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)


def memberships_of(*, user: User, on: date) -> QuerySet[Membership]:
    """A person's memberships in force on a day, with organisation and unit."""
    return memberships_on(on).filter(user=user).select_related("organisation", "unit").order_by("pk")


def roles_of(*, user: User, on: date) -> frozenset[str]:
    """The roles a person holds on a day, anywhere."""
    return frozenset(memberships_on(on).filter(user=user).values_list("role", flat=True))


def organisations_where(*, user: User, roles: Collection[str], on: date) -> frozenset[int]:
    """The organisations in which a person holds one of the roles on a day."""
    memberships = memberships_on(on).filter(user=user, role__in=roles)
    return frozenset(memberships.values_list("organisation_id", flat=True))

"""What rules are made of (权限条件): each says yes or no of a person, or of a person and an object."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from rules.predicates import Predicate

from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.queries import organisations_where, roles_usable

Person = User | AnonymousUser


class OfOrganisation(Protocol):
    """Something that belongs to an organisation."""

    organisation_id: int


def condition(name: str) -> Callable[[Callable[..., bool]], Predicate]:
    """Make a function of a person, or of a person and an object, a predicate that combines with `&`, `|`, `~`."""

    def make(test: Callable[..., bool]) -> Predicate:
        return Predicate(test, name=name)

    return make


@condition("signed_in")
def signed_in(person: Person) -> bool:
    """Whoever has an account in use."""
    return person.is_authenticated and person.is_active


def holds(*roles: str) -> Predicate:
    """Whoever holds one of the roles today, anywhere."""

    @condition(f"holds:{'|'.join(roles)}")
    def holds_one(person: Person) -> bool:
        return isinstance(person, User) and bool(_today(person) & frozenset(roles))

    return holds_one


def holds_there(*roles: str) -> Predicate:
    """Whoever holds one of the roles today in the organisation of the object (`obj.organisation_id`)."""

    @condition(f"holds_there:{'|'.join(roles)}")
    def holds_one_there(person: Person, obj: OfOrganisation | None) -> bool:
        if not isinstance(person, User) or not person.is_active or obj is None:
            return False
        return obj.organisation_id in organisations_where(user=person, roles=roles, on=timezone.localdate())

    return holds_one_there


@condition("owns")
def owns(person: Person, obj: object) -> bool:
    """Whoever the object belongs to (`obj.owner_id`)."""
    return isinstance(person, User) and person.is_active and getattr(obj, "owner_id", None) == person.pk


def _today(person: User) -> frozenset[str]:
    return roles_usable(user=person, on=timezone.localdate()) if person.is_active else frozenset()

"""Denied unless a rule grants it (默认拒绝)."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from rules.permissions import add_perm, has_perm, perm_exists
from rules.predicates import Predicate

from guiju.kernel.accounts.models import User


class Denied(PermissionDenied):
    """No rule grants this; `rule` names the one that was asked."""

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


def rule_add(name: str, predicate: Predicate) -> None:
    """Register a rule, "room.verb", made of `predicates`; each room does so in its `rules.py`."""
    add_perm(name, predicate)  # type: ignore[no-untyped-call]


def permitted(actor: User | AnonymousUser | None, rule: str, obj: object = None) -> bool:
    """Whether the rule grants this to the actor. None is the system itself, which may do everything.

    Raises ImproperlyConfigured for a rule nobody has registered.
    """
    if not perm_exists(rule):  # type: ignore[no-untyped-call]
        raise ImproperlyConfigured(f"no rule is called {rule!r}")
    return actor is None or bool(has_perm(rule, actor, obj))  # type: ignore[no-untyped-call]


def permission_require(actor: User | AnonymousUser | None, rule: str, obj: object = None) -> None:
    """Raise `Denied` unless the rule grants this to the actor (see `permitted`)."""
    if not permitted(actor, rule, obj):
        raise Denied(rule)

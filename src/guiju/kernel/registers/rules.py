"""Who may do what with registers (登记簿权限): officers declare them; the rest follows from each declaration."""

from __future__ import annotations

from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from guiju.kernel.accounts.holdings import holding_add
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import rule_add
from guiju.kernel.accounts.predicates import condition, holds, owns, signed_in
from guiju.kernel.registers.holding import DRAFTS, VIEWS
from guiju.kernel.registers.layout import Layout
from guiju.kernel.registers.sight import Owned, sight_of

Person = User | AnonymousUser


class Asked(NamedTuple):
    """What a rule is asked about: a register, and one of its records or None; `organisation_id` of a new one."""

    layout: Layout
    row: Owned | None = None
    organisation_id: int | None = None


@condition("registers.sees")
def sees(person: Person, obj: Asked | None) -> bool:
    """Whoever sees the record, or something of the register."""
    if obj is None:
        return False
    sight = sight_of(obj.layout.register, person, timezone.localdate())
    return sight.sees(obj.row) if obj.row is not None else sight.sees_something


@condition("registers.enters")
def enters(person: Person, obj: Asked | None) -> bool:
    """Whoever enters records, for this organisation where one is named."""
    if obj is None:
        return False
    sight = sight_of(obj.layout.register, person, timezone.localdate())
    return sight.keeps or (obj.organisation_id in sight.enters if obj.organisation_id is not None else sight.creates)


@condition("registers.changes")
def changes(person: Person, obj: Asked | None) -> bool:
    """Whoever may change the record."""
    return obj is not None and obj.row is not None and sight_of(
        obj.layout.register, person, timezone.localdate()
    ).changes(obj.row)  # fmt: skip


@condition("registers.keeps")
def keeps(person: Person, obj: Asked | None) -> bool:
    """Whoever keeps the register."""
    return obj is not None and sight_of(obj.layout.register, person, timezone.localdate()).keeps


@condition("registers.discloses")
def discloses(person: Person, obj: Asked | None) -> bool:
    """Whoever does the disclosure step of the register."""
    return obj is not None and sight_of(obj.layout.register, person, timezone.localdate()).discloses


rule_add("registers.see", sees)
rule_add("registers.enter", signed_in & enters)
rule_add("registers.change", signed_in & changes)
rule_add("registers.keep", signed_in & keeps)
rule_add("registers.disclose", signed_in & discloses)
rule_add("registers.view", signed_in & sees)
rule_add("registers.view_own", owns)
rule_add("registers.declare", holds("officer"))

holding_add(DRAFTS)
holding_add(VIEWS)

"""Verbs of people, organisations and roles. `actor` None is the system itself (setup, imports)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from guiju.kernel.accounts import errors
from guiju.kernel.accounts.models import Membership, Organisation, SignIn, Unit, User
from guiju.kernel.accounts.permission import permission_require, permitted
from guiju.kernel.accounts.queries import actor_of
from guiju.kernel.accounts.roles import ADMINISTRATORS, ORGANISATION_KINDS, ROLES
from guiju.kernel.history.services import event_record

__all__ = [
    "language_choose",
    "membership_grant",
    "membership_revoke",
    "organisation_create",
    "password_change",
    "permission_require",
    "permitted",
    "sign_in_log",
    "sign_ins_purge",
    "unit_create",
    "user_create",
    "user_switch",
]


@transaction.atomic
def organisation_create(
    *, actor: User | None, name: str, kind: str, name_en: str = "", uscc: str = "", at: datetime
) -> Organisation:
    """Add an organisation; `kind` as in roles.toml."""
    permission_require(actor, "accounts.users_manage")
    if kind not in ORGANISATION_KINDS:
        raise errors.unknown(kind)
    organisation = Organisation.objects.create(name=name, name_en=name_en, kind=kind, uscc=uscc)
    after = {"name": name, "name_en": name_en, "kind": kind, "uscc": uscc}
    _record(actor, "accounts.organisation_created", organisation, after=after, at=at)
    return organisation


@transaction.atomic
def unit_create(
    *, actor: User | None, organisation: Organisation, name: str, parent: Unit | None = None, at: datetime
) -> Unit:
    """Add a unit to an organisation, below another of its units if given."""
    permission_require(actor, "accounts.users_manage")
    if parent is not None and parent.organisation_id != organisation.pk:
        raise errors.FOREIGN_UNIT
    unit = Unit.objects.create(organisation=organisation, parent=parent, name=name)
    after = {"organisation": organisation.pk, "parent": parent and parent.pk, "name": name}
    _record(actor, "accounts.unit_created", unit, after=after, at=at)
    return unit


@transaction.atomic
def user_create(
    *,
    actor: User | None,
    username: str,
    display_name: str,
    password: str,
    email: str = "",
    language: str = "",
    is_demo: bool = False,
    at: datetime,
) -> User:
    """Add a person who can sign in, with no role yet. Names that differ only in case are the same name."""
    permission_require(actor, "accounts.users_manage")
    username = User.normalize_username(username)
    if User.objects.filter(username__iexact=username).exists():
        raise errors.taken(username)
    user = User(
        username=username, display_name=display_name, email=email, language=language, is_demo=is_demo, joined_at=at
    )
    user.set_password(password)
    user.full_clean()
    user.save()
    after = {"username": username, "display_name": display_name, "email": email, "is_demo": is_demo}
    _record(actor, "accounts.user_created", user, after=after, at=at)
    return user


@transaction.atomic
def user_switch(*, actor: User | None, user: User, active: bool, reason: str = "", at: datetime) -> None:
    """Let a person sign in, or no longer; open sessions end at once."""
    permission_require(actor, "accounts.users_manage")
    before, user.is_active = user.is_active, active
    user.save(update_fields=["is_active"])
    action = "accounts.user_activated" if active else "accounts.user_deactivated"
    _record(actor, action, user, before={"is_active": before}, after={"is_active": active}, reason=reason, at=at)


@transaction.atomic
def membership_grant(
    *,
    actor: User | None,
    user: User,
    organisation: Organisation,
    role: str,
    unit: Unit | None = None,
    starts_on: date,
    ends_on: date | None = None,
    reason: str = "",
    evidence: str = "",
    at: datetime,
) -> Membership:
    """Grant a role in an organisation (授予角色), both days included.

    Raises `AccountError`: unknown role, a role that this kind of organisation does not have, a second of the three
    administrators at the same time, a grant to oneself.
    """
    permission_require(actor, "accounts.roles_grant")
    if actor == user:
        raise errors.SELF_GRANT
    if role not in ROLES:
        raise errors.unknown(role)
    kinds = ROLES[role].kinds
    if kinds and organisation.kind not in kinds:
        raise errors.wrong_place(ROLES[role].name, ORGANISATION_KINDS[organisation.kind])
    if unit is not None and unit.organisation_id != organisation.pk:
        raise errors.FOREIGN_UNIT
    User.objects.select_for_update().get(pk=user.pk)
    if role in ADMINISTRATORS and _is_administrator(user, starts_on, ends_on):
        raise errors.SECOND_ADMINISTRATOR
    membership = Membership(
        user=user, organisation=organisation, unit=unit, role=role, starts_on=starts_on, ends_on=ends_on
    )
    membership.full_clean(validate_unique=False, validate_constraints=False)
    membership.save()
    after = {
        "user": user.pk,
        "organisation": organisation.pk,
        "unit": unit and unit.pk,
        "role": role,
        "starts_on": starts_on,
        "ends_on": ends_on,
    }
    _record(actor, "accounts.role_granted", membership, after=after, reason=reason, evidence=evidence, at=at)
    return membership


@transaction.atomic
def membership_revoke(
    *, actor: User | None, membership: Membership, ends_on: date, reason: str = "", at: datetime
) -> None:
    """End a role after the day `ends_on` (收回角色); one that has not begun ends the day it would have begun."""
    permission_require(actor, "accounts.roles_grant")
    if actor is not None and actor.pk == membership.user_id:
        raise errors.SELF_GRANT
    before, membership.ends_on = membership.ends_on, max(ends_on, membership.starts_on)
    membership.save(update_fields=["ends_on"])
    _record(
        actor,
        "accounts.role_revoked",
        membership,
        before={"ends_on": before},
        after={"ends_on": membership.ends_on},
        reason=reason,
        at=at,
    )


@transaction.atomic
def password_change(*, actor: User | None, user: User, password: str, at: datetime) -> None:
    """Set a password: one's own, or another's as system administrator."""
    if actor != user:
        permission_require(actor, "accounts.users_manage")
    user.set_password(password)
    user.save(update_fields=["password"])
    _record(actor, "accounts.password_changed", user, at=at)


def language_choose(*, user: User, language: str) -> None:
    """Remember the language a person reads in ("zh-hans", "en")."""
    user.language = language
    user.save(update_fields=["language"])


def sign_in_log(*, username: str, user: User | None, address: str | None, outcome: str, at: datetime) -> None:
    """Log an attempt: `outcome` is signed_in, refused, locked_out or signed_out."""
    SignIn.objects.create(username=username[:150], user=user, address=address or None, outcome=outcome, at=at)


def sign_ins_purge(*, before: datetime) -> int:
    """Delete sign-in logs older than a moment; returns how many."""
    return SignIn.objects.filter(at__lt=before).delete()[0]


def _is_administrator(user: User, starts_on: date, ends_on: date | None) -> bool:
    """Whether a person holds one of the three administrators' roles on any of these days."""
    held = Membership.objects.filter(user=user, role__in=ADMINISTRATORS)
    held = held.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on))
    return (held.filter(starts_on__lte=ends_on) if ends_on else held).exists()


def _record(
    actor: User | None,
    action: str,
    row: User | Organisation | Unit | Membership,
    *,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    reason: str = "",
    evidence: str = "",
    at: datetime,
) -> None:
    event_record(
        actor=actor_of(actor),
        action=action,
        object_kind=type(row).__name__.lower(),
        object_id=str(row.pk),
        before=before,
        after=after,
        reason=reason,
        evidence=evidence,
        at=at,
    )

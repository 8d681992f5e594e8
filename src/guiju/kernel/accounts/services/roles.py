"""Verbs of roles (角色): asked for, granted, declined, revoked; and who needs a second factor."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from guiju.kernel.accounts import errors
from guiju.kernel.accounts.models import FactorRule, Invitation, Membership, Organisation, RoleRequest, Unit, User
from guiju.kernel.accounts.permission import permission_require
from guiju.kernel.accounts.roles import ADMINISTRATORS, ORGANISATION_KINDS, ROLES
from guiju.kernel.accounts.services.recording import account_record

AUDIT = "audit_administrator"


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
    administrators at the same time, an audit administrator who would handle business, a grant to oneself or to
    somebody one invited.
    """
    permission_require(actor, "accounts.roles_grant")
    if actor is not None:
        _keep_apart(actor, user)
    role_check(organisation, role, unit, starts_on)
    User.objects.select_for_update().get(pk=user.pk)
    if not user.is_active:
        raise errors.SWITCHED_OFF
    if ends_on is not None and ends_on < starts_on:
        raise errors.DAYS_WRONG
    if role in ADMINISTRATORS and _is_administrator(user, starts_on, ends_on):
        raise errors.SECOND_ADMINISTRATOR
    if _mixes_audit(user, role, starts_on, ends_on):
        raise errors.AUDIT_ALONE
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
    account_record(actor, "role_granted", membership, after=after, reason=reason, evidence=evidence, at=at)
    return membership


@transaction.atomic
def membership_revoke(
    *, actor: User | None, membership: Membership, ends_on: date, reason: str = "", at: datetime
) -> None:
    """End a role after the day `ends_on` (收回角色); one that has not begun ends the day it would have begun.

    Never later than it ends already: that would be a grant, which has rules of its own.
    """
    permission_require(actor, "accounts.roles_grant")
    if actor is not None and actor.pk == membership.user_id:
        raise errors.SELF_GRANT
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    if membership.ends_on is not None and ends_on > membership.ends_on:
        raise errors.ENDS_ALREADY
    before, membership.ends_on = membership.ends_on, max(ends_on, membership.starts_on)
    membership.save(update_fields=["ends_on"])
    was, now = {"ends_on": before}, {"ends_on": membership.ends_on}
    account_record(actor, "role_revoked", membership, before=was, after=now, reason=reason, at=at)


@transaction.atomic
def role_request(
    *, actor: User | None, user: User, organisation: Organisation, role: str, unit: Unit | None = None, at: datetime
) -> RoleRequest:
    """Ask for a role for a person (申请角色); asking for the same one twice is asking once."""
    permission_require(actor, "accounts.members_manage", organisation)
    role_check(organisation, role, unit, localdate(at))
    return role_ask(asked_by=actor, user=user, organisation=organisation, role=role, unit=unit, at=at)


def role_ask(
    *, asked_by: User | None, user: User, organisation: Organisation, role: str, unit: Unit | None, at: datetime
) -> RoleRequest:
    """The request itself, for verbs that have asked the rule (`role_request`, the acceptance of an invitation)."""
    fields = {"unit": unit, "asked_by": asked_by, "asked_at": at}
    request, made = RoleRequest.objects.get_or_create(
        user=user, organisation=organisation, role=role, settled_at=None, defaults=fields
    )
    if made:
        after = {"user": user.pk, "organisation": organisation.pk, "unit": unit and unit.pk, "role": role}
        account_record(asked_by, "role_requested", request, after=after, at=at)
    return request


@transaction.atomic
def role_request_grant(
    *, actor: User, request: RoleRequest, starts_on: date, ends_on: date | None = None, reason: str = "", at: datetime
) -> Membership:
    """Grant what was asked for; never by the one who asked or invited, nor by the one it is for."""
    permission_require(actor, "accounts.roles_grant")
    request = _open(request)
    if actor.pk == request.asked_by_id:
        raise errors.OWN_INVITATION
    request.membership = membership_grant(
        actor=actor,
        user=request.user,
        organisation=request.organisation,
        role=request.role,
        unit=request.unit,
        starts_on=starts_on,
        ends_on=ends_on,
        reason=reason,
        at=at,
    )
    request.settled_at = at
    request.save(update_fields=["membership", "settled_at"])
    return request.membership


@transaction.atomic
def role_request_decline(*, actor: User, request: RoleRequest, reason: str = "", at: datetime) -> None:
    """Decline what was asked for; the person keeps their account."""
    permission_require(actor, "accounts.roles_grant")
    request = _open(request)
    request.settled_at = at
    request.save(update_fields=["settled_at"])
    account_record(actor, "role_declined", request, after={"user": request.user_id}, reason=reason, at=at)


@transaction.atomic
def factor_require(*, actor: User | None, role: str, starts_on: date, at: datetime) -> FactorRule:
    """From a day on, holders of a role need a second factor: without one the role opens nothing."""
    permission_require(actor, "accounts.roles_grant")
    if role not in ROLES:
        raise errors.unknown(role)
    if FactorRule.objects.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on), role=role).exists():
        raise errors.FACTOR_REQUIRED_ALREADY
    rule = FactorRule.objects.create(role=role, starts_on=starts_on)
    account_record(actor, "factor_required", rule, after={"role": role, "starts_on": starts_on}, at=at)
    return rule


@transaction.atomic
def factor_release(*, actor: User | None, rule: FactorRule, at: datetime) -> None:
    """From today on a role no longer needs a second factor."""
    permission_require(actor, "accounts.roles_grant")
    rule.ends_on = localdate(at) - timedelta(days=1)
    account_record(actor, "factor_released", rule, before={"role": rule.role}, after={"ends_on": rule.ends_on}, at=at)
    rule.save(update_fields=["ends_on"])


def role_check(organisation: Organisation, role: str, unit: Unit | None, on: date) -> None:
    """Raise `AccountError` unless the role can be held there: known, of this kind of organisation, in a unit of it."""
    if role not in ROLES:
        raise errors.unknown(role)
    kinds = ROLES[role].kinds
    if kinds and organisation.kind not in kinds:
        raise errors.wrong_place(ROLES[role].name, ORGANISATION_KINDS[organisation.kind])
    if unit is not None and unit.organisation_id != organisation.pk:
        raise errors.FOREIGN_UNIT
    if any(
        place is not None and place.closed_on is not None and place.closed_on <= on for place in (organisation, unit)
    ):
        raise errors.CLOSED


def _open(request: RoleRequest) -> RoleRequest:
    request = RoleRequest.objects.select_for_update().select_related("user", "organisation").get(pk=request.pk)
    if request.settled_at is not None:
        raise errors.SETTLED
    return request


def _keep_apart(actor: User, user: User) -> None:
    """Nobody grants roles of their own, nor to somebody they brought in themselves."""
    if actor == user:
        raise errors.SELF_GRANT
    if Invitation.objects.filter(user=user, made_by=actor, purpose=Invitation.Purpose.JOIN).exists():
        raise errors.OWN_INVITATION


def _is_administrator(user: User, starts_on: date, ends_on: date | None) -> bool:
    """Whether a person holds one of the three administrators' roles on any of these days."""
    return _held(user, starts_on, ends_on).filter(role__in=ADMINISTRATORS).exists()


def _mixes_audit(user: User, role: str, starts_on: date, ends_on: date | None) -> bool:
    """Whether the person would audit and handle business on the same day."""
    held = _held(user, starts_on, ends_on)
    return held.exists() if role == AUDIT else held.filter(role=AUDIT).exists()


def _held(user: User, starts_on: date, ends_on: date | None) -> QuerySet[Membership]:
    held = Membership.objects.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on), user=user)
    return held.filter(starts_on__lte=ends_on) if ends_on else held

"""Verbs of invitations (邀请): a one-time link to join an organisation, or to set a new password."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate

from guiju.kernel.accounts import errors
from guiju.kernel.accounts.models import Invitation, Organisation, Unit, User
from guiju.kernel.accounts.periods import days_of
from guiju.kernel.accounts.permission import permission_require
from guiju.kernel.accounts.queries import invitation_with, is_administrator
from guiju.kernel.accounts.services.people import email_check, password_change, user_create
from guiju.kernel.accounts.services.recording import account_record
from guiju.kernel.accounts.services.roles import role_ask, role_check
from guiju.kernel.accounts.tokens import token_digest

Purpose = Invitation.Purpose


class Link(NamedTuple):
    """An invitation and its token, which is known only now."""

    invitation: Invitation
    token: str


def token_make() -> str:
    """A fresh token of 43 characters."""
    return secrets.token_urlsafe(32)


@transaction.atomic
def invitation_make(
    *,
    actor: User | None,
    organisation: Organisation,
    role: str,
    display_name: str,
    email: str = "",
    unit: Unit | None = None,
    at: datetime,
    token: Callable[[], str] = token_make,
) -> Link:
    """Invite somebody to an organisation; accepting makes the account and asks for the role, it does not grant it."""
    permission_require(actor, "accounts.members_manage", organisation)
    role_check(organisation, role, unit, localdate(at))
    display_name, email = " ".join(display_name.split()), email.strip()
    if not 0 < len(display_name) <= 150:
        raise errors.PERSON_NAME_WRONG
    if email:
        email_check(email)
    secret = token()
    invitation = Invitation.objects.create(
        token_digest=token_digest(secret),
        purpose=Purpose.JOIN,
        display_name=display_name,
        email=email,
        organisation=organisation,
        unit=unit,
        role=role,
        made_by=actor,
        made_at=at,
        expires_at=at + timedelta(days=days_of("invitation", on=localdate(at))),
    )
    after = {"organisation": organisation.pk, "role": role, "display_name": display_name, "email": email}
    account_record(actor, "invitation_made", invitation, after=after, at=at)
    return Link(invitation, secret)


@transaction.atomic
def password_link_make(*, actor: User | None, user: User, at: datetime, token: Callable[[], str] = token_make) -> Link:
    """A link by which a person sets a new password; older links of theirs open nothing any more.

    Not for one of the three administrators, whose account would then be in the hands of the one who makes the link:
    theirs is made at the machine (`guiju administrators`).
    """
    permission_require(actor, "accounts.users_manage")
    if actor is not None and is_administrator(user, on=localdate(at)):
        raise errors.ADMINISTRATOR_UNTOUCHED
    if not user.is_active:
        raise errors.SWITCHED_OFF
    open_links = Invitation.objects.filter(user=user, purpose=Purpose.PASSWORD, used_at=None, revoked_at=None)
    open_links.update(revoked_at=at)
    secret = token()
    invitation = Invitation.objects.create(
        token_digest=token_digest(secret),
        purpose=Purpose.PASSWORD,
        display_name=user.display_name,
        email=user.email,
        user=user,
        made_by=actor,
        made_at=at,
        expires_at=at + timedelta(days=days_of("password_link", on=localdate(at))),
    )
    account_record(actor, "password_link_made", invitation, after={"user": user.pk}, at=at)
    return Link(invitation, secret)


def invitation_mailed(*, invitation: Invitation, at: datetime) -> None:
    """The link went out by mail and to nobody else: whoever uses it reads that mailbox."""
    invitation.mailed_at = at
    invitation.save(update_fields=["mailed_at"])


@transaction.atomic
def invitation_revoke(*, actor: User, invitation: Invitation, at: datetime) -> None:
    """Withdraw a link that has not been used."""
    rule = "accounts.members_manage" if invitation.organisation_id else "accounts.users_manage"
    permission_require(actor, rule, invitation)
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.used_at is not None:
        raise errors.LINK_CLOSED
    invitation.revoked_at = invitation.revoked_at or at
    invitation.save(update_fields=["revoked_at"])
    account_record(actor, "invitation_revoked", invitation, at=at)


@transaction.atomic
def invitation_accept(*, token: str, username: str, password: str | None, at: datetime) -> User:
    """Use the link: the account is made with this name and password (None: it signs in elsewhere), the role asked for.

    Raises `AccountError` when the link is used, withdrawn or expired, the name taken or the password weak.
    """
    invitation = _usable(token, Purpose.JOIN, at)
    assert invitation.organisation is not None  # those who join, join something
    candidate = User(username=username, display_name=invitation.display_name, email=invitation.email)
    if password is not None:
        password_check(password, candidate)
    try:
        user = user_create(
            actor=None,
            username=username.strip(),
            display_name=invitation.display_name,
            password=password,
            email=invitation.email,
            at=at,
        )
    except ValidationError as error:
        raise errors.USERNAME_WRONG from error
    if invitation.mailed_at is not None and invitation.email:
        user.email_verified_at = at
        user.save(update_fields=["email_verified_at"])
    invitation.used_at, invitation.user = at, user
    invitation.save(update_fields=["used_at", "user"])
    account_record(user, "invitation_accepted", invitation, after={"user": user.pk}, at=at)
    role_ask(
        asked_by=invitation.made_by,
        user=user,
        organisation=invitation.organisation,
        role=invitation.role,
        unit=invitation.unit,
        at=at,
    )
    return user


@transaction.atomic
def password_link_use(*, token: str, password: str, at: datetime) -> User:
    """Set the password by the link."""
    invitation = _usable(token, Purpose.PASSWORD, at)
    assert invitation.user is not None
    if not invitation.user.is_active:
        raise errors.SWITCHED_OFF
    password_check(password, invitation.user)
    invitation.used_at = at
    invitation.save(update_fields=["used_at"])
    password_change(actor=invitation.user, user=invitation.user, password=password, at=at)
    return invitation.user


def password_check(password: str, user: User) -> None:
    """Raise `AccountError` when a password is too short, too common or only digits."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise errors.PASSWORD_WEAK from error


def _usable(token: str, purpose: str, at: datetime) -> Invitation:
    found = invitation_with(token)
    if found is None:
        raise errors.LINK_CLOSED
    invitation = Invitation.objects.select_for_update().get(pk=found.pk)
    if invitation.purpose != purpose or invitation.state(at) != "open":
        raise errors.LINK_CLOSED
    return invitation

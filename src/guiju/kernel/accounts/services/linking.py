"""Verbs of linked accounts (关联外部账号): by a verified e-mail address or an invitation, never by alike names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import transaction

from guiju.kernel.accounts import errors
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.services.invitations import invitation_accept
from guiju.kernel.accounts.services.recording import account_record

_NOT_IN_NAMES = re.compile(r"[^\w.+@-]+")


class Claims(NamedTuple):
    """What a provider vouches for: the subject, an address it has verified (or ""), the name used there."""

    provider: str
    subject: str
    email: str
    username: str

    @classmethod
    def of(cls, claims: Mapping[str, object], *, provider: str) -> Claims:
        """From the claims of an ID token; an address counts only when `email_verified` is true, and nothing else."""
        email = str(claims.get("email") or "") if claims.get("email_verified") is True else ""
        username = str(claims.get("preferred_username") or "")
        return cls(provider, str(claims["sub"])[:191], email[:254], username[:100])


def claims_joined(token: Mapping[str, object], information: Mapping[str, object]) -> dict[str, object]:
    """What the ID token and the user information say; an address is as verified as the one who told it said."""
    joined = {**token, **information}
    if "email" in information and information["email"] != token.get("email"):
        joined["email_verified"] = information.get("email_verified")
    return joined


@transaction.atomic
def person_signing_in(*, claims: Claims, invitation: str, at: datetime) -> User:
    """The person these claims lead to; linked on the way when an address or an invitation says who it is.

    No role is ever granted by this. Raises `AccountError` when they lead to nobody, or to a closed account.
    """
    linked = SocialAccount.objects.select_related("user").filter(provider=claims.provider, uid=claims.subject).first()
    if linked is not None:
        user: User = linked.user
    elif invitation:
        user = invitation_accept(token=invitation, username=_free_name(claims), password=None, at=at)
        _link(user, claims, at)
    else:
        user = _by_email(claims.email)
        _link(user, claims, at)
    if not user.is_active or (user.is_demo and not settings.DEMO):
        raise errors.SWITCHED_OFF
    return user


@transaction.atomic
def account_unlink(*, actor: User, at: datetime) -> None:
    """Sign in with a password only from now on; not for somebody who has none."""
    if not actor.has_usable_password():
        raise errors.NO_PASSWORD
    if SocialAccount.objects.filter(user=actor).delete()[0]:
        account_record(actor, "account_unlinked", actor, at=at)


def _by_email(email: str) -> User:
    found = list(User.objects.filter(email__iexact=email, email_verified_at__isnull=False)[:2]) if email else []
    if len(found) != 1:
        raise errors.NOT_LINKED
    return found[0]


def _link(user: User, claims: Claims, at: datetime) -> None:
    if SocialAccount.objects.filter(user=user, provider=claims.provider).exists():
        raise errors.NOT_LINKED  # somebody else there has this address now
    SocialAccount.objects.create(user=user, provider=claims.provider, uid=claims.subject, extra_data={})
    account_record(user, "account_linked", user, after={"provider": claims.provider, "subject": claims.subject}, at=at)


def _free_name(claims: Claims) -> str:
    base = _NOT_IN_NAMES.sub("-", claims.username or claims.email.partition("@")[0]).strip("-")[:100] or "user"
    name, count = base, 1
    while User.objects.filter(username__iexact=name).exists():
        count += 1
        name = f"{base}-{count}"
    return name

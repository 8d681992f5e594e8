"""Verbs of people (人员账号): made, changed, switched off. What they may do is a matter of roles."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.timezone import localdate

from guiju.kernel.accounts import errors
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import Denied, permission_require
from guiju.kernel.accounts.queries import is_administrator
from guiju.kernel.accounts.services.recording import account_record, changed
from guiju.kernel.accounts.services.sessions import sessions_end


@transaction.atomic
def user_create(
    *,
    actor: User | None,
    username: str,
    display_name: str,
    password: str | None,
    email: str = "",
    language: str = "",
    is_demo: bool = False,
    at: datetime,
) -> User:
    """Add a person who can sign in, with no role yet. Names that differ only in case are the same name.

    Without a password the person needs a link to set one.
    """
    permission_require(actor, "accounts.users_manage")
    username = User.normalize_username(username)
    if User.objects.filter(username__iexact=username).exists():
        raise errors.taken(username)
    user = User(
        username=username, display_name=display_name, email=email, language=language, is_demo=is_demo, joined_at=at
    )
    if password is None:
        user.set_unusable_password()
    else:
        user.set_password(password)
    user.full_clean()
    user.save()
    after = {"username": username, "display_name": display_name, "email": email, "is_demo": is_demo}
    account_record(actor, "user_created", user, after=after, at=at)
    return user


@transaction.atomic
def user_switch(*, actor: User | None, user: User, active: bool, reason: str = "", at: datetime) -> None:
    """Let a person sign in, or no longer; open sessions end at once.

    The system administrator cannot switch off another administrator, who watches over them: that role is revoked first.
    """
    permission_require(actor, "accounts.users_manage")
    if actor is not None and not active and is_administrator(user, on=localdate(at)):
        raise errors.ADMINISTRATOR_UNTOUCHED
    if user.erased_at is not None and active:
        raise errors.ERASED
    before, user.is_active = user.is_active, active
    user.save(update_fields=["is_active"])
    if not active:
        sessions_end(user=user)
    action = "user_activated" if active else "user_deactivated"
    account_record(actor, action, user, before={"is_active": before}, after={"is_active": active}, reason=reason, at=at)


@transaction.atomic
def profile_change(*, actor: User, display_name: str, email: str, at: datetime) -> None:
    """Change one's own name and e-mail address; a new address is not verified."""
    display_name, email = " ".join(display_name.split()), email.strip()
    if not 0 < len(display_name) <= 150:
        raise errors.PERSON_NAME_WRONG
    if email:
        email_check(email)
    was, now = changed(
        {"display_name": actor.display_name, "email": actor.email}, {"display_name": display_name, "email": email}
    )
    if not now:
        return
    if "email" in now:
        actor.email_verified_at = None
    actor.display_name, actor.email = display_name, email
    actor.save(update_fields=["display_name", "email", "email_verified_at"])
    account_record(actor, "profile_changed", actor, before=was, after=now, at=at)


@transaction.atomic
def password_change(*, actor: User | None, user: User, password: str, keep_session: str = "", at: datetime) -> None:
    """Set one's own password; every session but `keep_session` ends. Nobody sets another's: they are sent a link."""
    if actor is not None and actor != user:
        raise Denied("accounts.password_own")
    user.set_password(password)
    user.save(update_fields=["password"])
    sessions_end(user=user, keep=keep_session)
    account_record(actor, "password_changed", user, at=at)


def language_choose(*, user: User, language: str) -> None:
    """Remember the language a person reads in ("zh-hans", "en")."""
    user.language = language
    user.save(update_fields=["language"])


def email_check(email: str) -> None:
    """Raise `AccountError` unless this looks like an e-mail address."""
    try:
        validate_email(email)
    except ValidationError as error:
        raise errors.EMAIL_WRONG from error
    if len(email) > 254:
        raise errors.EMAIL_WRONG

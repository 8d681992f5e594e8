"""Verbs of sessions and of the sign-in log (登录会话、登录日志)."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sessions.models import Session
from django.db import transaction

from guiju.kernel.accounts.models import OpenSession, SignIn, User


def sign_in_log(
    *, username: str, user: User | None, address: str | None, outcome: str, method: str = "", at: datetime
) -> None:
    """Log an attempt: `outcome` is a key of `outcomes.OUTCOMES`, `method` one of `outcomes.METHODS`."""
    SignIn.objects.create(
        username=username[:150], user=user, address=address or None, outcome=outcome, method=method, at=at
    )


def sign_ins_purge(*, before: datetime) -> int:
    """Delete sign-in logs older than a moment; returns how many."""
    return SignIn.objects.filter(at__lt=before).delete()[0]


def session_begin(*, user: User, key: str, address: str | None, agent: str, at: datetime) -> None:
    """Remember a browser somebody signed in with, so that they can see it and end it."""
    fields = {"user": user, "began_at": at, "seen_at": at, "address": address or None, "agent": agent[:200]}
    OpenSession.objects.update_or_create(key=key, defaults=fields)


def session_seen(*, key: str, address: str | None, at: datetime) -> None:
    """The browser was just here."""
    OpenSession.objects.filter(key=key).update(seen_at=at, address=address or None)


def session_forget(*, key: str) -> None:
    """The browser signed out."""
    OpenSession.objects.filter(key=key).delete()


def session_rekey(*, old: str, new: str) -> None:
    """The browser's session got another key, as it does when its password changes."""
    OpenSession.objects.filter(key=old).update(key=new)


@transaction.atomic
def session_end(*, user: User, pk: int) -> bool:
    """End one of one's own sessions; whether there was such a one."""
    session = OpenSession.objects.filter(user=user, pk=pk).first()
    if session is None:
        return False
    _delete([session.key])
    return True


@transaction.atomic
def sessions_end(*, user: User, keep: str = "") -> int:
    """End a person's sessions, all but the one whose key is `keep`; returns how many."""
    keys = list(OpenSession.objects.filter(user=user).exclude(key=keep).values_list("key", flat=True))
    _delete(keys)
    return len(keys)


def sessions_purge(*, at: datetime) -> None:
    """Forget sessions that have run out."""
    Session.objects.filter(expire_date__lt=at).delete()
    OpenSession.objects.exclude(key__in=Session.objects.values("session_key")).delete()


def _delete(keys: list[str]) -> None:
    Session.objects.filter(session_key__in=keys).delete()
    OpenSession.objects.filter(key__in=keys).delete()

"""Verbs of API keys."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require
from guiju.kernel.accounts.tokens import token_digest
from guiju.kernel.api.models import ApiKey
from guiju.kernel.api.scopes import SCOPES
from guiju.kernel.history.services import event_record

RULE = "api.keys_own"
OBJECT = "api_key"
START = "gj_"
PREFIX = 11
MOST_KEYS = 20
LONGEST_DAYS = 730
SEEN_EVERY = timedelta(hours=1)


def secret_make() -> str:
    """A fresh secret: "gj_" and 43 characters."""
    return START + secrets.token_urlsafe(32)


@transaction.atomic
def api_key_create(
    *,
    actor: User,
    name: str,
    scopes: Collection[str],
    days: int,
    at: datetime,
    secret: str = "",
) -> tuple[ApiKey, str]:
    """Make a key for oneself; returns it with its secret, which is shown once and stored nowhere.

    Raises `WordsError` for a missing name, an unknown scope, a term that is too long, and too many keys.
    """
    permission_require(actor, RULE)
    name = " ".join(name.split())[:100]
    if not name:
        raise WordsError("name", Words("请给密钥起个名字。", "Give the key a name."), where="name")
    if not scopes or not set(scopes) <= SCOPES.keys():
        raise WordsError("scopes", Words("请选择密钥的权限。", "Choose what the key may be used for."), where="scopes")
    if not 1 <= days <= LONGEST_DAYS:
        raise WordsError("days", Words("有效期为 1 至 730 天。", "A key lasts 1 to 730 days."), where="days")
    User.objects.select_for_update().get(pk=actor.pk)
    if ApiKey.objects.filter(user=actor, revoked_at=None, expires_at__gt=at).count() >= MOST_KEYS:
        message = Words(f"一人最多有 {MOST_KEYS} 个密钥。", f"A person has at most {MOST_KEYS} keys.")
        raise WordsError("too_many", message, Words("请先撤销不用的。", "Revoke one that is not used."), where="name")
    secret = secret or secret_make()
    kept = [scope for scope in SCOPES if scope in scopes]
    key = ApiKey.objects.create(
        user=actor,
        name=name,
        prefix=secret[:PREFIX],
        digest=token_digest(secret),
        scopes=kept,
        created_at=at,
        expires_at=at + timedelta(days=days),
    )
    after = {"name": name, "prefix": key.prefix, "scopes": kept, "expires_at": key.expires_at}
    _tell(actor, key, "api.key_created", at, after)
    return key, secret


@transaction.atomic
def api_key_revoke(*, actor: User, key: ApiKey, at: datetime) -> None:
    """Take a key of one's own out of use, at once (撤销); doing so twice changes nothing."""
    permission_require(actor, "api.key_owner", key)
    if key.revoked_at is None:
        key.revoked_at = at
        key.save(update_fields=["revoked_at"])
        _tell(actor, key, "api.key_revoked", at, {"revoked_at": at})


def api_key_seen(*, key: ApiKey, at: datetime) -> None:
    """Note that a key was used; written once an hour at most."""
    if key.last_used_at is None or key.last_used_at <= at - SEEN_EVERY:
        unseen = Q(last_used_at=None) | Q(last_used_at__lte=at - SEEN_EVERY)
        ApiKey.objects.filter(unseen, pk=key.pk).update(last_used_at=at)


def _tell(actor: User, key: ApiKey, action: str, at: datetime, after: dict[str, object]) -> None:
    event_record(
        actor=actor.actor,
        action=action,
        object_kind=OBJECT,
        object_id=str(key.pk),
        before=None,
        after=after,
        at=at,
    )

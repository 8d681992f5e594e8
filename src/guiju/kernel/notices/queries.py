"""Reads of notices."""

from __future__ import annotations

from django.db.models import QuerySet

from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.tokens import token_digest
from guiju.kernel.notices.models import Notice, Wish


def wish_of(user: User) -> Wish:
    """What a person wants to be told; the usual for one who has not said."""
    return Wish.objects.filter(user=user).first() or Wish(user=user)


def notices_of(user: User) -> QuerySet[Notice]:
    """What a person was told, the newest first, with how it went."""
    return Notice.objects.filter(user=user).prefetch_related("deliveries").order_by("-created_at", "-pk")


def calendar_owner(token: str) -> User | None:
    """Whose calendar a token opens."""
    if not token:
        return None
    wish = Wish.objects.select_related("user").filter(calendar_digest=token_digest(token)).first()
    return wish.user if wish is not None and wish.user.is_active else None

"""What notices hold of a person (个人信息)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from guiju.kernel.accounts.holdings import Holding, holding_add
from guiju.kernel.accounts.models import User
from guiju.kernel.notices.models import Notice, Wish
from guiju.kernel.notices.queries import notices_of


def _tell(user: User) -> list[dict[str, Any]]:
    return [{"subject": row.subject, "created_at": row.created_at.isoformat()} for row in notices_of(user)[:1_000]]


def _erase(user: User, at: datetime) -> None:
    Notice.objects.filter(user=user).delete()
    Wish.objects.filter(user=user).delete()


holding_add(Holding("notices", "notice", _tell, _erase))

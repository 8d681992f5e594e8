"""What is held of a person here: the API keys, without their secrets, which nobody has."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from guiju.kernel.accounts.holdings import Holding
from guiju.kernel.accounts.models import User
from guiju.kernel.api.models import ApiKey
from guiju.kernel.api.services import OBJECT


def _tell(user: User) -> list[dict[str, Any]]:
    return [
        {
            "name": row.name,
            "begins": row.prefix,
            "scopes": row.scopes,
            "created_at": row.created_at.isoformat(),
            "expires_at": row.expires_at.isoformat(),
            "last_used_at": row.last_used_at.isoformat() if row.last_used_at else None,
            "revoked_at": row.revoked_at.isoformat() if row.revoked_at else None,
        }
        for row in ApiKey.objects.filter(user=user).order_by("pk")
    ]


def _erase(user: User, at: datetime) -> None:
    ApiKey.objects.filter(user=user).delete()


HOLDING = Holding("api_keys", OBJECT, _tell, _erase)

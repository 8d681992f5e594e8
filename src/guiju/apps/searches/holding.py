"""What is held of a person here: the saved searches."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from guiju.apps.searches.models import SavedSearch
from guiju.apps.searches.services import OBJECT
from guiju.kernel.accounts.holdings import Holding
from guiju.kernel.accounts.models import User


def _tell(user: User) -> list[dict[str, Any]]:
    return [
        {"name": row.name, "query": row.query, "order": row.order, "created_at": row.created_at.isoformat()}
        for row in SavedSearch.objects.filter(owner=user).order_by("pk")
    ]


def _erase(user: User, at: datetime) -> None:
    SavedSearch.objects.filter(owner=user).delete()


HOLDING = Holding("saved_searches", OBJECT, _tell, _erase)

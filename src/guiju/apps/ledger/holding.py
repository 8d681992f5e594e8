"""What is held of a person here (个人信息): what they reported, and that they are told as a liaison."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from guiju.apps.ledger.models import Liaison, Progress
from guiju.kernel.accounts.holdings import Holding
from guiju.kernel.accounts.models import User

_MOST = 5_000


def _tell(user: User) -> list[dict[str, Any]]:
    said = Progress.objects.filter(by=user).order_by("pk").values("task", "text", "share", "at")[:_MOST]
    told = [{**row, "at": row["at"].isoformat()} for row in said]
    return told + [
        {"liaison_of": row.office.name} for row in Liaison.objects.filter(user=user).select_related("office")
    ]


def _erase(user: User, at: datetime) -> None:
    """What they reported stays, as official records do, without their name; they are told of nothing any more."""
    Liaison.objects.filter(user=user).delete()


HOLDING = Holding("policy_work", "policy_liaison", _tell, _erase)

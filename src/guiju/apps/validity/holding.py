"""What is held of a person here: the checks, with the names of their files."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from guiju.apps.validity.queries import checks_of
from guiju.apps.validity.services import check_delete
from guiju.kernel.accounts.holdings import Holding
from guiju.kernel.accounts.models import User


def _tell(user: User) -> list[dict[str, Any]]:
    return [
        {
            "number": row.pk,
            "title": row.title,
            "as_of": row.as_of.isoformat(),
            "created_at": row.created_at.isoformat(),
            "saved": row.saved,
            "files": [file.name for file in row.files.all()],
        }
        for row in checks_of(user).prefetch_related("files")
    ]


def _erase(user: User, at: datetime) -> None:
    for row in checks_of(user):
        check_delete(subject=row, at=at)


HOLDING = Holding("checks", "check", _tell, _erase)

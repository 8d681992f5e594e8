"""What is held of a person here: drafts of records and of declarations, saved views."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from guiju.kernel.accounts.holdings import Holding
from guiju.kernel.accounts.models import User
from guiju.kernel.files.services import file_delete
from guiju.kernel.registers.models import Draft, SavedView, Sketch


def _tell(user: User) -> list[dict[str, Any]]:
    drafts = [
        {
            "register": one.register,
            "record": one.record or None,
            "typed": one.typed,
            "saved_at": one.saved_at.isoformat(),
        }
        for one in Draft.objects.filter(owner=user).order_by("pk")
    ]
    sketches = [
        {"declaration": one.title, "text": one.text, "saved_at": one.saved_at.isoformat()}
        for one in Sketch.objects.filter(owner=user).order_by("pk")
    ]
    return drafts + sketches


def _erase(user: User, at: datetime) -> None:
    Draft.objects.filter(owner=user).delete()
    sheets = [one.sheet for one in Sketch.objects.filter(owner=user).select_related("sheet") if one.sheet is not None]
    Sketch.objects.filter(owner=user).delete()
    for sheet in sheets:
        file_delete(stored=sheet)


def _views_tell(user: User) -> list[dict[str, Any]]:
    return [
        {"register": one.register, "name": one.name, "query": one.query, "created_at": one.created_at.isoformat()}
        for one in SavedView.objects.filter(owner=user).order_by("pk")
    ]


def _views_erase(user: User, at: datetime) -> None:
    SavedView.objects.filter(owner=user).delete()


DRAFTS = Holding("register_drafts", "register_draft", _tell, _erase)
VIEWS = Holding("register_views", "register_view", _views_tell, _views_erase)

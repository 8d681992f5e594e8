"""Drafts (草稿): what a person typed and has not handed in; theirs alone, and no part of history."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import User
from guiju.kernel.registers.models import Draft

LARGEST = 200_000
KEEP_DAYS = 90


def draft_keep(*, actor: User, register: str, record: int = 0, typed: Mapping[str, Any], at: datetime) -> Draft:
    """Keep what was typed, in place of what was kept before. Raises `WordsError` for too much."""
    if len(json.dumps(dict(typed))) > LARGEST:
        raise WordsError("long", Words("草稿太长，没有保存。", "The draft is too long and was not kept."))
    made, _ = Draft.objects.update_or_create(
        owner=actor, register=register, record=record, defaults={"typed": dict(typed), "saved_at": at}
    )
    return made


def draft_drop(*, actor: User, register: str, record: int = 0) -> None:
    """Forget what was typed."""
    Draft.objects.filter(owner=actor, register=register, record=record).delete()


def drafts_purge(*, at: datetime) -> int:
    """Forget drafts nobody came back to; returns how many."""
    return Draft.objects.filter(saved_at__lt=at - timedelta(days=KEEP_DAYS)).delete()[0]

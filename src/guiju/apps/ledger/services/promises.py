"""Verbs of targets as they were read (目标的更正): corrected, checked, taken out, put back; not their ties."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from guiju.apps.ledger.models import Target
from guiju.apps.ledger.recording import TARGET, ledger_record, what_differs
from guiju.apps.ledger.rows import last_day
from guiju.apps.ledger.services.items import item_held
from guiju.apps.ledger.terms import COMPARATORS
from guiju.apps.ledger.typed_numbers import number_typed, sign_require
from guiju.apps.parties import typed as read
from guiju.kernel.accounts.models import User

_READERS: Mapping[str, Callable[[str], Any]] = {
    "name": read.line(300, needed=True),
    "value": number_typed,
    "value_to": number_typed,
    "unit": read.line(40),
    "comparator": lambda text: read.one_of(COMPARATORS)(text) if text.strip() else "",
    "cumulative": lambda text: bool(text.strip()),
    "incremental": lambda text: bool(text.strip()),
    "due_words": read.line(100),
    "due": read.day,
}


@transaction.atomic
def target_correct(
    *, actor: User | None, target: Target, typed: Mapping[str, str], revision: int, at: datetime
) -> Target:
    """Correct how a target was read (更正目标). Raises `FieldsWrong`, or stale when somebody else did."""
    held = item_held(actor, target, revision)
    values = read.all_read(_READERS, typed)
    for name in ("value", "value_to"):
        sign_require(values.get(name), str(values.get("unit", held.unit)), name)
    if values.get("due_words", held.due_words) != held.due_words and values.get("due") in (None, held.due):
        values["due"] = last_day(values["due_words"].rstrip("年底末前"))
    if values.get("value", held.value) is not None:
        held.kind = "quantified"
    before, after = what_differs({name: getattr(held, name) for name in values}, values)
    for name, value in after.items():
        setattr(held, name, value)
    held.checked_at = at
    held.revision += 1
    held.save(update_fields=[*after, "kind", "checked_at", "revision"])
    if after:
        told = [{name: _told(value) for name, value in one.items()} for one in (before, after)]
        ledger_record(actor, "target.corrected", TARGET, held.pk, before=told[0], after=told[1], at=at)
    return held


def _told(value: object) -> object:
    return str(value) if value is not None and not isinstance(value, str | bool) else value

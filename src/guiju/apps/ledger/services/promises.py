"""Verbs of targets as they were read (目标的更正): corrected, checked, taken out, put back; not their ties."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from guiju.apps.ledger.models import Policy, Target
from guiju.apps.ledger.overtaken import overtaken
from guiju.apps.ledger.recording import TARGET, ledger_record, what_differs
from guiju.apps.ledger.rows import last_day
from guiju.apps.ledger.terms import COMPARATORS
from guiju.apps.ledger.typed_numbers import number_typed, sign_require
from guiju.apps.parties import typed as read
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require

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
    held = target_held(actor, target, revision)
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


@transaction.atomic
def targets_check(*, actor: User | None, policy: Policy, targets: Sequence[int], checked: bool, at: datetime) -> int:
    """Say that targets have been looked at and are as the policy says (核对无误), or that they have not; how many."""
    permission_require(actor, "ledger.keep", policy)
    rows = policy.targets.filter(pk__in=targets, removed_at=None, checked_at__isnull=checked)
    numbers = list(rows.values_list("pk", flat=True))
    Target.objects.filter(pk__in=numbers).update(checked_at=at if checked else None)
    for pk in numbers:
        action = "target.checked" if checked else "target.unchecked"
        ledger_record(actor, action, TARGET, pk, after={"policy": policy.pk}, at=at)
    return len(numbers)


@transaction.atomic
def target_remove(*, actor: User | None, target: Target, reason: str, revision: int, at: datetime) -> Target:
    """Take out what is no target (移除); it is kept and can be put back."""
    held = target_held(actor, target, revision)
    held.removed_at = at
    held.revision += 1
    held.save(update_fields=["removed_at", "revision"])
    after = {"removed_at": at.isoformat(), "because": reason.strip()[:500]}
    ledger_record(actor, "target.removed", TARGET, held.pk, before={"removed_at": None}, after=after, at=at)
    return held


@transaction.atomic
def target_restore(*, actor: User | None, target: Target, revision: int, at: datetime) -> Target:
    """Put back a target that was taken out (恢复)."""
    held = target_held(actor, target, revision, removed=True)
    before = {"removed_at": held.removed_at.isoformat() if held.removed_at else None}
    held.removed_at = None
    held.revision += 1
    held.save(update_fields=["removed_at", "revision"])
    ledger_record(actor, "target.restored", TARGET, held.pk, before=before, after={"removed_at": None}, at=at)
    return held


def target_held(actor: User | None, target: Target, revision: int, *, removed: bool = False) -> Target:
    """The target, locked, for somebody who keeps its policy. Raises `WordsError` stale."""
    held = Target.objects.select_for_update().get(pk=target.pk)
    held.policy = Policy.objects.defer("found_text", "clean_text", "reading").get(pk=held.policy_id)
    permission_require(actor, "ledger.keep", held)
    if held.revision != revision or (held.removed_at is not None) != removed or held.policy.withdrawn_at is not None:
        raise overtaken()
    return held


def _told(value: object) -> object:
    return str(value) if value is not None and not isinstance(value, str | bool) else value

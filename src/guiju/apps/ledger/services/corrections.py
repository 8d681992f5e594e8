"""Verbs of corrections (更正的延续): what was corrected in the older version holds for the same words of a newer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from guiju.apps.ledger.models import Policy, Target
from guiju.apps.ledger.queries.versions import targets_compared
from guiju.apps.ledger.recording import POLICY, TARGET, ledger_record
from guiju.apps.ledger.rows import code_of, policy_values, target_row
from guiju.kernel.accounts.models import User

_TARGET = ("name", "unit", "comparator", "cumulative", "incremental", "due", "due_words")


def corrections_carry(*, actor: User | None, policy: Policy, at: datetime) -> None:
    """Correct the head and the targets of a version just read as those of the one it replaces were corrected, where
    both versions were read alike. Called in the transaction that takes it in."""
    if policy.replaces_id is None:
        return
    older = Policy.objects.get(pk=policy.replaces_id)
    _head(actor, policy, older, at)
    kept = {row.pk: row for row in older.targets.filter(removed_at=None)}
    newer = {row.pk: row for row in policy.targets.all()}
    read = {code_of(one["id"]): one for one in older.reading["targets"]}
    for was, now in targets_compared(policy, older):
        if was is not None and now is not None and kept[was.pk].code in read:
            _target(actor, kept[was.pk], target_row(older, 0, read[kept[was.pk].code]), newer[now.pk], at)


def _head(actor: User | None, policy: Policy, older: Policy, at: datetime) -> None:
    read, anew = policy_values(older.reading["meta"]), policy_values(policy.reading["meta"])
    values = {
        name: getattr(older, name)
        for name, said in read.items()
        if getattr(older, name) != said and anew[name] == said and getattr(policy, name) != getattr(older, name)
    }
    if values:
        before = {name: getattr(policy, name) for name in values}
        Policy.objects.filter(pk=policy.pk).update(**values)
        for name, value in values.items():
            setattr(policy, name, value)
        ledger_record(actor, "policy.corrected", POLICY, policy.pk, before=before, after=values, at=at)


def _target(actor: User | None, kept: Target, read: Target, newer: Target, at: datetime) -> None:
    values: dict[str, Any] = {
        name: getattr(kept, name)
        for name in _TARGET
        if getattr(kept, name) != getattr(read, name) and getattr(newer, name) == getattr(read, name)
    }
    if values:
        before = {name: _told(getattr(newer, name)) for name in values}
        Target.objects.filter(pk=newer.pk).update(**values)
        after = {name: _told(value) for name, value in values.items()}
        ledger_record(actor, "target.corrected", TARGET, newer.pk, before=before, after=after, at=at)


def _told(value: object) -> object:
    return value if value is None or isinstance(value, str | bool) else str(value)

"""Verbs of corrections (更正的延续): what was corrected in the older version holds for the same words of a newer."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from guiju.apps.ledger.comparing import unnumbered
from guiju.apps.ledger.models import Policy, RequiredDocument, Target, Task
from guiju.apps.ledger.queries.versions import targets_compared
from guiju.apps.ledger.recording import DOCUMENT, POLICY, TARGET, TASK, ledger_record
from guiju.apps.ledger.rows import code_of, policy_values, target_row
from guiju.kernel.accounts.models import User

_TARGET = (
    "name",
    "value",
    "value_to",
    "from_value",
    "unit",
    "comparator",
    "cumulative",
    "incremental",
    "per",
    "due",
    "due_words",
)

_BEFORE = "旧版本中已移除"


def corrections_carry(*, actor: User | None, policy: Policy, at: datetime) -> None:
    """Correct the head and the targets of a version just read as those of the one it replaces were corrected, and take
    out what was taken out there, where both versions were read alike. Called in the transaction that takes it in."""
    if policy.replaces_id is None:
        return
    older = Policy.objects.get(pk=policy.replaces_id)
    _head(actor, policy, older, at)
    kept = {row.pk: row for row in older.targets.filter(removed_at=None)}
    newer = {row.pk: row for row in policy.targets.all()}
    read = {code_of(one["id"]): one for one in older.reading["targets"]}
    _taken_out(actor, policy, older, at)
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
        if getattr(kept, name) != (said := _exact(getattr(read, name))) and getattr(newer, name) == said
    }
    if values:
        before = {name: _told(getattr(newer, name)) for name in values}
        Target.objects.filter(pk=newer.pk).update(**values, kind=kept.kind)
        after = {name: _told(value) for name, value in values.items()}
        ledger_record(actor, "target.corrected", TARGET, newer.pk, before=before, after=after, at=at)


def _taken_out(actor: User | None, policy: Policy, older: Policy, at: datetime) -> None:
    """What was taken out of the older version as wrongly read is taken out where the newer says and reads the same."""
    tasks = (code_of(one["id"]) for one in older.reading["tasks"])
    targets = (code_of(one["id"]) for one in older.reading["targets"])
    for kind, called, told, read in (
        (Task, "task", TASK, frozenset(tasks)),
        (Target, "target", TARGET, frozenset(targets)),
        (RequiredDocument, "document", DOCUMENT, None),
    ):
        rows = [row for row in kind._default_manager.filter(policy=older) if read is None or row.code in read]
        gone = {_said(row) for row in rows if row.removed_at} - {_said(row) for row in rows if not row.removed_at}
        for row in kind._default_manager.filter(policy=policy, removed_at=None) if gone else ():
            if _said(row) in gone:
                row.removed_at = at
                row.save(update_fields=["removed_at"])
                after = {"removed_at": at.isoformat(), "because": _BEFORE, "older": older.pk}
                ledger_record(actor, f"{called}.removed", told, row.pk, before={"removed_at": None}, after=after, at=at)


def _said(row: Task | Target | RequiredDocument) -> tuple[object, ...]:
    """What makes something of two versions the same: its words, and which of the numbers in them it is."""
    if isinstance(row, Target):
        return unnumbered(row.text), row.name, row.value, row.unit
    return unnumbered(row.text), row.title if isinstance(row, Task) else row.name


def _exact(value: object) -> object:
    """A number as the ledger holds it."""
    return Decimal(str(value)) if isinstance(value, float | int) and not isinstance(value, bool) else value


def _told(value: object) -> object:
    return value if value is None or isinstance(value, str | bool) else str(value)

"""Verbs of targets and documents in a newer version (目标、文件的延续): what a person added or tied goes on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from guiju.apps.ledger.models import Policy, RequiredDocument, Target
from guiju.apps.ledger.queries.versions import place_in
from guiju.apps.ledger.recording import DOCUMENT, TARGET, ledger_record
from guiju.apps.ledger.rows import by_hand, code_of
from guiju.apps.ledger.services.placing import code_next, place_at, place_last, tasks_around
from guiju.kernel.accounts.models import User

_TIES = ("measure", "part", "base", "counted_from", "why", "why_en", "tied_by_id", "tied_at")
_ISSUED = ("number", "issued_on", "link", "note")
ByHand = dict[int, tuple[frozenset[int], frozenset[int]]]


def tasks_by_hand(policy: Policy) -> ByHand:
    """Of each target the tasks that were not read to belong to it and now do, and those that were and now do not."""
    codes = dict(policy.tasks.values_list("code", "pk"))
    read = {
        code_of(one["id"]): frozenset(codes[code] for task in one["task_ids"] if (code := code_of(task)) in codes)
        for one in policy.reading["targets"]
    }
    found = {}
    for target in policy.targets.prefetch_related("tasks"):
        now, was = frozenset(task.pk for task in target.tasks.all()), read.get(target.code, frozenset())
        found[target.pk] = (now - was, was - now)
    return found


def targets_go_on(
    policy: Policy,
    older: Policy,
    pairs: Iterable[tuple[int, int | None]],
    tied: ByHand,
    actor: User | None,
    at: datetime,
) -> None:
    """Targets that go on are counted as before, with another number too, and belong to the tasks a person tied them
    to; those a person added go on as they are. `pairs`: the older target and what it became, None where the newer
    version has none. Called once the tasks have gone on."""
    for was, now in pairs:
        target = Target.objects.get(pk=was if now is None else now)
        if now is None and by_hand(target.code):
            _target_keep(target, policy, older, actor, at)
        elif now is not None:
            _measure_keep(Target.objects.get(pk=was), target, actor, at)
        if target.policy_id == policy.pk:
            added, taken = tied.get(was, (frozenset(), frozenset()))
            target.tasks.remove(*target.tasks.exclude(policy=policy))
            target.tasks.add(*policy.tasks.filter(pk__in=added))
            target.tasks.remove(*policy.tasks.filter(pk__in=taken))


def documents_go_on(policy: Policy, older: Policy, actor: User | None, at: datetime) -> None:
    """Documents of the same name that were entered as issued stay so; those a person added go on."""
    known = {one.name: one for one in older.required_documents.filter(removed_at=None)}
    names = set()
    for document in policy.required_documents.filter(removed_at=None):
        names.add(document.name)
        entered = known.get(document.name)
        if document.issued_on is None and entered is not None and any(getattr(entered, name) for name in _ISSUED):
            RequiredDocument.objects.filter(pk=document.pk).update(**{name: getattr(entered, name) for name in _ISSUED})
    for document in known.values():
        if by_hand(document.code) and document.name not in names:
            _document_keep(document, policy, older, actor, at)


def _measure_keep(tied: Target, target: Target, actor: User | None, at: datetime) -> None:
    if tied.measure and not target.measure and target.removed_at is None:
        Target.objects.filter(pk=target.pk).update(**{name: getattr(tied, name) for name in _TIES})
        before = {"target": tied.pk, "name": tied.name, "value": tied.value and str(tied.value)}
        after = {"name": target.name, "value": target.value and str(target.value), "measure": tied.measure}
        ledger_record(actor, "target.went_on", TARGET, target.pk, before=before, after=after, at=at)


def _target_keep(target: Target, policy: Policy, older: Policy, actor: User | None, at: datetime) -> None:
    gone = _move(target, policy, older)
    if gone:
        target.checked_at = None
    target.save()
    before, after = {"policy": older.pk}, {"name": target.name, "value": target.value and str(target.value)}
    ledger_record(actor, "target.went_on", TARGET, target.pk, before=before, after=after, at=at)


def _document_keep(document: RequiredDocument, policy: Policy, older: Policy, actor: User | None, at: datetime) -> None:
    _move(document, policy, older)
    if document.task is None or document.task.policy_id != policy.pk:
        document.task = next(iter(tasks_around(policy, document.start, document.end)), None)
    document.save()
    before, after = {"policy": older.pk}, {"policy": policy.pk, "name": document.name}
    ledger_record(actor, "document.went_on", DOCUMENT, document.pk, before=before, after=after, at=at)


def _move(row: Target | RequiredDocument, policy: Policy, older: Policy) -> bool:
    """Put it into the newer version, beside the same words where it has them; whether it has them no longer."""
    rows = policy.targets.all() if isinstance(row, Target) else policy.required_documents.all()
    start, end = place_in(policy, older, row)
    gone = bool(row.end) and not end
    row.start, row.end = start, end
    row.place = place_at(rows, start) if end else place_last(rows)
    if rows.filter(code=row.code).exists():
        row.code = code_next(rows)
    row.policy = policy
    row.revision += 1
    return gone

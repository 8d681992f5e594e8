"""Verbs of versions (版本的办理): when a newer version is confirmed, the work on its tasks goes on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from guiju.apps.ledger.models import JointOffice, Policy, Progress, Task
from guiju.apps.ledger.queries.versions import comparison, place_in, targets_compared, texts_read, version_compared
from guiju.apps.ledger.recording import POLICY, TASK, ledger_record
from guiju.apps.ledger.search import tasks_touch
from guiju.apps.ledger.services.going_on import documents_go_on, targets_go_on, tasks_by_hand
from guiju.apps.ledger.services.placing import code_next, place_at, place_last
from guiju.apps.ledger.services.progress import task_follow
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permitted

_READ = ("place", "code", "number", "heading", "title", "text", "start", "end", "phrase", "all_members",
         "local_governments", "due", "due_words", "every", "checked_at")  # fmt: skip


def older_refused() -> WordsError:
    """The policy named as the older version is not this office's; no word tells whether it is there."""
    message = Words(
        "原政策不由这个单位主管，不能作为它的新版本入账。",
        "The older policy is not kept by this office: no newer version of it can be taken in here.",
    )
    hint = Words(
        "请由原政策的主管单位提交；另一份政策请单独入账，已在核对中的先移出台账。",
        "Let the office that keeps it hand it in. If this is another policy, take it in on its own; "
        "where it is under review already, take it out of the ledger first.",
    )
    return WordsError("older", message, hint, where="office")


def older_require(*, actor: User | None, older: Policy, office: int) -> None:
    """A newer version is taken in by the office that keeps the older one, by somebody who may withdraw it.

    Confirming it moves all the work and withdraws the older. Raises `WordsError` older.
    """
    if older.office_id != office or not permitted(actor, "ledger.keep", older):
        raise older_refused()


def work_carry(*, actor: User | None, policy: Policy, at: datetime) -> None:
    """Let tasks that go on keep their reports, answers and history under the newer version, and retire the older.

    What a person added or a meeting decided goes on as it is; what was dropped stays with the older version. Called in
    the transaction that confirms the newer one.
    """
    older = policy.replaces
    if older is None or older.withdrawn_at is not None:
        return
    older_require(actor=actor, older=older, office=policy.office_id)
    policy.compared = comparison(policy, older)
    tied = tasks_by_hand(older)
    texts, before = texts_read(policy), texts_read(older)
    pairs, promised = version_compared(policy, older), targets_compared(policy, older)
    for pair in pairs:
        if pair.older is not None and pair.newer is not None:
            read = Task.objects.get(pk=pair.newer.pk)
            mine = pair.kind == "same" and read.text == texts.get(read.code)
            _go_on(Task.objects.get(pk=pair.older.pk), read, actor, pair.kind, at, corrected=before if mine else {})
    changed = {pair.older.pk for pair in pairs if pair.older is not None and pair.kind == "changed"}
    for pair in pairs:
        if pair.older is not None and pair.kind == "kept":
            _keep(Task.objects.get(pk=pair.older.pk), policy, older, actor, at, again=pair.older.root in changed)
    targets = [(was.pk, now.pk if now else None) for was, now in promised if was]
    targets_go_on(policy, older, targets, tied, actor, at)
    JointOffice.objects.filter(policy=older, ended_at=None).update(policy=policy)
    documents_go_on(policy, older, actor, at)
    older.withdrawn_at = at
    older.revision += 1
    older.save(update_fields=["withdrawn_at", "revision"])
    after = {"withdrawn_at": at.isoformat(), "replaced_by": policy.pk}
    ledger_record(actor, "policy.superseded", POLICY, older.pk, before={"withdrawn_at": None}, after=after, at=at)


def _go_on(
    task: Task, read: Task, actor: User | None, kind: str, at: datetime, *, corrected: Mapping[str, str]
) -> None:
    """The task takes the words and the place of what was read anew; its bodies too, where the words changed.

    Where they did not, words that a person corrected or split stay: those other than `corrected` has for its code.
    """
    before = {"policy": task.policy_id, "text": task.text}
    if kind == "changed":
        task.bodies.all().delete()
        read.bodies.update(task=task)
    read.required_documents.update(task=task)
    targets = list(read.targets.all())
    read.targets.clear()
    values = {name: getattr(read, name) for name in _READ}
    if kind == "same":
        values |= {name: getattr(task, name) for name in ("title", "due", "due_words", "every")}
        if corrected.get(task.code, task.text) != task.text:
            values["text"] = task.text
    policy, gone = read.policy_id, read.pk
    said = Progress.objects.filter(task=read).update(task=task)
    read.parts.update(parent=task)
    read.split_into.update(split_from=task)
    values["split_from_id"] = read.split_from_id
    read.bodies.all().delete()
    read.delete()
    for name, value in values.items():
        setattr(task, name, value)
    task.policy_id = policy
    task.revision += 1
    task.save()
    tasks_touch([task.pk, gone])
    task.targets.set(targets)
    if said:
        task_follow(task)
    _parts_follow(task)
    _told(actor, task, before, at)


def _keep(task: Task, policy: Policy, older: Policy, actor: User | None, at: datetime, *, again: bool) -> None:
    """A task that was never read in the text goes on as it is, beside the same words where the newer version has them,
    one that was split from another beside that; where it has them no longer, or they changed (`again`), somebody has
    to look at it again."""
    before = {"policy": task.policy_id, "text": task.text}
    root = task.split_from
    whole = root is not None and root.policy_id == policy.pk
    start, end = (root.start, root.end) if root is not None and whole else place_in(policy, older, task)
    task.split_from = root if whole else None
    if again or (task.end and not end):
        task.checked_at = None
    task.start, task.end = start, end
    task.place = place_at(policy.tasks.all(), start) if end else place_last(policy.tasks.all())
    if policy.tasks.filter(code=task.code).exists():
        task.code = code_next(policy.tasks.all())
    task.policy = policy
    task.revision += 1
    task.save()
    task.targets.clear()
    _parts_follow(task)
    _told(actor, task, before, at)


def _parts_follow(task: Task) -> None:
    """Parts of a task, and theirs, go where it went and are numbered after it."""
    parts = sorted(task.parts.all(), key=lambda part: (part.policy_id != task.policy_id, part.pk))
    for number, part in enumerate(parts, 1):
        part.policy_id, part.code = task.policy_id, f"{task.code}/{number}"
        part.save(update_fields=["policy", "code"])
        _parts_follow(part)


def _told(actor: User | None, task: Task, before: dict[str, object], at: datetime) -> None:
    after = {"policy": task.policy_id, "text": task.text}
    ledger_record(actor, "task.went_on", TASK, task.pk, before=before, after=after, at=at)

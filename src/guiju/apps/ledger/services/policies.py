"""Verbs of policies (政策的办理): taken in, corrected, confirmed, made public, withdrawn."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from guiju.apps.ledger.models import Policy, Target, Task, TaskBody
from guiju.apps.ledger.names import bodies_found
from guiju.apps.ledger.overtaken import overtaken
from guiju.apps.ledger.reading import Read, text_read
from guiju.apps.ledger.recording import POLICY, ledger_record, what_differs
from guiju.apps.ledger.rows import body_rows, code_of, policy_values, target_row, task_row
from guiju.apps.ledger.search import tasks_touch
from guiju.apps.ledger.services.corrections import corrections_carry
from guiju.apps.ledger.services.documents import documents_enter
from guiju.apps.ledger.services.versions import older_require, work_carry
from guiju.apps.ledger.terms import LEVELS
from guiju.apps.ledger.typed_days import FIRST_YEAR, LAST_YEAR, day_planned
from guiju.apps.parties import typed as read
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require

_UNTITLED = "（无标题）"
LONGEST_PROVENANCE = 500
_READERS: Mapping[str, Callable[[str], Any]] = {
    "title": read.line(300, needed=True),
    "number": read.line(100),
    "issuers": read.line(500),
    "level": lambda text: read.one_of(LEVELS)(text) if text.strip() else "",
    "region": read.region_code,
    "issued": lambda text: day.isoformat() if (day := day_planned(text)) else "",
    "starts": read.whole(FIRST_YEAR, LAST_YEAR),
    "ends": read.whole(FIRST_YEAR, LAST_YEAR),
    "provenance": read.line(LONGEST_PROVENANCE),
}


def policy_take_in(
    *,
    actor: User | None,
    office: Account,
    found_text: str,
    file_name: str = "",
    provenance: str = "",
    replaces: Policy | None = None,
    unread: Sequence[Mapping[str, Any]] = (),
    fictitious: bool = False,
    at: datetime,
) -> Policy:
    """Read a policy and enter what was read, to be reviewed (政策入账). Reading takes seconds where it is long.

    `unread`: what of the file could not be read (`where`, `why`, in both languages). Raises `WordsError` known when the
    office has this text already; `where` then is the number of that policy.
    """
    permission_require(actor, "ledger.keep", Policy(office=office))
    provenance_require(provenance)
    digest = hashlib.sha256(found_text.encode("utf-8", "surrogatepass")).hexdigest()
    _require_new(office, digest)
    if replaces is not None:
        _require_followed(actor, replaces, office.pk)
    taken = text_read(found_text)
    taken.record["unread"] = list(unread)
    policy = Policy(
        office=office, replaces=replaces, fictitious=fictitious, provenance=provenance, digest=digest,
        file_name=file_name[:255], found_text=found_text, clean_text=taken.clean_text, reading=taken.record,
        read_by=actor, read_at=at, **policy_values(taken.record["meta"]),
    )  # fmt: skip
    policy.title = policy.title or file_name.rpartition(".")[0][:300] or _UNTITLED
    try:
        with transaction.atomic():
            policy.save()
            _enter(policy, taken)
            after = {"title": policy.title, "digest": digest, **counts_of(taken)}
            ledger_record(actor, "policy.taken_in", POLICY, policy.pk, after=after, at=at)
            corrections_carry(actor=actor, policy=policy, at=at)
    except IntegrityError:
        _require_new(office, digest)
        raise
    return policy


@transaction.atomic
def policy_correct(
    *, actor: User | None, policy: Policy, typed: Mapping[str, str], revision: int, at: datetime
) -> Policy:
    """Correct what the policy is as a document (更正). Raises `FieldsWrong`, or stale when somebody else did."""
    held = policy_held(actor, policy, revision)
    values = read.all_read(_READERS, typed)
    starts, ends = values.get("starts", held.starts), values.get("ends", held.ends)
    if starts and ends and ends < starts:
        message = Words("规划期的止年早于起年。", "The last year is before the first.")
        raise read.FieldsWrong([WordsError("order", message, where="ends")])
    before, after = what_differs({name: getattr(held, name) for name in values}, values)
    if after:
        for name, value in after.items():
            setattr(held, name, value)
        _changed(held, *after)
        ledger_record(actor, "policy.corrected", POLICY, held.pk, before=before, after=after, at=at)
    return held


@transaction.atomic
def policy_follow(*, actor: User | None, policy: Policy, older: Policy, revision: int, at: datetime) -> Policy:
    """Say of a policy under review that it is a newer version of another (改作新版本): they are compared."""
    held = policy_held(actor, policy, revision)
    permission_require(actor, "ledger.keep", older)
    if older.pk == held.pk or held.confirmed_at is not None or held.replaces_id:
        raise overtaken()
    _require_followed(actor, older, held.office_id)
    held.replaces = older
    _changed(held, "replaces")
    ledger_record(actor, "policy.followed", POLICY, held.pk, after={"replaces": older.pk}, at=at)
    corrections_carry(actor=actor, policy=held, at=at)
    return held


@transaction.atomic
def policy_doubt_settle(*, actor: User | None, policy: Policy, doubt: int, settled: bool, at: datetime) -> Policy:
    """Say that a doubt of the reader has been looked at (疑点已核), or that it has not."""
    held = Policy.objects.select_for_update().get(pk=policy.pk)
    permission_require(actor, "ledger.keep", held)
    doubts = held.reading["doubts"]
    if not 0 <= doubt < len(doubts):
        raise WordsError("doubt", Words("没有这个疑点。", "There is no such doubt."))
    now = sorted({*held.settled, doubt} if settled else {*held.settled} - {doubt})
    if now != held.settled:
        held.settled = now
        held.save(update_fields=["settled"])
        told = {"at": doubts[doubt]["at"], "why": doubts[doubt]["why"]}
        action = "policy.doubt_settled" if settled else "policy.doubt_reopened"
        ledger_record(actor, action, POLICY, held.pk, before=None, after=told, at=at)
    return held


@transaction.atomic
def policy_confirm(*, actor: User | None, policy: Policy, revision: int, at: datetime) -> Policy:
    """Confirm what was read (确认入账): from now on it counts, and those who answer for its tasks see it.

    Of the version it replaces the work goes on (see `versions`).
    """
    held = policy_held(actor, policy, revision)
    if held.confirmed_at is not None:
        raise WordsError("confirmed", Words("这份政策已经确认。", "This policy is confirmed already."))
    work_carry(actor=actor, policy=held, at=at)
    held.confirmed_at, held.confirmed_by = at, actor
    _changed(held, "compared", "confirmed_at", "confirmed_by")
    after = {
        "confirmed_at": at.isoformat(),
        "tasks": held.tasks.filter(removed_at=None).count(),
        "targets": held.targets.filter(removed_at=None).count(),
        "doubts_left": len(held.reading["doubts"]) - len(held.settled),
    }
    ledger_record(actor, "policy.confirmed", POLICY, held.pk, before={"confirmed_at": None}, after=after, at=at)
    return held


@transaction.atomic
def policy_publish(
    *, actor: User | None, policy: Policy, public: bool, note: str, revision: int, at: datetime
) -> Policy:
    """Make its page public after the disclosure step (信息公开审查), or take it off; `note` says who examined it."""
    held = policy_held(actor, policy, revision)
    if held.confirmed_at is None:
        raise WordsError("unconfirmed", Words("请先确认这份政策。", "Confirm this policy first."))
    if public == (held.published_at is not None):
        raise overtaken()
    if not note.strip():
        message = Words("请写明公开审查的情况。", "Say how the disclosure was examined.")
        raise WordsError("note", message, where="note")
    before = {"published_at": held.published_at and held.published_at.isoformat()}
    held.published_at = at if public else None
    _changed(held, "published_at")
    after = {"published_at": held.published_at and held.published_at.isoformat(), "note": note.strip()[:500]}
    action = "policy.published" if public else "policy.concealed"
    ledger_record(actor, action, POLICY, held.pk, before=before, after=after, at=at)
    return held


@transaction.atomic
def policy_withdraw(*, actor: User | None, policy: Policy, reason: str, revision: int, at: datetime) -> Policy:
    """Take a policy out of the ledger (移出台账); what was done is kept and can be read by its office."""
    held = policy_held(actor, policy, revision)
    if not reason.strip():
        raise WordsError("reason", Words("请写明移出的原因。", "Say why it is taken out."), where="reason")
    held.withdrawn_at = at
    _changed(held, "withdrawn_at")
    after = {"withdrawn_at": at.isoformat(), "because": reason.strip()[:500]}
    ledger_record(actor, "policy.withdrawn", POLICY, held.pk, before={"withdrawn_at": None}, after=after, at=at)
    return held


def policy_held(actor: User | None, policy: Policy, revision: int) -> Policy:
    """The policy, locked, for somebody who may keep it. Raises `WordsError` stale or withdrawn."""
    held = Policy.objects.select_for_update().get(pk=policy.pk)
    permission_require(actor, "ledger.keep", held)
    if held.withdrawn_at is not None:
        raise WordsError("withdrawn", Words("这份政策已移出台账。", "This policy was taken out of the ledger."))
    if held.revision != revision:
        raise overtaken()
    return held


def provenance_require(provenance: str) -> None:
    """Raise `WordsError` where it is longer than is kept (来源)."""
    if len(provenance) > LONGEST_PROVENANCE:
        most = LONGEST_PROVENANCE
        raise WordsError("long", Words(f"来源最多 {most} 个字符。", f"The source has {most} characters at most."),
                         where="provenance")  # fmt: skip


def counts_of(taken: Read) -> dict[str, int]:
    """How much was read."""
    return {name: len(taken.record[name]) for name in ("tasks", "targets", "repairs", "doubts")}


def _require_new(office: Account, digest: str) -> None:
    known = Policy.objects.filter(office=office, digest=digest, withdrawn_at=None).only("pk", "title").first()
    if known is not None:
        message = Words(f"台账中已有这份政策：{known.title}。", f"The ledger has this policy already: {known.title}.")
        raise WordsError("known", message, where=str(known.pk))


def _require_followed(actor: User | None, older: Policy, office: int) -> None:
    """Raise unless somebody may take in a newer version of a policy, and there is none yet."""
    older_require(actor=actor, older=older, office=office)
    if older.withdrawn_at is not None or Policy.objects.filter(replaces=older).exists():
        message = Words("原政策已移出台账，或已有新版本。", "The older policy was taken out, or has a newer version.")
        raise WordsError("followed", message, Words("请看过原政策的页面再办。", "Look at its page first."), "office")


def _enter(policy: Policy, taken: Read) -> None:
    """Write the tasks and targets that were read."""
    found = taken.record["tasks"]
    tasks = Task.objects.bulk_create([task_row(policy, at, one) for at, one in enumerate(found, 1)], 500)
    tasks_touch(task.pk for task in tasks)
    documents_enter(policy, tasks)
    names = [name for one in found for name in (*one["lead"], *one["participants"])]
    bodies = bodies_found(policy, names)
    TaskBody.objects.bulk_create(
        [row for task, one in zip(tasks, found, strict=True) for row in body_rows(task, one, bodies)], 500
    )
    by_code = {task.code: task for task in tasks}
    promised = taken.record["targets"]
    targets = Target.objects.bulk_create([target_row(policy, at, one) for at, one in enumerate(promised, 1)], 500)
    targets_by_code = {target.code: target for target in targets}
    again = []
    ties = []
    for target, one in zip(targets, promised, strict=True):
        ties += [
            Target.tasks.through(target=target, task=by_code[code])
            for code in dict.fromkeys(code_of(task) for task in one["task_ids"])
            if code in by_code
        ]
        first = targets_by_code.get(code_of(one["duplicate_of"] or ""))
        if first is not None:
            target.duplicate_of = first
            again.append(target)
    Target.tasks.through.objects.bulk_create(ties, 500)
    Target.objects.bulk_update(again, ["duplicate_of"], 500)


def _changed(policy: Policy, *fields: str) -> None:
    policy.revision += 1
    policy.save(update_fields=[*fields, "revision"])

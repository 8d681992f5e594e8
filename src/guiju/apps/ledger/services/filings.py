"""Reports of a round (填报项): reported, returned with a reason, accepted; of two people at one, one is told."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localtime

from guiju.apps.ledger.filing_state import FilingState, filing_state
from guiju.apps.ledger.models import Filing, FilingStep, Progress
from guiju.apps.ledger.recording import ledger_record
from guiju.apps.ledger.roles import LEAD
from guiju.apps.ledger.services.evidence import Offered
from guiju.apps.ledger.services.progress import LONGEST, Said, progress_say, share_read, task_follow
from guiju.apps.ledger.services.telling import returned_tell
from guiju.apps.parties import typed as read
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require

FILING = "policy_filing"
REPORTED, RETURNED, ACCEPTED = "reported", "returned", "accepted"
DEEDS = {
    REPORTED: Words("填报", "reported"),
    RETURNED: Words("退回", "returned it"),
    ACCEPTED: Words("通过", "accepted it"),
    "chased": Words("催报", "reminded them"),
    "reopened": Words("撤回通过", "took back the acceptance of it"),
}
_AGAIN = timedelta(minutes=1)
_ENDED = WordsError(
    "ended",
    Words("这个批次已经结束。", "This round has ended."),
    Words("确需再办的，请主管单位先恢复批次。", "Its office can open it again."),
)
_ACCEPTED = WordsError(
    "accepted", Words("这项填报已经通过，不再更改。", "This report has been accepted and no longer changes.")
)
_NOTHING_YET = WordsError("nothing", Words("还没有填报，不能办理。", "Nothing has been reported yet."))
_REASON = WordsError("reason", Words("请写明退回的原因。", "Say why it is returned."), where="reason")


@transaction.atomic
def filing_report(
    *,
    actor: User,
    filing: Filing,
    revision: int,
    typed: Mapping[str, str],
    files: Sequence[Offered] = (),
    at: datetime,
) -> Said:
    """Report of a task in a round (填报): for the first time, after it was returned, or in place of what was said.

    A lead that reports has taken what its participants said (汇总). The same form sent twice reports once. Raises
    `FieldsWrong`, or "stale" when somebody else was faster: then nothing was done.
    """
    permission_require(actor, "ledger.file", filing)
    twice = _just_said(actor, filing, revision, typed, files, at)
    if twice is not None:
        return Said(twice, [])
    held = filing_held(filing, revision)
    if filing_state(held) == FilingState.ACCEPTED:
        raise _ACCEPTED
    said = progress_say(
        actor=actor, task=held.task, body=held.body, part=held.part, typed=typed, files=files, at=at
    )  # fmt: skip
    first = held.first_at or at
    filing_done(held, actor, REPORTED, at, progress=said.progress, first_at=first, reported_at=at)
    if held.part == LEAD:
        for row in _waiting_for_lead(held):
            filing_done(row, actor, ACCEPTED, at, accepted_at=at)
    return said


@transaction.atomic
def filing_return(*, actor: User, filing: Filing, revision: int, reason: str, at: datetime) -> None:
    """Give a report back with the reason (退回); what it said counts for nothing since."""
    permission_require(actor, "ledger.answer", filing)
    held = filing_held(filing, revision)
    state = filing_state(held)
    if state not in (FilingState.REPORTED, FilingState.ACCEPTED) or held.progress_id is None:
        raise _NOTHING_YET
    if state == FilingState.ACCEPTED and (held.part == LEAD or _lead_accepted(held)):
        raise _ACCEPTED
    reason = read.paragraph(1_000)(reason)
    if not reason:
        raise _REASON
    Progress.objects.filter(pk=held.progress_id).update(returned_at=at)
    task_follow(held.task)
    filing_done(held, actor, RETURNED, at, reason=reason, returned_at=at, accepted_at=None)
    returned_tell(held, reason, at)


@transaction.atomic
def filing_accept(*, actor: User, filing: Filing, revision: int, at: datetime) -> None:
    """Take a report (通过): the lead a participant's, the office a lead's."""
    permission_require(actor, "ledger.answer", filing)
    held = filing_held(filing, revision)
    if filing_state(held) != FilingState.REPORTED:
        raise _NOTHING_YET
    filing_done(held, actor, ACCEPTED, at, accepted_at=at)


def filing_held(filing: Filing, revision: int) -> Filing:
    """The report as it is now, held until the transaction ends, if it is still the one that was seen."""
    held = Filing.objects.select_for_update().get(pk=filing.pk)
    if held.round.closed_at is not None:
        raise _ENDED
    if held.revision != revision:
        raise _stale(held)
    return held


def filing_done(held: Filing, actor: User, deed: str, at: datetime, *, reason: str = "", **values: Any) -> None:
    """Write what was done to a report with its step and its event, if it is still the one that was seen."""
    seen = Filing.objects.filter(pk=held.pk, revision=held.revision)
    if not seen.update(**values, revision=F("revision") + 1):
        raise _stale(held)
    said = values.get("progress") or held.progress
    FilingStep.objects.create(filing=held, deed=deed, by=actor, at=at, reason=reason, progress=said)
    after = {"task": held.task_id, "body": held.body_id, "progress": said and said.pk, "reason": reason}
    ledger_record(actor, f"filing.{deed}", FILING, held.pk, after=after, at=at)


def _just_said(
    actor: User, filing: Filing, revision: int, typed: Mapping[str, str], files: Sequence[Offered], at: datetime
) -> Progress | None:
    """What the same person said in this very form, files and all, within the last minute (重复提交)."""
    held = Filing.objects.select_for_update().get(pk=filing.pk)
    said, last = held.progress, held.steps.order_by("pk").last()
    if said is None or last is None or held.revision != revision + 1 or (last.deed, last.by_id) != (REPORTED, actor.pk):
        return None
    words = read.paragraph(LONGEST)(typed.get("text", ""))
    offered = {hashlib.sha256(one.data).hexdigest() for one in files}
    same = said.text == words and offered == set(said.evidence.values_list("digest", flat=True))
    return said if same and said.share == share_read(typed.get("share", "")) and at - said.at < _AGAIN else None


def _stale(held: Filing) -> WordsError:
    step = held.steps.select_related("by").order_by("pk").last()
    name = step.by.display_name if step is not None and step.by is not None else ""
    deed = DEEDS[step.deed] if step is not None else Words("更改", "changed it")
    when = f"{localtime(step.at):%H:%M}" if step is not None else ""
    zh = f"{name}在 {when} 已先{deed.zh}，您的操作没有办理。"
    en = f"{name} {deed.en} at {when}; what you did was not done."
    remedy = Words(
        "您填写的内容已存为草稿，请核对后再办。", "What you typed is kept as a draft: compare, and try again."
    )
    return WordsError("stale", Words(zh, en), remedy)


def _waiting_for_lead(held: Filing) -> list[Filing]:
    rows = held.round.filings.filter(task=held.task_id, accepted_at=None).exclude(part=LEAD)
    return [row for row in rows if filing_state(row) == FilingState.REPORTED]


def _lead_accepted(held: Filing) -> bool:
    return held.round.filings.filter(task=held.task_id, part=LEAD, accepted_at__isnull=False).exists()

"""The ways back (撤回、恢复): a policy into the ledger, an accepted report to be answered anew, an ended round.

Each needs a reason, is an event, and is refused, with why and what to do, once something rests on what it would undo.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from guiju.apps.ledger.assessing import scheme_of
from guiju.apps.ledger.filing_state import WHERE, FilingState, filing_state
from guiju.apps.ledger.models import Announcement, Filing, Policy, Round
from guiju.apps.ledger.overtaken import overtaken
from guiju.apps.ledger.recording import POLICY, ledger_record
from guiju.apps.ledger.roles import LEAD
from guiju.apps.ledger.services.filings import filing_done, filing_held
from guiju.apps.ledger.services.rounds import ROUND
from guiju.apps.ledger.services.telling import lines_tell, people_lines, title_shown
from guiju.apps.ledger.task_cases import CLOSING
from guiju.apps.parties import typed as read
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require
from guiju.kernel.procedures.queries import case_running

REOPENED = "reopened"
_AGAIN = Words("填报重新开放：{title}，{n} 项", "Reports are taken again: {title}, {n}")
_REASON = WordsError("reason", Words("请写明理由。", "Say why."), where="reason")


@transaction.atomic
def policy_restore(*, actor: User | None, policy: Policy, reason: str, revision: int, at: datetime) -> Policy:
    """Bring a policy back that was taken out (恢复入账), with all that was done; it is public again only after another
    disclosure step."""
    held = Policy.objects.select_for_update().get(pk=policy.pk)
    permission_require(actor, "ledger.keep", held)
    if held.withdrawn_at is None or held.revision != revision:
        raise overtaken()
    _restored_require(held)
    because = _because(reason)
    before = {"withdrawn_at": held.withdrawn_at.isoformat()}
    held.withdrawn_at, held.published_at = None, None
    held.revision += 1
    held.save(update_fields=["withdrawn_at", "published_at", "revision"])
    after = {"withdrawn_at": None, "because": because}
    ledger_record(actor, "policy.restored", POLICY, held.pk, before=before, after=after, reason=because, at=at)
    return held


@transaction.atomic
def filing_reopen(*, actor: User, filing: Filing, revision: int, reason: str, at: datetime) -> None:
    """Take back that a report was accepted (撤回通过): it waits to be answered anew, and may then be returned."""
    permission_require(actor, "ledger.answer", filing)
    held = filing_held(filing, revision)
    if filing_state(held) != FilingState.ACCEPTED:
        raise WordsError("state", Words("这项填报没有通过，不用撤回。", "It is not accepted: nothing to take back."))
    if held.task.closed_at is not None:
        raise WordsError("closed", Words("任务已经销号，不能撤回通过。", "The task is closed: it stays accepted."))
    if case_running(CLOSING, str(held.task_id)):
        message = Words("销号申请在办，不能撤回通过。", "Closing is being asked for: it stays accepted.")
        raise WordsError("asked", message, Words("请先办结或撤回申请。", "Answer that first, or have it withdrawn."))
    if held.part != LEAD and _summed(held):
        message = Words("牵头单位已汇总上报，不能撤回通过。", "The lead has summed it up: it stays accepted.")
        raise WordsError(
            "summed", message, Words("请主管单位先退回牵头单位的填报。", "Have the lead's returned first.")
        )
    filing_done(held, actor, REOPENED, at, reason=_because(reason), accepted_at=None)


@transaction.atomic
def round_reopen(*, actor: User, round: Round, reason: str, at: datetime) -> int:
    """Open an ended round again (恢复批次); bodies whose reports are missing or returned are told. How many people."""
    permission_require(actor, "ledger.keep", round)
    held = Round.objects.select_for_update().get(pk=round.pk)
    if held.closed_at is None:
        raise WordsError("open", Words("这个批次没有结束。", "This round has not ended."))
    because = _because(reason)
    before = {"closed_at": held.closed_at.isoformat()}
    held.closed_at = None
    held.save(update_fields=["closed_at"])
    after = {"closed_at": None}
    ledger_record(actor, f"round.{REOPENED}", ROUND, held.pk, before=before, after=after, reason=because, at=at)
    missing = held.filings.filter(WHERE[FilingState.WAITING] | WHERE[FilingState.RETURNED])
    rows = missing.filter(task__removed_at=None, task__closed_at=None).order_by("due", "task__place")
    told = rows.values_list("body__account", "body__name", "due", "task__title")
    lines, why = people_lines([(account, name, f"{due} {title}") for account, name, due, title in told], localdate(at))
    subject = Words(*(text.replace("{title}", title_shown(held.title)) for text in _AGAIN))
    path = f"{reverse('ledger:work')}?round={held.pk}"
    key = f"ledger:round:{held.pk}:{at.isoformat()}"
    return lines_tell(key=key, subject=subject, lines=lines, why=why, path=path, at=at)


def _restored_require(held: Policy) -> None:
    newer = Policy.objects.filter(replaces=held, confirmed_at__isnull=False).only("title").first()
    if newer is not None:
        message = Words(f"已由新版本《{newer.title}》代替。", f"The newer version “{newer.title}” took its place.")
        raise WordsError("replaced", message)
    same = Policy.objects.filter(office=held.office_id, digest=held.digest, withdrawn_at=None).only("title").first()
    if same is not None:
        message = Words("台账中已重新入了同一份政策。", "The same text was taken in again since.")
        raise WordsError("known", message, Words("请用那一份。", "Use that one."))
    bodies = held.tasks.filter(removed_at=None).values("bodies__body")
    announced = Announcement.objects.filter(announced_at__gt=held.withdrawn_at, assessment__assessed__body__in=bodies)
    for row in announced.select_related("assessment").order_by("announced_at").distinct():
        scheme = scheme_of(row.assessment)
        if any(one.source == "ledger" for one in scheme.indicators.values()):
            title, day = row.assessment.title, localdate(row.announced_at)
            message = Words(
                f"“{title}”的结果已于 {day} 公布，其中没有计入这份政策的任务。",
                f"“{title}” was announced on {day} without the tasks of this policy.",
            )
            raise WordsError("announced", message, Words("需要再用的，请重新入账。", "Take it in anew to use it."))


def _summed(held: Filing) -> bool:
    """Whether the lead's own report, which took this one in, stands."""
    rows = held.round.filings.filter(task=held.task_id, part=LEAD)
    return rows.filter(WHERE[FilingState.REPORTED] | WHERE[FilingState.ACCEPTED]).exists()


def _because(reason: str) -> str:
    because = read.paragraph(500)(reason)
    if not because:
        raise _REASON
    return str(because)

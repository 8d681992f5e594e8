"""Verbs of appeals (申诉): a body objects to one of its points, another person answers."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from guiju.apps.ledger.assessing import scheme_of
from guiju.apps.ledger.models import Appeal, Assessed, AssessedValue, Assessment
from guiju.apps.ledger.recording import ASSESSMENT
from guiju.apps.ledger.services.assessments import LONGEST_TEXT
from guiju.apps.ledger.typed_numbers import indicator_number
from guiju.domain.assessment import BY_PEOPLE
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require
from guiju.kernel.history.services import event_record


@transaction.atomic
def appeal_make(*, actor: User, assessed: Assessed, indicator: str, text: str, at: datetime) -> Appeal:
    """Object to the points of an indicator of the own body (提出申诉), within the days appeals are taken."""
    permission_require(actor, "ledger.value_report", assessed)
    assessment = Assessment.objects.select_for_update().get(pk=assessed.assessment_id)
    until = assessment.appeals_until
    if assessment.closed_at is not None or until is None or localdate(at) > until:
        raise WordsError("appeals", Words("现在不受理申诉。", "No appeals are taken now."), where="text")
    if indicator not in scheme_of(assessment).indicators:
        raise WordsError("indicator", Words("没有这个指标。", "There is no such indicator."), where="indicator")
    if not text.strip() or len(text) > LONGEST_TEXT:
        message = Words(f"请写明理由，最多 {LONGEST_TEXT} 个字符。", f"Say why, in {LONGEST_TEXT} characters at most.")
        raise WordsError("text", message, where="text")
    if assessed.appeals.filter(indicator=indicator, answered_at=None).exists():
        message = Words("这一项已有申诉在办。", "An appeal about this one is under way.")
        raise WordsError("twice", message, where="indicator")
    made = Appeal.objects.create(assessed=assessed, indicator=indicator, text=text.strip(), made_by=actor, made_at=at)
    event_record(
        actor=actor.actor, action="ledger.assessment.appeal.made", object_kind=ASSESSMENT,
        object_id=str(assessment.pk), before=None,
        after={"body": assessed.body_id, "indicator": indicator, "text": made.text}, at=at,
    )  # fmt: skip
    return made


@transaction.atomic
def appeal_answer(*, actor: User, appeal: Appeal, upheld: bool, number: str = "", answer: str, at: datetime) -> Appeal:
    """Answer an appeal (答复申诉): upheld, the number given counts from now on; announce the result anew afterwards."""
    assessment = appeal.assessed.assessment
    permission_require(actor, "ledger.assessment_keep", assessment)
    held = Appeal.objects.select_for_update().select_related("assessed").get(pk=appeal.pk)
    if held.answered_at is not None:
        raise WordsError("answered", Words("已经答复过了。", "It was answered already."), where="answer")
    if not answer.strip() or len(answer) > LONGEST_TEXT:
        message = Words(f"请写明理由，最多 {LONGEST_TEXT} 个字符。", f"Say why, in {LONGEST_TEXT} characters at most.")
        raise WordsError("answer", message, where="answer")
    indicator = scheme_of(assessment).indicators[held.indicator]
    reported = indicator.source in BY_PEOPLE
    if upheld and not reported:
        message = Words("这一项由系统计数，请先更正登记或台账。", "This is counted: put the records right first.")
        raise WordsError("counted", message, where="number")
    if upheld:
        held.number = indicator_number(indicator, number)
        row, _ = AssessedValue.objects.get_or_create(assessed=held.assessed, indicator=held.indicator)
        row.number, row.answer, row.checked_by, row.checked_at = held.number, answer.strip(), actor, at
        row.revision += 1
        row.save()
    held.upheld, held.answer, held.answered_by, held.answered_at = upheld, answer.strip(), actor, at
    held.save()
    after = {"appeal": held.pk, "upheld": upheld, "number": None if held.number is None else str(held.number)}
    event_record(
        actor=actor.actor, action="ledger.assessment.appeal.answered", object_kind=ASSESSMENT,
        object_id=str(assessment.pk), before=None, after=after, reason=held.answer, at=at,
    )  # fmt: skip
    return held

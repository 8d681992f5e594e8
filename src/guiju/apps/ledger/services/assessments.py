"""Verbs of assessments (考核): open, report, check, announce."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate

from guiju.apps.ledger.assessing import scheme_of, table_of
from guiju.apps.ledger.limits import limit_of
from guiju.apps.ledger.models import Announcement, Appeal, Assessed, AssessedValue, Assessment, Evaluator
from guiju.apps.ledger.recording import ASSESSMENT
from guiju.apps.ledger.results import bodies_counted, result_json
from guiju.apps.ledger.typed_numbers import indicator_number
from guiju.apps.parties.models import Organisation
from guiju.domain.assessment import BY_PEOPLE, Indicator, Scheme, scheme_load
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require
from guiju.kernel.accounts.queries import actor_of, roles_usable
from guiju.kernel.history.canonical import canonical
from guiju.kernel.history.services import event_record

LONGEST_TITLE, LONGEST_TEXT, MOST_BODIES = 200, 4_000, 2_000
CHANGED = Words(
    "刚才有人改过这一项，您填的没有保存，请看过再填。",
    "Somebody changed this just now; yours was not saved. Look first.",
)
_UNANSWERED = Words("还有申诉没有答复。", "Some appeals are not answered yet.")
_AGAIN = timedelta(minutes=1)


@transaction.atomic
def assessment_open(
    *,
    actor: User | None,
    office: Account,
    title: str,
    scheme: str,
    bodies: Collection[Organisation],
    reports_due: date,
    fictitious: bool = False,
    at: datetime,
) -> Assessment:
    """Open an assessment of these bodies (发起考核); the same form sent twice opens one.

    Raises `DeclarationError` for a scheme that does not hold,
    `WordsError` for the rest."""
    permission_require(actor, "ledger.assessment_keep", office)
    read = scheme_load(scheme, title or "scheme.toml")
    if not title.strip() or len(title) > LONGEST_TITLE:
        message = Words(f"请写标题，最多 {LONGEST_TITLE} 个字符。", f"A title of at most {LONGEST_TITLE} characters.")
        raise WordsError("title", message, where="title")
    if not bodies or len(bodies) > MOST_BODIES:
        message = Words(f"请选被考核对象，1 至 {MOST_BODIES} 个。", f"Choose 1 to {MOST_BODIES} bodies.")
        raise WordsError("bodies", message, where="bodies")
    if reports_due < localdate(at):
        raise WordsError("due", Words("填报截止日已过。", "That day is past."), where="reports_due")
    twice = _just_opened(actor, office, title.strip(), scheme, bodies, reports_due, at)
    if twice is not None:
        return twice
    made = Assessment.objects.create(
        office=office, title=title.strip(), scheme=scheme, reports_due=reports_due, fictitious=fictitious,
        opened_by=actor, opened_at=at,
    )  # fmt: skip
    Assessed.objects.bulk_create(Assessed(assessment=made, body=body) for body in bodies)
    after = {
        "title": made.title, "scheme": read.code, "version": read.version, "reports_due": reports_due.isoformat(),
        "bodies": sorted(body.pk for body in bodies),
    }  # fmt: skip
    _tell(actor, "opened", made, after, at=at)
    return made


@transaction.atomic
def value_report(
    *, actor: User | None, assessed: Assessed, indicator: str, number: str, evidence: str, revision: int, at: datetime
) -> AssessedValue:
    """Say what the own body has reached (自评填报). Until it is checked it may be changed; after its day
    only where the scheme says so (`late`), and marked so."""
    permission_require(actor, "ledger.value_report", assessed)
    _open_still(assessed.assessment_id)
    _unannounced_require(assessed.assessment)
    scheme = scheme_of(assessed.assessment)
    one = _indicator(scheme, indicator)
    _require_in_time(assessed.assessment, scheme, at)
    if one.evidence and not evidence.strip():
        raise WordsError("evidence", Words("请写明依据。", "Say on what evidence."), where="evidence")
    if len(evidence) > LONGEST_TEXT:
        raise _too_long("evidence")
    read = indicator_number(one, number)
    row = _held(assessed, indicator, revision)
    if row.checked_at is not None:
        message = Words("已经复核，不能再改；有异议请申诉。", "It was checked; appeal if you object.")
        raise WordsError("checked", message, where="number")
    before = {"reported": _told(row.reported), "evidence": row.evidence}
    row.reported, row.evidence, row.reported_by, row.reported_at = read, evidence.strip(), actor, at
    row.revision += 1
    row.save()
    after = {"reported": _told(read), "evidence": row.evidence}
    _tell(actor, "value.reported", assessed.assessment, {**_where(assessed, indicator), **after}, before, at=at)
    return row


@transaction.atomic
def value_check(
    *, actor: User | None, assessed: Assessed, indicator: str, number: str, answer: str, revision: int, at: datetime
) -> AssessedValue:
    """Check what a body said (复核): the number that counts; another than reported needs a reason. Nobody checks what
    they reported themselves."""
    permission_require(actor, "ledger.value_check", assessed.assessment)
    _open_still(assessed.assessment_id)
    one = _indicator(scheme_of(assessed.assessment), indicator, BY_PEOPLE)
    read = indicator_number(one, number)
    row = _held(assessed, indicator, revision)
    if actor is not None and row.reported_by_id == actor.pk:
        message = Words("不能复核自己填报的，请由另一个人复核。", "Another person has to check what you reported.")
        raise WordsError("own", message, where="number")
    if one.source == "office" and not answer.strip():
        raise WordsError("answer", Words("请写明评定的依据。", "Say what the number rests on."), where="answer")
    if read != row.reported and not answer.strip():
        raise WordsError("answer", Words("改了数请写明理由。", "Say why the number is another."), where="answer")
    if row.checked_at is not None and read != row.number and answer.strip() in ("", row.answer):
        message = Words("已经复核过，改数请写明理由。", "It was checked before: say why the number is another.")
        raise WordsError("answer", message, where="answer")
    if len(answer) > LONGEST_TEXT:
        raise _too_long("answer")
    before = {"number": _told(row.number)}
    row.number, row.answer, row.checked_by, row.checked_at = read, answer.strip(), actor, at
    row.revision += 1
    row.save()
    after = {**_where(assessed, indicator), "number": _told(read)}
    _tell(actor, "value.checked", assessed.assessment, after, before, reason=row.answer, at=at)
    return row


@transaction.atomic
def assessment_announce(*, actor: User | None, assessment: Assessment, early: str = "", at: datetime) -> Announcement:
    """Announce the result (公布结果): as it stands now, for good; after appeals a next version may follow. Everything
    reported has to be checked first. `early` says why, while bodies may still report."""
    permission_require(actor, "ledger.assessment_keep", assessment)
    held = Assessment.objects.select_for_update().get(pk=assessment.pk)
    _open_still(held.pk)
    table = table_of(held, localdate(at))
    waiting = sum(1 for told in table.values.values() for value in told.values() if not value.checked)
    if waiting:
        message = Words(f"还有 {waiting} 项没有复核或评定。", f"{waiting} values are not checked or given yet.")
        raise WordsError("unchecked", message)
    if held.assessed.filter(appeals__answered_at=None, appeals__made_at__isnull=False).exists():
        raise WordsError("appeals", _UNANSWERED)
    last = held.announcements.order_by("-version").first()
    result = result_json(held, table, early=_early_said(held, early, at) if last is None else "")
    if last is not None:
        _anew_require(last, result)
    made = Announcement.objects.create(
        assessment=held, version=last.version + 1 if last else 1, result=result,
        digest=hashlib.sha256(canonical(result)).hexdigest(), announced_by=actor, announced_at=at,
    )  # fmt: skip
    held.appeals_until = held.appeals_until or localdate(at) + timedelta(
        days=limit_of(held.office_id, "appeal_days").number
    )
    held.save(update_fields=["appeals_until"])
    after = {"version": made.version, "digest": made.digest}
    _tell(actor, "announced", held, after, reason=str(result.get("early", "")), at=at)
    return made


@transaction.atomic
def assessment_close(*, actor: User, assessment: Assessment, at: datetime) -> None:
    """End it (结束考核): nothing is reported, checked or appealed any more."""
    permission_require(actor, "ledger.assessment_keep", assessment)
    held = Assessment.objects.select_for_update().get(pk=assessment.pk)
    _open_still(held.pk)
    if not held.announcements.exists():
        raise WordsError("announce", Words("先公布结果，再结束。", "Announce the result first."))
    until = held.appeals_until
    if until is not None and localdate(at) <= until:
        message = Words(f"申诉受理到 {until}，之后才能结束。", f"Appeals are taken until {until}: end it after that.")
        raise WordsError("appeals", message)
    if held.assessed.filter(appeals__answered_at=None, appeals__made_at__isnull=False).exists():
        raise WordsError("appeals", _UNANSWERED)
    held.closed_at = at
    held.save(update_fields=["closed_at"])
    _tell(actor, "closed", held, {}, at=at)


@transaction.atomic
def assessment_cancel(*, actor: User, assessment: Assessment, reason: str, at: datetime) -> None:
    """Call off one that was opened by mistake (取消考核), before anything was announced; the reason is kept."""
    permission_require(actor, "ledger.assessment_keep", assessment)
    held = Assessment.objects.select_for_update().get(pk=assessment.pk)
    _open_still(held.pk)
    _unannounced_require(held)
    if not reason.strip() or len(reason) > LONGEST_TEXT:
        message = Words(f"请写明理由，最多 {LONGEST_TEXT} 个字符。", f"Say why, in {LONGEST_TEXT} characters at most.")
        raise WordsError("reason", message, where="reason")
    held.closed_at = at
    held.save(update_fields=["closed_at"])
    _tell(actor, "cancelled", held, {}, reason=reason.strip(), at=at)


@transaction.atomic
def evaluator_admit(
    *, actor: User | None, assessment: Assessment, user: User, starts_on: date, ends_on: date, at: datetime
) -> Evaluator:
    """Let a third party in to read and check, from a day to a day (第三方评估). They hold the role of an evaluator."""
    permission_require(actor, "ledger.assessment_keep", assessment)
    if "evaluator" not in roles_usable(user=user, on=localdate(at)):
        message = Words("这个人没有第三方评估人员的角色。", "This person holds no role of an evaluator.")
        raise WordsError("role", message, where="evaluator")
    if ends_on < starts_on:
        raise WordsError("ends", Words("结束日期早于开始日期。", "The end is before the beginning."), where="ends_on")
    made, _ = Evaluator.objects.update_or_create(
        assessment=assessment, user=user, defaults={"starts_on": starts_on, "ends_on": ends_on}
    )
    after = {"user": user.actor, "starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat()}
    _tell(actor, "evaluator.admitted", assessment, after, at=at)
    return made


def _held(assessed: Assessed, indicator: str, revision: int) -> AssessedValue:
    """The value as the person saw it, the assessment being locked: revision 0 means none was there."""
    row = AssessedValue.objects.filter(assessed=assessed, indicator=indicator).first()
    if (row.revision if row else 0) != revision:
        raise WordsError("changed", CHANGED, where="number")
    return row or AssessedValue(assessed=assessed, indicator=indicator, revision=0)


def _indicator(scheme: Scheme, code: str, sources: Collection[str] = ("reported",)) -> Indicator:
    one = scheme.indicators.get(code)
    if one is None or one.source not in sources:
        raise WordsError("indicator", Words("这一项不由人填报。", "Nobody reports this one."), where="indicator")
    return one


def _open_still(pk: int) -> None:
    if Assessment.objects.select_for_update().get(pk=pk).closed_at is not None:
        raise WordsError("closed", Words("考核已经结束。", "This assessment has ended."))


def _unannounced_require(assessment: Assessment) -> None:
    last = assessment.announcements.order_by("-version").first()
    if last is not None:
        day = localdate(last.announced_at)
        message = Words(f"结果已于 {day} 公布，不能再填报或取消。", f"Announced on {day}: no report and no cancelling.")
        until = assessment.appeals_until
        remedy = Words(f"有异议的请在 {until} 前申诉。", f"Whoever objects may appeal until {until}.")
        raise WordsError("announced", message, remedy, where="number")


def _anew_require(last: Announcement, result: Mapping[str, object]) -> None:
    """A next version needs an appeal upheld since, a value checked anew, or records put right after an appeal."""
    since = {"answered_at__gt": last.announced_at}
    appeals = Appeal.objects.filter(assessed__assessment=last.assessment_id, **since)
    checked = AssessedValue.objects.filter(
        assessed__assessment=last.assessment_id, checked_at__gt=last.announced_at, answer__gt=""
    )
    differs = bodies_counted(result) != bodies_counted(last.result)
    if appeals.filter(upheld=True).exists() or (differs and (appeals.exists() or checked.exists())):
        return
    day, version = localdate(last.announced_at), last.version
    message = Words(
        f"第 {version} 版已于 {day} 公布，此后没有成立的申诉，也没有改数，不再公布。",
        f"Version {version} was announced on {day}; no appeal was upheld since and no number changed.",
    )
    raise WordsError("again", message)


def _just_opened(
    actor: User | None, office: Account, title: str, scheme: str, bodies: Collection[Organisation], due: date,
    at: datetime,
) -> Assessment | None:  # fmt: skip
    """The same one, opened by the same person within the last minute: a form sent twice (重复提交)."""
    Account.objects.select_for_update().get(pk=office.pk)
    rows = Assessment.objects.filter(
        office=office, title=title, reports_due=due, opened_by=actor, opened_at__gt=at - _AGAIN, closed_at=None
    )
    wanted = {body.pk for body in bodies}
    for row in rows:
        if row.scheme == scheme and set(row.assessed.values_list("body", flat=True)) == wanted:
            return row
    return None


def _require_in_time(assessment: Assessment, scheme: Scheme, at: datetime) -> None:
    """Reports are taken until their day; later only where the scheme says so."""
    if localdate(at) > assessment.reports_due and not scheme.late:
        day = assessment.reports_due
        message = Words(f"填报已于 {day} 截止，不再受理。", f"Reports were due by {day}; none is taken any more.")
        remedy = Words("有出入的请联系考核单位，或在公布后申诉。", "Ask the office, or appeal once it is announced.")
        raise WordsError("late", message, remedy, where="number")


def _early_said(assessment: Assessment, early: str, at: datetime) -> str:
    """Why it is announced while bodies may still report; "" once their day is over."""
    if localdate(at) > assessment.reports_due:
        return ""
    if not early.strip():
        day = assessment.reports_due
        message = Words(f"填报到 {day} 截止，还不能公布。", f"Bodies may report until {day}: too early to announce.")
        remedy = Words("确需提前公布的，请写明理由。", "If it must be announced before that, say why.")
        raise WordsError("early", message, remedy, where="early")
    if len(early) > LONGEST_TEXT:
        raise _too_long("early")
    return early.strip()


def _too_long(where: str) -> WordsError:
    return WordsError(
        "long", Words(f"最多 {LONGEST_TEXT} 个字符。", f"{LONGEST_TEXT} characters at most."), where=where
    )


def _where(assessed: Assessed, indicator: str) -> dict[str, object]:
    return {"body": assessed.body_id, "indicator": indicator}


def _told(number: Decimal | None) -> str | None:
    return None if number is None else format(number.normalize(), "f")


def _tell(
    actor: User | None,
    what: str,
    assessment: Assessment,
    after: Mapping[str, object],
    before: Mapping[str, object] | None = None,
    *,
    reason: str = "",
    at: datetime,
) -> None:
    event_record(
        actor=actor_of(actor), action=f"ledger.assessment.{what}", object_kind=ASSESSMENT,
        object_id=str(assessment.pk), before=before and dict(before), after=dict(after), reason=reason, at=at,
    )  # fmt: skip

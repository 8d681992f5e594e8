"""Telling people what is theirs to do (办理提醒): when it becomes theirs, before it is due, when it is late, each week.

Every notice says why it came; each is told once.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.db.models import Q
from django.utils.timezone import localdate

from guiju.domain.language import Words
from guiju.domain.procedures import Clock, Procedure, clocks
from guiju.domain.procedures.model import APPLICANTS, FUNCTIONS, ROLES
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.queries import memberships_on
from guiju.kernel.notices.queries import wish_of
from guiju.kernel.notices.services import notice_put
from guiju.kernel.procedures.declarations import procedure_of, work_calendar
from guiju.kernel.procedures.desk import desk_items
from guiju.kernel.procedures.dues import TELL, due_next, dues_taken, tell_days
from guiju.kernel.procedures.missing import missing_of
from guiju.kernel.procedures.models import Case, CaseTurn
from guiju.kernel.procedures.picture import run_of
from guiju.kernel.procedures.queries import waiting_for

log = logging.getLogger(__name__)
MOST = 50
_TURN = Words("轮到您办理：{title}", "Yours to do: {title}")
_DUE = Words("{day}到期：{title}", "Due {day}: {title}")
_LATE = Words("已超期：{title}", "Overdue: {title}")
_DIGEST = Words("本周待办 {n} 件", "This week: {n} to do")


def turns_tell(*, at: datetime) -> int:
    """Tell people named for a case, and applicants, that it is theirs now; returns how many notices."""
    count = 0
    rows = CaseTurn.objects.filter(told=False).filter(Q(role__in=["applicant", *APPLICANTS]) | Q(user__isnull=False))
    for turn in rows.select_related("case")[:500]:
        procedure, steps = procedure_of(turn.case.procedure, turn.case.version), turn.case.steps.count()
        body = _stands(turn.case, procedure)
        for user in people_of(turn, on=localdate(at)) if steps else []:
            key = f"turn:{turn.case_id}:{steps}:{turn.role}:{user.pk}"
            count += _put(user, key, turn.case, _TURN, body, _why(turn.role), at)
        CaseTurn.objects.filter(pk=turn.pk).update(told=True)
    return count


def _stands(case: Case, procedure: Procedure) -> Words:
    """Where the case stands, and what is missing where it was given back for completion."""
    stage = procedure.stages[case.stage].words
    missing = missing_of(case, procedure, case.steps.order_by("number").last())
    zh = "".join(f"{name.zh}：{said}。" for name, said in missing)
    en = "".join(f" {name.en}: {said}." for name, said in missing)
    return Words(f"事项现在处于“{stage.zh}”。{zh}", f"The case is at “{stage.en}”.{en}")


def deadlines_tell(*, at: datetime) -> int:
    """Tell whose turn it is so many days before a deadline as it declares, and again, with those it escalates to, when
    it has passed; returns how many notices. Only cases whose day has come are read; one that fails is put off."""
    on, calendar, count = localdate(at), work_calendar(), 0
    for due in dues_taken(TELL, at):
        try:
            procedure = procedure_of(due.case.procedure, due.case.version)
            running = clocks(procedure, run_of(due.case), calendar=calendar)
            for clock in running:
                if clock.day is not None and not clock.waits:
                    count += _clock_tell(due.case, procedure, clock, on, at)
            due_next(due, min((day for day in tell_days(running) if day > on), default=None))
        except Exception:
            log.exception("nobody was told of case %s", due.case_id)
    return count


def digests_tell(*, at: datetime) -> int:
    """On the first day of a week: what waits for each person, to those who want it; returns how many notices."""
    on, count = localdate(at), 0
    year, week, weekday = on.isocalendar()
    if weekday != 1:
        return 0
    held = memberships_on(on).filter(user__is_active=True)
    people = User.objects.filter(pk__in=held.values("user")).exclude(notices__key__startswith=f"digest:{year}-{week}:")
    for user in people.order_by("pk").iterator():
        if not wish_of(user).digest:
            continue
        waits = [(turn.due_on, turn.case.title) for turn in waiting_for(user, on=on)]
        waits += [(item.due_on, item.title) for item in desk_items(user, on=on)]
        if waits:
            waits.sort(key=lambda wait: (wait[0] is None, wait[0] or on))
            lines = [f"{due_on or '—'} {title}" for due_on, title in waits[:MOST]]
            body, subject = Words("\n".join(lines), "\n".join(lines)), _filled(_DIGEST, n=len(waits))
            why = Words("您订了每周待办。", "You asked for the week's list.")
            key = f"digest:{year}-{week}:{user.pk}"
            count += notice_put(user=user, key=key, subject=subject, body=body, why=_footer(why), path="/desk/", at=at)
    return count


def people_of(turn: CaseTurn, *, on: date) -> list[User]:
    """Whom a turn concerns: the person, or those of the organisation who may."""
    if turn.user_id is not None:
        return [turn.user] if turn.user is not None and turn.user.is_active else []
    if turn.role in FUNCTIONS or turn.role == "officer":
        return _members(turn, ["officer"], on)
    return _members(turn, [*APPLICANTS, "officer"] if turn.role == "applicant" else [turn.role], on)


def _members(turn: CaseTurn, roles: Sequence[str], on: date) -> list[User]:
    held = memberships_on(on).filter(organisation=turn.organisation_id, role__in=roles, user__is_active=True)
    if turn.unit_id is not None:
        held = held.filter(Q(unit=None) | Q(unit=turn.unit_id))
    return list(User.objects.filter(pk__in=held.values("user")).exclude(pk__in=turn.barred).order_by("pk")[:MOST])


def _clock_tell(case: Case, procedure: Procedure, clock: Clock, on: date, at: datetime) -> int:
    assert clock.day is not None
    left, deadline = (clock.day - on).days, clock.deadline
    warned = min((days for days in deadline.warn if left <= days), default=None)
    if left >= 0 and warned is None:
        return 0
    kind, subject = (str(warned), _DUE) if left >= 0 else ("late", _LATE)
    said = clock.reckoning.said()
    body = Words(f"{deadline.words.zh}：{said.zh}", f"{deadline.words.en}: {said.en}")
    count = 0
    for user, role in _told(case, deadline.escalates if left < 0 else "", on):
        key = f"due:{case.pk}:{deadline.code}:{clock.day}:{kind}:{user.pk}"
        count += _put(user, key, case, _filled(subject, day=clock.day, title="{title}"), body, _why(role), at)
    return count


def _told(case: Case, escalates: str, on: date) -> Iterator[tuple[User, str]]:
    for turn in case.turns.select_related("user", "case"):
        for user in people_of(turn, on=on):
            yield user, turn.role
    if escalates in (*FUNCTIONS, "officer", "inspector"):
        place = CaseTurn(case=case, role=escalates, organisation_id=case.authority_id, unit_id=case.unit_id)
        for user in people_of(place, on=on):
            yield user, escalates


def _why(role: str) -> Words:
    who = ROLES[role]
    return Words(f"您是本事项的{who.zh}。", f"You are its {who.en}.")


def _put(user: User, key: str, case: Case, subject: Words, body: Words, why: Words, at: datetime) -> bool:
    title, path = case.title[:120].replace("{", "(").replace("}", ")"), f"/desk/case/{case.pk}/"
    subject = _filled(subject, title=title)
    return notice_put(user=user, key=key, subject=subject, body=body, why=_footer(why), path=path, at=at)


def _filled(words: Words, **values: object) -> Words:
    return Words(words.zh.format(**values), words.en.format(**values))


def _footer(why: Words) -> Words:
    return Words(
        f"为什么收到：{why.zh}不想收到，请在“我的待办—提醒”中关闭。",
        f"Why this came: {why.en} To stop it, see “Reminders” beside what you must do.",
    )

"""What the ledger adds to everybody's desk (待办中的政策任务): rounds to report and to answer, tasks near
their day, targets behind their pace, reports of assessments to make and to check, appeals to answer."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Count, Min, QuerySet
from django.urls import reverse

from guiju.apps.ledger.models import Assessment, Filing
from guiju.apps.ledger.queries.alarms import alarms_for, said_short
from guiju.apps.ledger.queries.assessment_work import appeals_to_answer, reports_owed, reports_to_check
from guiju.apps.ledger.queries.work import accounts_of, filings_to_answer, filings_to_report, tasks_near
from guiju.apps.ledger.standing import standing
from guiju.domain.language import Words
from guiju.kernel.accounts.models import User
from guiju.kernel.procedures.desk import DeskItem

MOST_TASKS = MOST_ALARMS = 30
_REPORTER = Words("责任单位", "responsible body")
_LEAD = Words("牵头单位", "lead")
_KEEPS = Words("主管或牵头", "office or lead")
_ANSWERS = Words("审核人", "who answers")
_ASSESSED = Words("被考核对象", "assessed body")
_CHECKS = Words("复核人", "who checks")


def waits_for(user: User, on: date) -> list[DeskItem]:
    """Rounds in which somebody has reports to make or to answer, tasks they lead that are late or nearly due, and what
    waits for them in assessments."""
    accounts = accounts_of(user, on=on)
    assessed = _assessments(user, accounts, on)
    if not accounts:
        return assessed
    to_report = _by_round(filings_to_report(accounts))
    to_answer = _by_round(filings_to_answer(user, on=on))
    found = [_round(row, "report", "待填报", "to report", _REPORTER) for row in to_report]
    found += [_round(row, "answer", "待审核", "to answer", _ANSWERS) for row in to_answer]
    for task in tasks_near(accounts, on=on)[:MOST_TASKS]:
        stands = standing(task, on)
        path = reverse("ledger:task_work", args=[task.pk])
        uid, office = f"ledger-task-{task.pk}", task.keeper or task.policy.office
        found.append(DeskItem(uid, task.title, path, stands.words, _LEAD, office.name, stands.due))
    for alarm in alarms_for(user, on=on)[:MOST_ALARMS]:
        target, uid = alarm.target, f"ledger-behind-{alarm.pk}"
        path = reverse("ledger:target", args=[target.pk])
        found.append(DeskItem(uid, target.name, path, said_short(alarm), _KEEPS, target.policy.office.name, target.due))
    return found + assessed


def waiting_count(user: User, on: date) -> int:
    """How many reports somebody has to make or to answer."""
    return filings_to_report(accounts_of(user, on=on)).count() + filings_to_answer(user, on=on).count()


def _assessments(user: User, accounts: Collection[int], on: date) -> list[DeskItem]:
    """Reports a body owes, by their day; reports to check and appeals to answer, which have none."""
    found = []
    for owed in reports_owed(accounts, on=on):
        held, row = owed.row.assessment, owed.row
        path = reverse("ledger:assessed", args=[held.pk, row.pk])
        late = Words(f"，迟 {owed.late} 天", f", {owed.late} days late") if owed.late else Words("", "")
        step = Words(f"{owed.left} 项待自评{late.zh}", f"{owed.left} to report{late.en}")
        uid = f"ledger-assessed-{row.pk}"
        found.append(DeskItem(uid, held.title, path, step, _ASSESSED, held.office.name, held.reports_due))
    to_check, to_appeals = reports_to_check(user, on=on), appeals_to_answer(user, on=on)
    found += [_assessment(row, "check", "项自评待复核", "to check", _CHECKS) for row in to_check]
    return found + [_assessment(row, "appeals", "项申诉待答复", "appeals to answer", _ANSWERS) for row in to_appeals]


def _assessment(row: Assessment, what: str, zh: str, en: str, part: Words) -> DeskItem:
    path, number = reverse("ledger:assessment", args=[row.pk]), vars(row)["waiting"]
    step = Words(f"{number} {zh}", f"{number} {en}")
    return DeskItem(f"ledger-assessment-{what}-{row.pk}", row.title, path, step, part, row.office.name, None)


def _by_round(rows: QuerySet[Filing]) -> list[tuple[int, str, str, int, date]]:
    counted = rows.order_by().values_list("round", "round__title", "round__office__name")
    return list(counted.annotate(n=Count("pk"), day=Min("due")).order_by("day", "round"))


def _round(row: tuple[int, str, str, int, date], what: str, zh: str, en: str, part: Words) -> DeskItem:
    pk, title, office, number, day = row
    path = f"{reverse('ledger:work')}?round={pk}#{what}"
    step = Words(f"{number} 项{zh}", f"{number} {en}")
    return DeskItem(f"ledger-{what}-{pk}", title, path, step, part, office, day)

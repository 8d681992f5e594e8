"""What the ledger adds to everybody's desk (待办中的政策任务): rounds to report and to answer, tasks near
their day, targets behind their pace."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Min, QuerySet
from django.urls import reverse

from guiju.apps.ledger.models import Filing
from guiju.apps.ledger.queries.alarms import alarms_for, said_short
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


def waits_for(user: User, on: date) -> list[DeskItem]:
    """Rounds in which somebody has reports to make or to answer, and tasks they lead that are late or nearly due."""
    accounts = accounts_of(user, on=on)
    if not accounts:
        return []
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
    return found


def waiting_count(user: User, on: date) -> int:
    """How many reports somebody has to make or to answer."""
    return filings_to_report(accounts_of(user, on=on)).count() + filings_to_answer(user, on=on).count()


def _by_round(rows: QuerySet[Filing]) -> list[tuple[int, str, str, int, date]]:
    counted = rows.order_by().values_list("round", "round__title", "round__office__name")
    return list(counted.annotate(n=Count("pk"), day=Min("due")).order_by("day", "round"))


def _round(row: tuple[int, str, str, int, date], what: str, zh: str, en: str, part: Words) -> DeskItem:
    pk, title, office, number, day = row
    path = f"{reverse('ledger:work')}?round={pk}#{what}"
    step = Words(f"{number} 项{zh}", f"{number} {en}")
    return DeskItem(f"ledger-{what}-{pk}", title, path, step, part, office, day)

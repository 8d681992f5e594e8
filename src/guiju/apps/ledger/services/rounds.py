"""Reporting rounds (填报批次): opened, chased, closed by the office."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from guiju.apps.ledger.models import Filing, Policy, Round, Task, TaskBody
from guiju.apps.ledger.recording import ledger_record
from guiju.apps.ledger.roles import LEAD
from guiju.apps.ledger.services.telling import lines_tell, people_lines, title_shown
from guiju.apps.ledger.typed_days import day_planned
from guiju.apps.parties import typed as read
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require
from guiju.kernel.history.bulk import rows_insert

ROUND = "policy_round"
MOST_FILINGS = 20_000
_AGAIN = timedelta(minutes=1)
_ASKED = Words("请填报：{title}，{n} 项", "Please report: {title}, {n}")
_NO_POLICY = WordsError("policies", Words("请至少选一份政策。", "Choose a policy at least."), where="policies")
_NO_DAY = WordsError("due", Words("请写明截止日期。", "Say by when."), where="due")
_PAST = WordsError("due", Words("截止日期已经过去。", "That day is over."), where="due")
_ORDER = WordsError(
    "parts_due", Words("参加单位要不晚于牵头单位。", "Participants come no later than the lead."), where="parts_due"
)
_NOBODY = WordsError(
    "nobody",
    Words("这些政策没有可填报的任务。", "These policies have no task to report on."),
    Words(
        "先在政策的台账里把责任单位对应到机构；已销号和剔除的任务不填报。",
        "First say in their ledgers which organisations their bodies are; closed tasks are not reported on.",
    ),
    where="policies",
)


class Opened(NamedTuple):
    """A round, how many reports it asks for, and how many bodies could not be asked, not being known."""

    round: Round
    asked: int
    unknown: int


@transaction.atomic
def round_open(
    *, actor: User, office: Account, policies: Collection[Policy], typed: Mapping[str, str], at: datetime
) -> Opened:
    """Ask the bodies of the open tasks of these policies to report (发起填报); the same form sent twice opens
    one round. Raises `FieldsWrong`."""
    permission_require(actor, "ledger.keep", office)
    values = _read(typed, localdate(at))
    if not policies:
        raise _NO_POLICY
    tasks = _tasks(office, policies)
    rows = TaskBody.objects.filter(task__in=tasks.values("pk"))
    asked = _asked(rows)
    twice = _just_opened(actor, office, tasks, values, at)
    if twice is not None:
        return Opened(twice, twice.filings.count(), rows.filter(body=None).count())
    made = Round.objects.create(office=office, opened_by=actor, opened_at=at, **values)
    rows_insert(
        Filing,
        ("round_id", "task_id", "body_id", "part", "due", "revision"),
        (
            (made.pk, task, body, part, made.due if part == LEAD else made.parts_due, 1)
            for (task, body), part in asked.items()
        ),
    )
    made.policies.set(tasks.order_by().values_list("policy_id", flat=True).distinct())
    after: dict[str, object] = {
        "title": made.title,
        "due": made.due.isoformat(),
        "parts_due": made.parts_due.isoformat(),
    }
    after |= {"policies": sorted(policy.pk for policy in policies), "asked": len(asked)}
    ledger_record(actor, "round.opened", ROUND, made.pk, after=after, at=at)
    _tell(made, at)
    return Opened(made, len(asked), rows.filter(body=None).count())


def round_check(
    *, actor: User, office: Account, policies: Collection[Policy], typed: Mapping[str, str], at: datetime
) -> int:
    """How many reports a round would ask for. Raises what `round_open` would."""
    permission_require(actor, "ledger.keep", office)
    _read(typed, localdate(at))
    if not policies:
        raise _NO_POLICY
    return len(_asked(TaskBody.objects.filter(task__in=_tasks(office, policies).values("pk"))))


@transaction.atomic
def round_close(*, actor: User, round: Round, at: datetime) -> bool:
    """End a round (结束批次): nothing is reported in it any more; whether it was open."""
    permission_require(actor, "ledger.keep", round)
    ended = bool(Round.objects.filter(pk=round.pk, closed_at=None).update(closed_at=at))
    if ended:
        ledger_record(actor, "round.closed", ROUND, round.pk, after={"closed_at": at.isoformat()}, at=at)
    return ended


def _asked(rows: QuerySet[TaskBody]) -> dict[tuple[int, int], str]:
    """Who is asked about which task, each once, as a lead where they are one."""
    asked: dict[tuple[int, int], str] = {}
    known = rows.exclude(body=None).order_by("task_id", "place")
    for task, body, part in known.values_list("task_id", "body_id", "part"):
        if asked.get((task, body)) != LEAD:
            asked[task, body] = part
    if not asked:
        raise _NOBODY
    if len(asked) > MOST_FILINGS:
        zh, en = f"一个批次最多 {MOST_FILINGS} 项，请分成几批。", f"A round asks for {MOST_FILINGS} reports at most."
        raise WordsError("many", Words(zh, en), where="policies")
    return asked


def _just_opened(
    actor: User, office: Account, tasks: QuerySet[Task], values: Mapping[str, Any], at: datetime
) -> Round | None:
    """The same round, opened by the same person within the last minute: a form sent twice (重复提交)."""
    Account.objects.select_for_update().get(pk=office.pk)
    wanted = set(tasks.order_by().values_list("policy_id", flat=True).distinct())
    rows = Round.objects.filter(office=office, opened_by=actor, opened_at__gt=at - _AGAIN, closed_at=None, **values)
    return next((row for row in rows if set(row.policies.values_list("pk", flat=True)) == wanted), None)


def _tell(made: Round, at: datetime) -> None:
    """Tell the people of every body that is asked, once each."""
    rows = made.filings.order_by("due", "task__place").values_list("body__account", "body__name", "due", "task__title")
    told = [(account, name, f"{due} {title}") for account, name, due, title in rows]
    lines, why = people_lines(told, localdate(at))
    subject = Words(*(text.replace("{title}", title_shown(made.title)) for text in _ASKED))
    path = f"{reverse('ledger:work')}?round={made.pk}"
    lines_tell(key=f"ledger:round:{made.pk}", subject=subject, lines=lines, why=why, path=path, at=at)


def _tasks(office: Account, policies: Collection[Policy]) -> QuerySet[Task]:
    """The open tasks of these policies that this office keeps."""
    kept = Q(keeper=office) | Q(keeper=None, policy__office=office)
    return Task.objects.filter(kept, policy__in=policies, removed_at=None, closed_at=None)


def _read(typed: Mapping[str, str], on: date) -> dict[str, Any]:
    readers = {"title": read.line(200, needed=True), "note": read.paragraph(2_000), "due": day_planned}
    values = read.all_read({**readers, "parts_due": day_planned}, {"title": "", "due": "", "parts_due": "", **typed})
    if values["due"] is None:
        raise read.FieldsWrong([_NO_DAY])
    if values["due"] < on:
        raise read.FieldsWrong([_PAST])
    values["parts_due"] = values["parts_due"] or values["due"]
    if values["parts_due"] > values["due"]:
        raise read.FieldsWrong([_ORDER])
    return values

"""Reminders at four levels (四级提醒): before a day, on it, after it, long after it; nothing is sent twice.

What was reminded of is kept with its day in the transaction that tells: a worker that dies repeats nothing and leaves
nothing out. Each person gets one notice about all that is theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.timezone import localdate

from guiju.apps.ledger.filing_state import WHERE, FilingState
from guiju.apps.ledger.levels import Level, levels
from guiju.apps.ledger.models import Filing, Liaison, Reminded, Task, TaskBody
from guiju.apps.ledger.roles import KEEPERS, LEAD
from guiju.apps.ledger.services.telling import filled, lines_tell, people_of, why_of
from guiju.apps.ledger.standing import DAY
from guiju.domain.language import Words
from guiju.kernel.accounts.models import User

MOST = 500
"""As many tasks or reports are taken at a time; the rest follows with the next."""
_OFFICE = Words("您在{place}主管这份台账", "You keep this ledger for {place}")
_GROUP = Words("您是{place}台账的领导小组联络员", "You are a liaison of the leading group for the ledger of {place}")


class Thing(NamedTuple):
    """Something with a day: what a person reads of it, its bodies as (account, name, part), its office."""

    pk: int
    day: date
    line: str
    bodies: tuple[tuple[int, str, str], ...]
    office: int
    office_name: str


def reminders_tell(*, at: datetime) -> int:
    """Give every reminder whose time has come; returns how many notices."""
    return sum(_level_tell(level, at) for level in levels(settings.VAR))


@transaction.atomic
def _level_tell(level: Level, at: datetime) -> int:
    on = localdate(at)
    things = _tasks(level, on) if level.kind == "task" else _filings(level, on)
    if not things:
        return 0
    Reminded.objects.bulk_create(
        [Reminded(**{f"{level.kind}_id": one.pk}, level=level.code, day=one.day, at=at) for one in things]
    )
    lines: dict[User, list[str]] = {}
    why: dict[User, Words] = {}
    for user, line, because in _told(level, things, on):
        lines.setdefault(user, []).append(line)
        why.setdefault(user, because)
    subject = Words(f"{level.words.zh}：{{n}} 项", f"{level.words.en}: {{n}}")
    key = f"ledger:{level.kind}:{level.code}:{on}:{things[0].pk}"
    return lines_tell(key=key, subject=subject, lines=lines, why=why, path=reverse("ledger:work"), at=at)


def _tasks(level: Level, on: date) -> list[Thing]:
    given = Reminded.objects.filter(task=OuterRef("pk"), level=level.code, day=OuterRef("day"))
    rows = Task.objects.filter(removed_at=None, closed_at=None, done_at=None, policy__withdrawn_at=None)
    rows = rows.filter(policy__confirmed_at__isnull=False).annotate(day=DAY).filter(_within("day", level, on))
    rows = rows.filter(~Exists(given)).select_related("policy__office", "keeper").order_by("day", "pk")
    found = list(rows[:MOST])
    bodies = _bodies([row.pk for row in found])
    things = []
    for row in found:
        office, day = row.keeper or row.policy.office, row.granted or row.due
        assert day is not None
        line = f"{day} {row.policy.title[:40]}：{row.title[:80]}"
        things.append(Thing(row.pk, day, line, bodies.get(row.pk, ()), office.pk, office.name))
    return things


def _filings(level: Level, on: date) -> list[Thing]:
    given = Reminded.objects.filter(filing=OuterRef("pk"), level=level.code, day=OuterRef("due"))
    rows = Filing.objects.filter(WHERE[FilingState.WAITING] | WHERE[FilingState.RETURNED], round__closed_at=None)
    rows = rows.filter(_within("due", level, on)).filter(~Exists(given))
    found = list(rows.select_related("round__office", "task", "body").order_by("due", "pk")[:MOST])
    leads = _bodies([row.task_id for row in found])
    things = []
    for row in found:
        own = [(row.body.account_id, row.body.name, "unit")] if row.body.account_id is not None else []
        others = [body for body in leads.get(row.task_id, ()) if body[2] == LEAD]
        line = f"{row.due} {row.round.title[:40]}：{row.task.title[:80]}（{row.body.name}）"
        office = row.round.office
        things.append(Thing(row.pk, row.due, line, (*own, *others), office.pk, office.name))
    return things


def _within(name: str, level: Level, on: date) -> Q:
    found = Q(**{f"{name}__lte": on - timedelta(days=level.begins)})
    if level.until is not None:
        found &= Q(**{f"{name}__gte": on - timedelta(days=level.until)})
    return found


def _bodies(tasks: Iterable[int]) -> dict[int, tuple[tuple[int, str, str], ...]]:
    found: dict[int, tuple[tuple[int, str, str], ...]] = {}
    rows = TaskBody.objects.filter(task__in=list(tasks), body__account__isnull=False)
    for task, account, name, part in rows.values_list("task", "body__account", F("body__name"), "part"):
        found[task] = (*found.get(task, ()), (account, name, part))
    return found


def _told(level: Level, things: list[Thing], on: date) -> Iterator[tuple[User, str, Words]]:
    accounts = {account for one in things for account, _, _ in one.bodies}
    people, offices = people_of(accounts, on=on), {one.office for one in things}
    keepers = people_of(offices, roles=KEEPERS, on=on) if "office" in level.tell else {}
    liaisons: dict[int, list[User]] = {}
    if "group" in level.tell:
        for row in Liaison.objects.filter(office__in=offices, user__is_active=True).select_related("user"):
            liaisons.setdefault(row.office_id, []).append(row.user)
    for one in things:
        for account, name, part in one.bodies:
            wanted = part == "unit" or level.kind == "task"
            if ("unit" in level.tell and wanted) or ("lead" in level.tell and part == LEAD):
                yield from ((user, one.line, why_of(name)) for user in people.get(account, []))
        yield from ((user, one.line, filled(_OFFICE, place=one.office_name)) for user in keepers.get(one.office, []))
        yield from ((user, one.line, filled(_GROUP, place=one.office_name)) for user in liaisons.get(one.office, []))

"""Telling that a target falls behind its pace (落后提醒): once each time it does, to who keeps it and who leads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from guiju.apps.ledger.levels import Behind, behind_level
from guiju.apps.ledger.models import PaceAlarm
from guiju.apps.ledger.queries.alarms import Short, leads_of, targets_short
from guiju.apps.ledger.roles import KEEPERS
from guiju.apps.ledger.services.telling import SHOWN, filled, footer, people_of
from guiju.domain.language import Words
from guiju.kernel.accounts.models import User
from guiju.kernel.notices.services import notice_put

_OFFICE = Words("您在{place}主管这项目标", "You keep this target for {place}")
_LEAD = Words("您所在的{place}牵头这项目标的任务", "{place}, where you work, leads the tasks of this target")
Told = dict[User, tuple[Words, list[Words]]]


@transaction.atomic
def alarms_tell(*, at: datetime) -> int:
    """Tell of every target that has fallen behind since it was last seen; returns how many notices.

    What was told is kept in the same transaction. A target that catches up, is reached or is over may be told anew.
    """
    level = behind_level(settings.VAR)
    if level is None:
        return 0
    short, behind = targets_short(localdate(at), by=level.by)
    running = set(PaceAlarm.objects.filter(ended_at=None).values_list("target", flat=True))
    PaceAlarm.objects.filter(ended_at=None, target__in=running - behind).update(ended_at=at)
    fresh = {pk: one for pk, one in short.items() if pk not in running}
    PaceAlarm.objects.bulk_create(
        PaceAlarm(target_id=pk, done=one.done, expected=one.expected, at=at) for pk, one in fresh.items()
    )
    return sum(
        _put(level, user, why, lines, f"ledger:behind:{at.isoformat()}:{user.pk}", at)
        for user, (why, lines) in _told(level, fresh, at).items()
    )


def _told(level: Behind, fresh: Mapping[int, Short], at: datetime) -> Told:
    told: Told = {}
    for user, why, line in _lines(level, fresh, at):
        lines = told.setdefault(user, (why, []))[1]
        if line not in lines:
            lines.append(line)
    return told


def _lines(level: Behind, fresh: Mapping[int, Short], at: datetime) -> Iterator[tuple[User, Words, Words]]:
    leads = leads_of(set(fresh)) if "lead" in level.tell else {}
    offices = {one.held.target.policy.office_id for one in fresh.values()} if "office" in level.tell else set()
    on = localdate(at)
    keepers = people_of(offices, roles=KEEPERS, on=on)
    people = people_of({account for bodies in leads.values() for account, _ in bodies}, on=on)
    for pk, one in fresh.items():
        target = one.held.target
        said, policy = one.said(), target.policy
        line = Words(
            f"{target.name}（{policy.title[:40]}）：{said.zh}", f"{target.name} ({policy.title[:40]}): {said.en}"
        )
        for user in keepers.get(policy.office_id, []):
            yield user, filled(_OFFICE, place=policy.office.name), line
        for account, name in leads.get(pk, ()):
            yield from ((user, filled(_LEAD, place=name), line) for user in people.get(account, []))


def _put(level: Behind, user: User, why: Words, lines: list[Words], key: str, at: datetime) -> bool:
    more = [f"… +{len(lines) - SHOWN}"] if len(lines) > SHOWN else []
    body = Words(
        "\n".join([*(line.zh for line in lines[:SHOWN]), *more]),
        "\n".join([*(line.en for line in lines[:SHOWN]), *more]),
    )
    subject = Words(f"{level.words.zh}：{len(lines)} 项", f"{level.words.en}: {len(lines)}")
    path = f"{reverse('ledger:targets')}?state=behind"
    return notice_put(user=user, key=key, subject=subject, body=body, why=footer(why), path=path, at=at)

"""Telling the people of bodies (告知责任单位): each is told once, in one notice about many tasks, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from django.urls import reverse
from django.utils.timezone import localdate

from guiju.apps.ledger.models import Filing, Task
from guiju.apps.ledger.roles import REPORTERS
from guiju.domain.language import Words
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.queries import memberships_on
from guiju.kernel.notices.services import notice_put

SHOWN = 20
MOST_PEOPLE = 50
_RETURNED = Words("填报被退回：{title}", "Report returned: {title}")
_TASKED = Words("交办任务：{title}", "A task for you: {title}")
_OF_BODY = Words("您在{place}填报工作进展", "You report for {place}")


def people_of(accounts: Collection[int], *, roles: Collection[str] = REPORTERS, on: date) -> dict[int, list[User]]:
    """Who is told for each of these bodies of the accounts, fifty of each at most."""
    found: dict[int, list[User]] = {}
    held = memberships_on(on).filter(organisation__in=accounts, role__in=roles, user__is_active=True)
    for membership in held.select_related("user").order_by("organisation_id", "user_id"):
        people = found.setdefault(membership.organisation_id, [])
        if membership.user not in people and len(people) < MOST_PEOPLE:
            people.append(membership.user)
    return found


def lines_tell(
    *, key: str, subject: Words, lines: Mapping[User, list[str]], why: Mapping[User, Words], path: str, at: datetime
) -> int:
    """A notice for each person with the lines that are theirs; `{n}` of the subject counts them. How many were told."""
    count = 0
    for user, own in lines.items():
        own = list(dict.fromkeys(own))
        said = filled(subject, n=len(own))
        more = [f"… +{len(own) - SHOWN}"] if len(own) > SHOWN else []
        body = "\n".join([*own[:SHOWN], *more])
        count += notice_put(
            user=user, key=f"{key}:{user.pk}", subject=said, body=Words(body, body), why=footer(why[user]), path=path,
            at=at,
        )  # fmt: skip
    return count


def tasked_tell(task: Task, actor: User | None, at: datetime) -> int:
    """Tell the bodies of a task that was given to them outside a round (交办), at once; not whoever gave it."""
    rows = task.bodies.exclude(body=None).values_list("body__account", "body__name")
    due = f"\n{task.due.isoformat()}" if task.due else ""
    lines, why = people_lines(
        [(account, name, f"{task.text or task.title}{due}") for account, name in rows], localdate(at)
    )
    others = {user: own for user, own in lines.items() if user != actor}
    path = reverse("ledger:task_work", args=[task.pk])
    subject = filled(_TASKED, title=title_shown(task.title))
    return lines_tell(key=f"ledger:tasked:{task.pk}", subject=subject, lines=others, why=why, path=path, at=at)


def returned_tell(filing: Filing, reason: str, at: datetime) -> int:
    """Tell a body that what it reported came back, and why."""
    account = filing.body.account_id
    people = people_of([account] if account else [], on=localdate(at))
    title = filing.task.title[:120]
    count = 0
    for user in people.get(account or 0, []):
        count += notice_put(
            user=user, key=f"ledger:returned:{filing.pk}:{at.isoformat()}:{user.pk}",
            subject=filled(_RETURNED, title=title), body=Words(reason, reason), why=footer(why_of(filing.body.name)),
            path=reverse("ledger:filing", args=[filing.pk]), at=at,
        )  # fmt: skip
    return count


def people_lines(
    rows: Iterable[tuple[int | None, str, str]], on: date
) -> tuple[dict[User, list[str]], dict[User, Words]]:
    """From rows of a body of the accounts, its name and a line: each person's lines, and why they are told."""
    rows = list(rows)
    people = people_of({account for account, _, _ in rows if account is not None}, on=on)
    lines: dict[User, list[str]] = {}
    why: dict[User, Words] = {}
    for account, name, line in rows:
        for user in people.get(account or 0, []):
            lines.setdefault(user, []).append(line)
            why[user] = why_of(name)
    return lines, why


def why_of(name: str) -> Words:
    """The reason for those who report for a body."""
    return filled(_OF_BODY, place=name)


def footer(why: Words) -> Words:
    """The reason as a notice says it."""
    return Words(f"为什么收到：{why.zh}。", f"Why this came: {why.en}.")


def filled(words: Words, **values: object) -> Words:
    """Words with their places filled; what people typed is only ever text in them."""
    return Words(words.zh.format(**values), words.en.format(**values))


def title_shown(title: str) -> str:
    """A title inside words that have places to fill: its own braces are no places."""
    return title[:120].replace("{", "（").replace("}", "）")

"""From what was read in a policy to the rows of the ledger (入账换算): nothing is added, nothing is guessed."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from guiju.apps.ledger.models import Policy, Target, Task, TaskBody
from guiju.apps.ledger.names import LONGEST_NAME

STEP = 1000
"""Between the places of two neighbours, so that what is added later finds room."""
LONGEST_TITLE = 60
_CLAUSE_END = re.compile(r"[,，。;；:：\n]")
_LEADS_UP = re.compile(
    r"根据|按照|围绕|为了?|依托|结合|立足|以|针对|通过|在|到|对|面向|聚焦|坚持|充分"
    r"|(?:(?:20)?\d\d年|今年|每年|年底|本).{0,16}[前内底末起]$"
)
_SHORTEST = 4
_WORKDAYS = "工作日"
_BY_HAND = re.compile(r"m\d+")


def policy_values(meta: Mapping[str, Any]) -> dict[str, Any]:
    """What the policy is as a document."""
    region, period = meta["region"] or {}, meta["period"]
    return {
        "title": (meta["title"] or meta["notice_title"] or "")[:300],
        "number": (meta["document_number"] or "")[:100],
        "issuers": "、".join(meta["issuing_bodies"])[:500],
        "level": meta["level"] or "",
        "region": region.get("code") or "",
        "issued": meta["issued_date"] or "",
        "starts": period["start"],
        "ends": period["end"],
    }


def task_row(policy: Policy, at: int, read: Mapping[str, Any]) -> Task:
    """The row of a task that was read."""
    due, words = read["due"] or {}, read["due"]["verbatim"] if read["due"] else ""
    return Task(
        policy=policy,
        place=at * STEP,
        code=code_of(read["id"]),
        number=(read["number"] or "")[:40],
        heading=" / ".join(_above(read))[:500],
        title=(read["title"] or first_words(read["text"]))[:300],
        text=read["text"],
        start=read["span"][0],
        end=read["span"][1],
        phrase=read["responsible_phrase"] or "",
        all_members=read["all_members"],
        local_governments=read["local_governments"],
        due=task_due(due, policy.issued),
        due_words=words[:300],
        every=due.get("every", ""),
    )


def body_rows(task: Task, read: Mapping[str, Any], bodies: Mapping[str, int]) -> list[TaskBody]:
    """The rows of the bodies a task names; `bodies` knows the organisation of some names."""
    named = [("lead", name) for name in read["lead"]] + [("participant", name) for name in read["participants"]]
    kept: dict[str, str] = {}
    for part, name in named:
        kept.setdefault(name[:LONGEST_NAME], part)
    return [
        TaskBody(task=task, part=part, place=place, written=name, body_id=bodies.get(name))
        for place, (name, part) in enumerate(kept.items())
    ]


def target_row(policy: Policy, at: int, read: Mapping[str, Any]) -> Target:
    """The row of a target that was read."""
    return Target(
        policy=policy,
        place=at * STEP,
        code=code_of(read["id"]),
        kind=read["kind"],
        name=read["measure"][:300],
        text=read["span"],
        start=read["at"][0],
        end=read["at"][1],
        value=_bounded(read["value"]),
        value_to=_bounded(read.get("value_to")),
        unit=(read["unit"] or "")[:40],
        comparator="~" if read["comparator"] == "=" and read.get("note") == "约数" else read["comparator"] or "",
        cumulative=read["cumulative"],
        incremental=read["incremental"],
        per=(read["per"] or "")[:20],
        due=last_day(read["due"]),
        due_words=(read["due"] or "")[:100],
    )


def code_of(identity: str) -> str:
    """The id of a task or target without the document it was read in."""
    return identity.partition("-")[2][:40]


def by_hand(code: str) -> bool:
    """Whether a code is one of those that are given to what a person adds: m1, m2 …"""
    return _BY_HAND.fullmatch(code) is not None


def first_words(text: str) -> str:
    """What a task without a heading is called: the first clause that says what to do, as it stands."""
    clauses = [one.strip() for one in _CLAUSE_END.split(text[:400]) if len(one.strip()) >= _SHORTEST]
    telling = next((one for one in clauses[:3] if not _LEADS_UP.match(one)), clauses[0] if clauses else text)
    return telling[:LONGEST_TITLE]


def task_due(due: Mapping[str, Any], issued: str) -> date | None:
    """The day a deadline ends, where the words and the day of issue tell one."""
    if due.get("date"):
        return date.fromisoformat(due["date"])
    if due.get("year"):
        return date(due["year"], 12, 31)
    if due.get("after") == "year of issue" and issued:
        return _day_of_year(int(issued[:4]), due["day"])
    if due.get("after") == "issue" and len(issued) == 10 and _WORKDAYS not in due["verbatim"]:
        begun = date.fromisoformat(issued)
        return months_later(begun, due["months"]) if due.get("months") else begun + timedelta(days=due["days"])
    return None


def last_day(written: str | None) -> date | None:
    """The last day of a year, a month or a day as the reader writes them."""
    parts = [int(part) for part in (written or "").split("-") if part.isdecimal()]
    if not parts or not 1900 <= parts[0] <= 2200:
        return None
    if len(parts) == 1:
        return date(parts[0], 12, 31)
    return date(parts[0], parts[1], parts[2] if len(parts) > 2 else monthrange(parts[0], parts[1])[1])


def months_later(day: date, months: int) -> date:
    """The corresponding day so many months later, or the last of that month."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _day_of_year(year: int, month_and_day: str) -> date:
    month, day = (int(part) for part in month_and_day.split("-"))
    return date(year, month, min(day, monthrange(year, month)[1]))


def _above(read: Mapping[str, Any]) -> Sequence[str]:
    """The headings above a task, without its own."""
    path: Sequence[str] = read["path"]
    own = read["title"]
    return path[:-1] if path and own and path[-1].endswith(own) else path


def _bounded(value: float | None) -> float | None:
    """A number the ledger can hold; none where it cannot."""
    return value if value is not None and abs(value) < 1e15 else None

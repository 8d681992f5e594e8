"""The weekly sheet of a ledger as Word (工作周报表): tasks, who answers for them, what came this week."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Prefetch, QuerySet
from django.utils.timezone import localdate

from guiju.apps.ledger.models import Progress, Task
from guiju.apps.ledger.roles import LEAD
from guiju.apps.ledger.standing import standing
from guiju.domain.official import Heading, Official, Paragraph, Table, official_word

WEEK = timedelta(days=7)
MOST_TASKS = 2_000
_HEADS = ("序号", "工作任务", "牵头单位", "责任单位", "完成时限", "进展情况", "状态")
_WIDTHS = (0.07, 0.19, 0.12, 0.12, 0.15, 0.25, 0.1)
_COUNTED = ("late", "not_begun", "under_way", "extended", "done", "closed")


def sheet_word(rows: QuerySet[Task], *, title: str, by: str, on: date) -> bytes:
    """The sheet of these tasks on a day: a table for each policy, counts in front, this week's words in the cells."""
    said = Prefetch("progress", Progress.objects.filter(returned_at=None).select_related("body").order_by("-at", "-pk"))
    tasks = list(
        rows.select_related("policy").prefetch_related("bodies", said).order_by("policy", "place", "pk")[:MOST_TASKS]
    )
    blocks: list[Heading | Paragraph | Table] = [Paragraph(_head(by, on)), Paragraph(_summary(tasks, on))]
    policies = list(dict.fromkeys(task.policy for task in tasks))
    for policy in policies:
        own = [task for task in tasks if task.policy_id == policy.pk]
        blocks.append(Heading(policy.title))
        blocks.append(Table(_HEADS, tuple(_row(n, task, on) for n, task in enumerate(own, 1)), _WIDTHS))
    remark = "虚构示例，不作依据" if any(policy.fictitious for policy in policies) else ""
    day = f"{on.year}年{on.month}月{on.day}日"
    return official_word(Official(title, tuple(blocks), signed_by=by, day=day, remark=remark))


def _head(by: str, on: date) -> str:
    """Whose sheet it is, and of which week (周次按国家标准，周一为一周之始)."""
    year, week, _ = on.isocalendar()
    begins = on - WEEK + timedelta(days=1)
    days = f"{begins.month}月{begins.day}日至{on.month}月{on.day}日"
    return f"{f'单位：{by}。' if by else ''}{year}年第{week}周，进展取{days}。"


def _summary(tasks: list[Task], on: date) -> str:
    found = [standing(task, on) for task in tasks]
    counted = {code: [one for one in found if one.code == code] for code in _COUNTED}
    parts = [f"{rows[0].words.zh}{len(rows)}项" for rows in counted.values() if rows]
    since = on - WEEK
    moved = sum(1 for task in tasks if any(localdate(row.at) > since for row in task.progress.all()))
    return f"共{len(tasks)}项任务：{'，'.join(parts) or '无'}。近七天有进展的{moved}项。"


def _row(number: int, task: Task, on: date) -> tuple[str, ...]:
    stands, said = standing(task, on), list(task.progress.all())
    bodies = sorted(task.bodies.all(), key=lambda row: row.place)
    leads = "、".join(row.written for row in bodies if row.part == LEAD)
    others = "、".join(row.written for row in bodies if row.part != LEAD)
    due = stands.due.isoformat() if stands.due is not None else task.due_words
    late = f"（迟{stands.late}天）" if stands.late else ""
    share = f"{task.share}%" if task.share is not None else ""
    return (
        str(number),
        task.title,
        leads,
        others,
        due,
        _progress(said, on, share),
        stands.words.zh + late,
    )


def _progress(said: Iterable[Progress], on: date, share: str) -> str:
    recent = [row for row in said if localdate(row.at) > on - WEEK]
    lines = [f"{row.body.name}：{row.text}" if row.body is not None else row.text for row in recent[:5]]
    return "\n".join([*([share] if share else []), *(lines or ["本周无新进展"])])

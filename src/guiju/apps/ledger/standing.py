"""Where a task stands on a day (任务状态): from its days alone, for one task or as a condition on lists."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple, Protocol

from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import LessThan
from django.utils.timezone import localdate

from guiju.domain.language import Words


class Facts(Protocol):
    """What is asked of a task."""

    due: date | None
    granted: date | None
    begun_at: datetime | None
    done_at: datetime | None
    closed_at: datetime | None
    removed_at: datetime | None


class Standing(NamedTuple):
    """Where a task stands: a code of `STANDINGS`, its shape and colour as marks have them, the day that counts (put off
    where that was granted), and by how many days it is late, or was when it was reported done."""

    code: str
    shape: str
    tone: str
    words: Words
    due: date | None
    late: int


STANDINGS: dict[str, tuple[str, str, Words]] = {
    "late": ("withdrawn-unknown", "red", Words("已逾期", "Late")),
    "not_begun": ("unknown", "grey", Words("未开始", "Not begun")),
    "under_way": ("partly-replaced", "blue", Words("推进中", "Under way")),
    "extended": ("upcoming", "amber", Words("已延期", "Put off")),
    "done": ("to-be-replaced", "green", Words("报告完成，待销号", "Reported done, to be checked")),
    "closed": ("in-force", "green", Words("已销号", "Closed")),
    "removed": ("withdrawn", "grey", Words("已剔除", "Taken out")),
}
LAST = "not_begun"
DAY = Coalesce(F("granted"), F("due"))


def standing(task: Facts, on: date) -> Standing:
    """Where the task stands on a day: the first of taken out, closed, reported done, late, put off, under way."""
    due = task.granted or task.due
    code = _code(task, due, on)
    end = task.done_at or task.closed_at
    until = localdate(end) if code in ("done", "closed") and end is not None else on
    late = max((until - due).days, 0) if due is not None and code in ("done", "closed", "late") else 0
    return Standing(code, *STANDINGS[code], due, late)


def standing_where(code: str, on: date) -> Q:
    """The tasks that stand so on a day, as a condition on rows; `standing` and this agree."""
    found = Q()
    for name, condition in _order(on):
        if name == code:
            return found & condition
        found &= ~condition
    if code == LAST:
        return found
    raise KeyError(code)


def standing_told(on: date) -> Case:
    """The standing of each row on a day, to count rows by; agrees with `standing`."""
    return Case(*(When(condition, then=Value(code)) for code, condition in _order(on)), default=Value(LAST))


def _order(on: date) -> list[tuple[str, Q]]:
    """What is asked of a row in turn: the first that holds is where it stands, `LAST` where none does."""
    return [
        ("removed", Q(removed_at__isnull=False)),
        ("closed", Q(closed_at__isnull=False)),
        ("done", Q(done_at__isnull=False)),
        ("late", Q(LessThan(Coalesce(DAY, Value(date.max)), on))),
        ("extended", Q(granted__isnull=False)),
        ("under_way", Q(begun_at__isnull=False)),
    ]


def _code(task: Facts, due: date | None, on: date) -> str:
    if task.removed_at is not None:
        return "removed"
    if task.closed_at is not None:
        return "closed"
    if task.done_at is not None:
        return "done"
    if due is not None and due < on:
        return "late"
    if task.granted is not None:
        return "extended"
    return "under_way" if task.begun_at is not None else "not_begun"

"""Verbs of tasks as they were read (任务的更正): corrected, checked, added, split, taken out, put back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from guiju.apps.ledger.models import Policy, Task, TaskBody
from guiju.apps.ledger.names import LONGEST_NAME, bodies_found, names_typed
from guiju.apps.ledger.recording import TASK, ledger_record, what_differs
from guiju.apps.ledger.rows import STEP, first_words, task_due
from guiju.apps.ledger.search import tasks_touch
from guiju.apps.ledger.services.items import item_held
from guiju.apps.ledger.services.placing import code_next, place_at, place_last
from guiju.apps.ledger.terms import EVERY
from guiju.apps.ledger.typed_days import day_planned
from guiju.apps.parties import typed as read
from guiju.domain.language import Words, WordsError
from guiju.domain.policy.tasks.deadlines import broken_days, due_choose, dues_find
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require

LONGEST_TEXT = 20_000
MOST_BODIES = 200
MOST_PARTS = 30
_READERS: Mapping[str, Callable[[str], Any]] = {
    "number": read.line(40),
    "title": read.line(300, needed=True),
    "heading": read.line(500),
    "text": read.paragraph(LONGEST_TEXT),
    "due_words": read.line(300),
    "due": day_planned,
    "every": lambda text: read.one_of(EVERY)(text) if text.strip() else "",
}
_PARTS = ("lead", "participant")
_WORDS = {"title", "text"}


@transaction.atomic
def task_correct(*, actor: User | None, task: Task, typed: Mapping[str, str], revision: int, at: datetime) -> Task:
    """Correct how a task was read (更正任务), its bodies too (`lead`, `participant`: names parted by 、).

    A day follows from new words of the deadline where none is typed. Raises `FieldsWrong`, or stale.
    """
    held = item_held(actor, task, revision)
    before = told_of(held)
    values = read.all_read(_READERS, typed)
    _day_from_words(held, values)
    for name, value in values.items():
        setattr(held, name, value)
    if any(part in typed for part in _PARTS):
        _bodies_set(held, {part: _names_of(held, typed, part) for part in _PARTS})
    _tell(actor, "task.corrected", held, before, at)
    held.checked_at = at
    _save(held, [*values, "checked_at"])
    return held


@transaction.atomic
def task_add(
    *,
    actor: User | None,
    policy: Policy,
    typed: Mapping[str, str],
    span: tuple[int, int] = (0, 0),
    parent: Task | None = None,
    once: bool = False,
    at: datetime,
) -> Task:
    """Add a task that was not read (补录任务), or the part of a town or a decision (`parent`).

    With `once`, raises `FieldsWrong` known where the policy has the same already: a form sent twice adds it once.
    """
    held = Policy.objects.select_for_update().get(pk=policy.pk)
    permission_require(actor, "ledger.joint_keep", held)
    title = typed.get("title", "").strip() or first_words(typed.get("text", ""))
    values = read.all_read(_READERS, {**typed, "title": title})
    task = Task(policy=held, parent=parent, code=code_next(held.tasks.all()), **values)
    task.start, task.end = span if 0 <= span[0] < span[1] <= len(held.clean_text) else (0, 0)
    task.place = place_at(held.tasks.all(), task.start) if task.end else place_last(held.tasks.all())
    _day_from_words(task, values)
    task.due, task.every, task.checked_at = values.get("due"), values.get("every", ""), at
    named = {part: _names_of(task, typed, part) if part in typed else [] for part in _PARTS}
    if once:
        _refuse_known(task, named)
    task.save()
    _bodies_set(task, named)
    tasks_touch([task.pk])
    ledger_record(actor, "task.added", TASK, task.pk, after=told_of(task), at=at)
    return task


@transaction.atomic
def task_split(*, actor: User | None, task: Task, texts: Sequence[str], revision: int, at: datetime) -> list[Task]:
    """Part one task into several (拆分任务): the first text stays, the others become tasks, bodies alike."""
    held = item_held(actor, task, revision)
    kept = [text for one in texts if (text := read.paragraph(LONGEST_TEXT)(one))]
    if not 2 <= len(kept) <= MOST_PARTS:
        message = Words(f"请分成 2 至 {MOST_PARTS} 段，段间空一行。", f"Part it into 2 to {MOST_PARTS}, a line apart.")
        raise WordsError("parts", message, where="texts")
    before = told_of(held)
    followers = Task.objects.filter(policy=held.policy, place__gt=held.place).order_by("place")
    nearest = followers.values_list("place", flat=True).first() or held.place + STEP
    made = [_part(held, text, held.place + (nearest - held.place) * n // len(kept), at) for n, text in
            enumerate(kept[1:], 1)]  # fmt: skip
    held.text = kept[0]
    _tell(actor, "task.split", held, before, at)
    held.checked_at = at
    _save(held, ["text", "checked_at"])
    tasks_touch(one.pk for one in made)
    for one in made:
        ledger_record(actor, "task.added", TASK, one.pk, after={**told_of(one), "split_from": held.code}, at=at)
    return [held, *made]


def told_of(task: Task) -> dict[str, Any]:
    """A task as history tells it."""
    told: dict[str, Any] = {name: getattr(task, name) for name in _READERS}
    told["due"] = task.due.isoformat() if task.due else None
    bodies = task.bodies.order_by("place").values_list("part", "written") if task.pk else ()
    return told | {part: "、".join(name for one, name in bodies if one == part) for part in _PARTS}


def due_of_words(words: str, issued: str) -> tuple[date | None, str]:
    """The day and the rhythm that words of a deadline tell, read as a cell of a table is."""
    due = due_choose(dues_find(words, source="column"))
    record = due.record() if due is not None else {}
    return (task_due(record, issued) if due is not None else None), record.get("every", "")


def _day_from_words(task: Task, values: dict[str, Any]) -> None:
    """Where the words of the deadline are new and no other day was typed, the day follows from them."""
    if "due_words" not in values or (task.pk and values["due_words"] == task.due_words):
        return
    if values.get("due") in (None, task.due if task.pk else None):
        due_refuse_broken(values["due_words"])
    day, every = due_of_words(values["due_words"], task.policy.issued)
    if values.get("due") in (None, task.due if task.pk else None):
        values["due"] = day
    if values.get("every", "") in ("", task.every if task.pk else ""):
        values["every"] = every


def due_refuse_broken(words: str) -> None:
    """Raise where the words of a deadline name a day that no calendar has."""
    broken = broken_days(words)
    if broken:
        said = words[slice(*broken[0])]
        message = Words(f"完成时限“{said}”不是日历上的日期。", f"The deadline {said} is no day of the calendar.")
        hint = Words("请写成 2026-12-31 或“2026年底前”这样。", "Write it like 2026-12-31 or 2026年底前.")
        raise read.FieldsWrong([WordsError("day", message, hint, where="due_words")])


def _refuse_known(task: Task, named: Mapping[str, Iterable[str]]) -> None:
    """Raise where the policy has the same task of the same bodies at the same place: another was first."""
    names = {name for part in _PARTS for name in named[part]}
    alike = ("title", "text", "start", "end", "due", "due_words", "every")
    rows = task.policy.tasks.filter(removed_at=None, parent=None, **{name: getattr(task, name) for name in alike})
    if any({body.written for body in one.bodies.all()} == names for one in rows.prefetch_related("bodies")):
        message = Words("这份政策已有同样的任务。", "The policy has the same task already.")
        hint = Words("可能刚由别人补录；请在页面上查看。", "Somebody may just have added it; look for it on the page.")
        raise read.FieldsWrong([WordsError("known", message, hint, where="title")])


def _names_of(task: Task, typed: Mapping[str, str], part: str) -> list[str]:
    """The names typed for a part; those it has where nothing was typed."""
    if part not in typed:
        return list(task.bodies.filter(part=part).order_by("place").values_list("written", flat=True))
    if len(typed[part]) > LONGEST_TEXT:
        message = Words(f"最多 {LONGEST_TEXT:,} 个字符。", f"{LONGEST_TEXT:,} characters at most.")
        raise read.FieldsWrong([WordsError("long", message, where=part)])
    names = names_typed(typed[part])
    long = next((name for name in names if len(name) > LONGEST_NAME), "")
    if long:
        most, begins = LONGEST_NAME, long[:20]
        zh = f"“{begins}…”太长：单位名称最多 {most} 个字符。"
        message = Words(zh, f"“{begins}…” is too long: the name of a body has {most} characters at most.")
        hint = Words("几个单位之间请用顿号分开。", "Part several bodies by 、 or commas.")
        raise read.FieldsWrong([WordsError("long", message, hint, where=part)])
    if len(names) > MOST_BODIES:
        message = Words(f"最多 {MOST_BODIES} 个单位。", f"{MOST_BODIES} bodies at most.")
        raise read.FieldsWrong([WordsError("many", message, where=part)])
    return names


def _bodies_set(task: Task, named: Mapping[str, Iterable[str]]) -> None:
    """The bodies of a task from now on; a name twice counts where it stands first, leads before participants."""
    wanted: dict[str, str] = {}
    for part in _PARTS:
        for name in named[part]:
            wanted.setdefault(name, part)
    known = dict(task.bodies.values_list("written", "body"))
    found = bodies_found(task.policy, [name for name in wanted if name not in known])
    task.bodies.all().delete()
    TaskBody.objects.bulk_create(
        TaskBody(task=task, part=part, place=place, written=name, body_id=known.get(name) or found.get(name))
        for place, (name, part) in enumerate(wanted.items())
    )


def _part(task: Task, text: str, place: int, at: datetime) -> Task:
    """A task with a text of its own and all else as the one it was part of."""
    copied_as = ("policy", "number", "heading", "start", "end", "phrase", "due", "due_words", "every", "all_members",
                 "local_governments")  # fmt: skip
    made = Task.objects.create(
        place=place, code=code_next(task.policy.tasks.all()), title=first_words(text), text=text, checked_at=at,
        split_from_id=task.split_from_id or task.pk,
        **{name: getattr(task, name) for name in copied_as},
    )  # fmt: skip
    copied = task.bodies.values_list("part", "place", "written", "body")
    TaskBody.objects.bulk_create(
        TaskBody(task=made, part=part, place=at, written=name, body_id=body) for part, at, name, body in copied
    )
    return made


def _tell(actor: User | None, action: str, task: Task, before: Mapping[str, Any], at: datetime) -> None:
    was, now = what_differs(before, told_of(task))
    if now:
        ledger_record(actor, action, TASK, task.pk, before=was, after=now, at=at)


def _save(task: Task, fields: Sequence[str]) -> None:
    task.revision += 1
    task.save(update_fields=[*dict.fromkeys(fields), "revision"])
    if _WORDS & {*fields}:
        tasks_touch([task.pk])

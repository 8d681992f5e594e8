"""Verbs of the sheet units keep of their tasks (任务表导入): tried, then let in by the very same code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from guiju.apps.ledger.history import FIELDS
from guiju.apps.ledger.models import Policy, Progress, Task
from guiju.apps.ledger.services.progress import progress_add
from guiju.apps.ledger.services.tasks import task_add, task_correct, told_of
from guiju.apps.ledger.task_sheets import COLUMNS
from guiju.apps.parties.typed import FieldsWrong
from guiju.domain.documents import read
from guiju.domain.language import Words, WordsError
from guiju.domain.registers.sheets import name_fold, sheet_of
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require

MOST_ROWS = 2_000
_LONGEST_CELL = 20_000
_CORRECTED = ("number", "title", "text", "lead", "participant", "due_words")
Row = tuple[int, Mapping[str, str]]
Change = tuple[Words, str, str]


class Outcome(NamedTuple):
    """What came of a row: its number, added, changed, same or wrong, its task, what is wrong, which fields became what
    (name, before, after)."""

    number: int
    what: str
    title: str
    errors: Sequence[WordsError] = ()
    changes: Sequence[Change] = ()


def rows_read(data: bytes, name: str) -> list[Row]:
    """The rows of a sheet by field, in any order of columns. Raises `WordsError`."""
    known = {name_fold(text): field for field, (words, others) in COLUMNS.items() for text in (words.zh, *others)}
    sheet = sheet_of(read(data, name), frozenset(known))
    found: dict[str, str] = {}
    for column in sheet.header:
        field = known.get(name_fold(column))
        if field is not None and field not in found.values():
            found[column] = field
    if "title" not in found.values():
        message = Words("没有“工作任务”这一列。", "There is no column “工作任务”.")
        raise WordsError("columns", message, Words("请在首行写列名。", "Name the columns in the first row."), "file")
    if len(sheet.rows) > MOST_ROWS:
        message = Words(f"超过 {MOST_ROWS:,} 行。", f"There are more than {MOST_ROWS:,} rows.")
        raise WordsError("rows", message, Words("请分成几份导入。", "Import it in parts."), where="file")
    return [
        (row.number, {field: text[:_LONGEST_CELL] for column, field in found.items()
                      if (text := row.cells.get(column, "").strip())})
        for row in sheet.rows
    ]  # fmt: skip


@transaction.atomic
def task_sheet_let_in(*, actor: User, policy: Policy, rows: Sequence[Row], trial: bool, at: datetime) -> list[Outcome]:
    """Do what the rows say of a policy's tasks, each whole or not at all; a trial takes all of it back.

    Empty cells change nothing; a row that is no known task is added; what is said of progress is noted once.
    """
    permission_require(actor, "ledger.keep", policy)
    outcomes = []
    for number, cells in rows:
        try:
            with transaction.atomic():
                what, changes = _done(actor, policy, cells, at)
                outcomes.append(Outcome(number, what, cells.get("title", ""), changes=changes))
        except WordsError as error:
            errors = error.errors if isinstance(error, FieldsWrong) else (error,)
            outcomes.append(Outcome(number, "wrong", cells.get("title", ""), errors))
    if trial:
        transaction.set_rollback(True)
    return outcomes


def _done(actor: User, policy: Policy, cells: Mapping[str, str], at: datetime) -> tuple[str, list[Change]]:
    """What a row did, and what it changed."""
    typed = {name: cells[name] for name in _CORRECTED if name in cells}
    task = _task_of(policy, cells)
    changes: list[Change] = []
    if task is None:
        task, what = task_add(actor=actor, policy=policy, typed=typed, at=at), "added"
    else:
        before = told_of(task)
        after = told_of(task_correct(actor=actor, task=task, typed=typed, revision=task.revision, at=at))
        changes = [
            (FIELDS[name], str(before[name] or ""), str(now or ""))
            for name, now in after.items()
            if before[name] != now
        ]
        what = "changed" if changes else "same"
    said = cells.get("progress", "")
    last = Progress.objects.filter(task=task, returned_at=None).order_by("-at", "-pk").first()
    if said and (last is None or last.text != said):
        progress_add(actor=actor, task=task, typed={"text": said}, at=at)
        changes.append((COLUMNS["progress"][0], last.text if last else "", said))
        what = "changed" if what == "same" else what
    return what, changes if what == "changed" else []


def _task_of(policy: Policy, cells: Mapping[str, str]) -> Task | None:
    """The task of a row: by its number here, else the one of its number and title, else of its title."""
    tasks = policy.tasks.filter(removed_at=None)
    owner, _, code = cells.get("code", "").partition("-")
    if code and owner == str(policy.pk):
        return tasks.filter(code=code).first()
    named = list(tasks.filter(title=" ".join(cells.get("title", "").split()))[:20])
    numbered = [task for task in named if task.number == cells.get("number", "")]
    if len(numbered) == 1:
        return numbered[0]
    return named[0] if len(named) == 1 else None

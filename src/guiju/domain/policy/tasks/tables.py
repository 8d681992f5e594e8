"""Tables that share out tasks (任务分工表): one task a row, whatever the order of the columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from guiju.domain.clauses import Clause
from guiju.domain.language import Words
from guiju.domain.policy.model import Doubt
from guiju.domain.policy.tasks.columns import Column, column_kinds, is_task_table
from guiju.domain.policy.tasks.contents import kinds_by_content, kinds_swapped
from guiju.domain.policy.tasks.deadlines import due_choose, dues_find
from guiju.domain.policy.tasks.duty import duty_read
from guiju.domain.policy.tasks.labels import Role
from guiju.domain.policy.tasks.model import Due, Duty, Task

CARRIED = Words(
    "本行责任单位为空,按合并单元格沿用上一行,请核对",
    "no body stands in this row; the one above is carried down as if cells were merged: please check",
)
SWAPPED = Words(
    "表头与内容不符,任务和责任单位两列按内容对调读取,请核对",
    "the headings do not fit the cells; the columns of tasks and of bodies are read the other way round: please check",
)
HEADLESS = Words(
    "表格没有表头,各列按内容认定,请核对",
    "the table has no headings; its columns are told by their cells: please check",
)


@dataclass
class Row:
    """The cells of one row by what they hold."""

    clause: Clause
    cells: dict[Column, str]
    title: str | None = None
    group: tuple[str, ...] = field(default=())


def rows_read(clauses: Sequence[Clause], *, path: tuple[str, ...], first_leads: bool) -> tuple[list[Task], list[Doubt]]:
    """The tasks of the rows below one parent; `path` are the headings above them."""
    tasks: list[Task] = []
    doubts: list[Doubt] = []
    previous: Task | None = None
    known = _columns(clauses, doubts)
    for row in _rows(clauses, known):
        if previous is not None and _continues(row, previous):
            tasks[-1] = previous = _continued(previous, row)
            continue
        task, doubt = _task(row, previous, path=path, first_leads=first_leads)
        doubts += [doubt] if doubt else []
        tasks.append(task)
        previous = task
    return tasks, doubts


def tables_share_out(clauses: Iterable[Clause]) -> bool:
    """Whether rows of a table that shares out the tasks of a policy are among `clauses`, siblings all.

    A table that only lists projects or products with their bodies does not stand for the text above it.
    """
    rows = [clause for clause in clauses if clause.kind == "row"]
    return any(
        is_task_table(kinds)
        and (not any(headings) or any(kind == "task" and _names_work(headings[at]) for at, kind in enumerate(kinds)))
        for headings, kinds in _columns(rows, []).items()
    )


def _headings(clause: Clause) -> tuple[str, ...]:
    return tuple(cell.column for cell in clause.cells)


def _columns(clauses: Sequence[Clause], doubts: list[Doubt]) -> dict[tuple[str, ...], tuple[Column, ...]]:
    """What the columns of each table hold: by their headings, and by their cells where those do not fit."""
    tables: dict[tuple[str, ...], list[Clause]] = {}
    for clause in clauses:
        tables.setdefault(_headings(clause), []).append(clause)
    known = {}
    for headings, rows in tables.items():
        cells = [[cell.text for cell in row.cells] for row in rows]
        if any(headings):
            kinds = column_kinds(headings)
            told = kinds_swapped(kinds, cells)
        else:
            kinds = tuple[Column, ...]("other" for _ in headings)
            told = kinds_by_content(cells) if len(rows) > 1 and len(headings) > 1 else None
        if told is not None and told != kinds:
            doubts.append(Doubt(rows[0].start, rows[-1].end, "tasks", SWAPPED if any(headings) else HEADLESS))
        known[headings] = told or kinds
    return known


def _rows(clauses: Sequence[Clause], known: dict[tuple[str, ...], tuple[Column, ...]]) -> Iterator[Row]:
    """Rows that hold something to do; header rows repeated and rows that head a group are no tasks."""
    group: tuple[str, ...] = ()
    title: str | None = None
    for clause in clauses:
        kinds = known[_headings(clause)]
        filled = [cell for cell in clause.cells if cell.text.strip()]
        if not is_task_table(kinds) or not filled:
            continue
        if all(cell.text.strip() == cell.column.strip() for cell in filled):
            continue
        if len({cell.text for cell in filled}) == 1 and len(clause.cells) > 2 and not _is_task_cell(clause, kinds):
            group, title = (filled[0].text.strip(),), None
            continue
        cells: dict[Column, str] = {}
        named = False
        for kind, cell in zip(kinds, clause.cells, strict=True):
            if kind in cells and kind in ("lead", "join", "answer"):
                cells[kind] = "、".join(filter(None, (cells[kind], cell.text.strip())))
            elif kind == "other" and _names_task(cell.column):
                title, named = cell.text.strip() or title, True
            else:
                cells.setdefault(kind, cell.text.strip())
        yield Row(clause, cells, title=title if named else None, group=group)


def _is_task_cell(clause: Clause, kinds: Sequence[Column]) -> bool:
    """Whether the only filled cell of a row is that of the task, and reads as one."""
    filled = [(kind, cell) for kind, cell in zip(kinds, clause.cells, strict=True) if cell.text.strip()]
    return len(filled) == 1 and filled[0][0] == "task" and filled[0][1].text.rstrip()[-1:] in "。;；"


def _names_work(heading: str) -> bool:
    return any(word in heading for word in ("任务", "事项", "工作", "措施", "举措", "内容"))


def _names_task(heading: str) -> bool:
    return any(word in heading for word in ("任务", "事项", "项目", "工作"))


def _continues(row: Row, previous: Task) -> bool:
    """Whether a row without a number is the rest of the row above, broken over a page."""
    if "number" not in row.cells or row.cells["number"]:
        return False
    return not row.cells.get("task") or previous.text[-1:] not in "。;；!"


def _continued(previous: Task, row: Row) -> Task:
    cells = previous.cells or ("", "")
    lead = cells[0] + (row.cells.get("lead") or row.cells.get("answer") or "")
    join = cells[1] + row.cells.get("join", "")
    duty, phrase = _duty(lead, join, "lead" if "lead" in row.cells else "bare", first_leads=False)
    text = previous.text + row.cells.get("task", "")
    return replace(previous, text=text, duty=duty, responsible_phrase=phrase, cells=(lead, join), end=row.clause.end)


def _task(row: Row, previous: Task | None, *, path: tuple[str, ...], first_leads: bool) -> tuple[Task, Doubt | None]:
    """The task of one row, and a doubt where its bodies come from the row above."""
    clause, cells = row.clause, row.cells
    role: Role = "lead" if "lead" in cells else "bare"
    first, second = cells.get("lead") or cells.get("answer") or "", cells.get("join", "")
    doubt = None
    answers = any(kind in cells for kind in ("lead", "answer", "join"))
    if answers and not first and not second and previous is not None and previous.cells is not None:
        first, second = previous.cells
        doubt = Doubt(clause.start, clause.end, "tasks", CARRIED)
    duty, phrase = _duty(first, second, role, first_leads=first_leads)
    return (
        Task(
            id="",
            number=cells.get("number") or clause.number,
            path=path + row.group,
            title=row.title,
            text=cells.get("task") or clause.text,
            clause=clause.path,
            start=clause.start,
            end=clause.end,
            duty=duty,
            responsible_phrase=phrase,
            cells=(first, second) if answers else None,
            due=_due(cells.get("due", "")) or duty.due,
        ),
        doubt,
    )


def _duty(first: str, second: str, role: Role, *, first_leads: bool) -> tuple[Duty, str | None]:
    """What the two cells say together, and both verbatim."""
    lead = duty_read(first, default=role, first_leads=first_leads) or Duty()
    join = duty_read(second, default="join") or Duty()
    if role == "bare" and second and not lead.named and lead.participants:
        lead = Duty(lead.bodies, (), lead.etc, lead.due, unsure=lead.unsure)
    others = tuple(name for name in lead.participants + join.bodies if name not in lead.lead)
    duty = Duty(
        lead.lead, tuple(dict.fromkeys(others)), lead.etc or join.etc, lead.due or join.due, lead.named,
        lead.unsure + join.unsure,
    )  # fmt: skip
    if not first and not second:
        return duty, None
    return duty, f"{first} | {second}".rstrip() if role == "lead" or second else first


def _due(cell: str) -> Due | None:
    return due_choose(dues_find(cell, source="column")) if cell else None

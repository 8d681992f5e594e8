"""The tasks of a policy (读取任务): tables and numbered clauses, with what the whole document says of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from guiju.domain.clauses import Outline
from guiju.domain.language import Words
from guiju.domain.policy.model import Doubt
from guiju.domain.policy.tasks.actors import actors_find
from guiju.domain.policy.tasks.collectives import collectives_of, is_all_members, is_local_governments
from guiju.domain.policy.tasks.deadlines import due_choose, dues_find
from guiju.domain.policy.tasks.doers import doer_find
from guiju.domain.policy.tasks.items import Above, Walk
from guiju.domain.policy.tasks.model import Actor, Duty, Source, Task, TasksRead
from guiju.domain.policy.tasks.naming import identified
from guiju.domain.policy.tasks.rules import Rules, consultation_end, explains, rules_find
from guiju.domain.policy.tasks.tables import tables_share_out

_ENDS = "。;；!！?？”》)）〕】:：…"
UNSURE = Words("“{names}”不像单位名称,请核对", "{names} does not look like the name of a body: please check")
LEFT_OUT = Words(
    "同级条款写明了责任单位,本条没有写,请核对",
    "clauses beside this one name who answers and this one does not: please check",
)
DOER = Words(
    "责任单位没有单独写明,按正文“{words}”读出,请核对",
    "who answers is not stated apart and is taken from “{words}”: please check",
)
AMBIGUOUS = Words("“{words}”的截止日不能确定,请核对", "the day meant by {words} is not certain: please check")


def tasks_read(outline: Outline, *, document: str) -> TasksRead:
    """What `outline` orders: the rows of its tables of tasks, its clauses with duties, else its numbered points."""
    rules = rules_find(outline.text)
    tabled = tables_share_out(outline.clauses) or any(tables_share_out(clause.children) for clause in outline.walk())
    walk = Walk(outline.text, plain=not tabled, first_leads=rules.first_leads)
    asks = len(outline.text) if explains(outline) else consultation_end(outline)
    found = [
        _completed(task, rules)
        for task in walk.tasks(outline.clauses, Above())
        if task.start >= asks or task.responsible_phrase is not None
    ]
    if found and _broken_off(found[-1], outline.text):
        found[-1] = replace(found[-1], truncated=True)
    tasks = identified(found, document)
    doubts = [doubt for task in tasks for doubt in _doubts(task)]
    tasks, told = _doers(tasks)
    doubts += told
    return TasksRead(tasks, tuple(sorted(walk.doubts + doubts + _left_out(tasks))))


def _doers(tasks: Sequence[Task]) -> tuple[tuple[Task, ...], list[Doubt]]:
    """Tasks for which nobody is named, with the organs that their sentences make the subject, and a doubt for each."""
    known: list[Task] = []
    doubts: list[Doubt] = []
    for task in tasks:
        doer = doer_find(f"{task.title or ''}\n{task.text}") if task.duty == Duty() and task.cells is None else None
        known.append(replace(task, duty=doer.duty) if doer is not None else task)
        if doer is not None:
            why = Words(DOER.zh.format(words=doer.words), DOER.en.format(words=doer.words))
            doubts.append(Doubt(task.start, task.end, "tasks", why))
    return tuple(known), doubts


def _left_out(tasks: Sequence[Task]) -> list[Doubt]:
    """Doubts where nobody is named for a clause though its neighbours say who answers."""
    answered = {_parent(task) for task in tasks if task.responsible_phrase is not None}
    return [
        Doubt(task.start, task.end, "tasks", LEFT_OUT)
        for task in tasks
        if task.cells is None and task.duty == Duty() and task.responsible_phrase is None and _parent(task) in answered
    ]


def _parent(task: Task) -> str:
    return task.clause.rpartition("/")[0]


def _broken_off(task: Task, text: str) -> bool:
    """Whether the document ends in the middle of a task's sentence."""
    return task.cells is None and task.duty == Duty() and task.end >= len(text.rstrip()) and task.text[-1:] not in _ENDS


def _completed(task: Task, rules: Rules) -> Task:
    """A task with what rules of the document, its own text and its deadline add."""
    duty, phrase = task.duty, task.responsible_phrase
    if phrase is None and rules.unnamed is not None:
        duty, phrase = rules.unnamed
    if rules.all_lead and not duty.lead:
        duty = replace(duty, lead=duty.bodies, participants=())
    actors = actors_find(task.text)
    added = rules.added(task.start)
    due = task.due or duty.due or due_choose(dues_find(task.text, source="item"))
    return replace(
        task,
        duty=duty,
        responsible_phrase=phrase,
        collectives=collectives_of(duty.bodies),
        all_members=_source(is_all_members, duty.bodies, added, ()),
        local_governments=_source(is_local_governments, duty.bodies, added, actors),
        due=due,
        inline_actors=actors,
    )


def _source(
    is_kind: Callable[[str], bool], named: Sequence[str], added: Sequence[str], actors: Sequence[Actor]
) -> Source | None:
    """How a task comes to concern a collective: by its own phrase, by a rule of the document, by its text."""
    if any(map(is_kind, named)):
        return "phrase"
    if any(map(is_kind, added)):
        return "general rule"
    return "inline" if any(is_kind(actor.actor) for actor in actors) else None


def _doubts(task: Task) -> list[Doubt]:
    doubts = []
    if task.duty.unsure:
        names = "、".join(task.duty.unsure)
        doubts.append(
            Doubt(task.start, task.end, "tasks", Words(UNSURE.zh.format(names=names), UNSURE.en.format(names=names)))
        )
    if task.due is not None and task.due.unsure:
        words = task.due.verbatim
        doubts.append(
            Doubt(
                task.start, task.end, "tasks", Words(AMBIGUOUS.zh.format(words=words), AMBIGUOUS.en.format(words=words))
            )
        )
    return doubts

"""What is read of a task (任务模型)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from guiju.domain.policy.model import Doubt

Source = Literal["phrase", "general rule", "inline"]
DueSource = Literal["phrase", "column", "item"]


class Due(NamedTuple):
    """By when (完成时限): a day, a year, a rhythm, or months or days after the document is issued; as printed.

    `every` is year, half-year, quarter, month or ongoing (长期坚持). `day` is the day of a year that a yearly duty is
    due on (12-31). Where a text names several days, `also` holds the earlier ones; `unsure`: it can be read two ways.
    """

    verbatim: str
    source: DueSource
    date: str | None = None
    year: int | None = None
    every: str | None = None
    day: str | None = None
    after: str | None = None
    months: int | None = None
    days: int | None = None
    also: tuple[Due, ...] = ()
    unsure: bool = False

    def record(self) -> dict[str, Any]:
        """What is known of it; names that say nothing are left out."""
        said = self._asdict()
        plain = {key: said[key] for key in said if said[key] is not None and key not in ("also", "unsure")}
        return {**plain, "also": [due.record() for due in self.also]} if self.also else plain


class Actor(NamedTuple):
    """A body that the text itself tells to act (文中责任主体), and the clause that says so."""

    actor: str
    clause: str


@dataclass(frozen=True, slots=True)
class Duty:
    """What one phrase says of who answers (责任短语). `named` is true where the phrase itself names who leads."""

    lead: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    etc: bool = False
    due: Due | None = None
    named: bool = False
    unsure: tuple[str, ...] = ()

    @property
    def bodies(self) -> tuple[str, ...]:
        """All that are named, leads first."""
        return self.lead + self.participants


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that a policy orders (任务), with who answers for it.

    `number` is as printed; `path` the headings above and its own; `clause` the path of the clause in the outline;
    `start`, `end` span the task in the clean text. `responsible_phrase` is the inside of the bracket, the line, or the
    two cells of a table, verbatim; `cells` are those of the lead and of the participants. `truncated` where the
    document breaks off within the task.
    """

    id: str
    number: str | None
    path: tuple[str, ...]
    title: str | None
    text: str
    clause: str
    start: int
    end: int
    duty: Duty = Duty()
    responsible_phrase: str | None = None
    cells: tuple[str, str] | None = None
    collectives: tuple[str, ...] = ()
    all_members: Source | None = None
    local_governments: Source | None = None
    due: Due | None = None
    inline_actors: tuple[Actor, ...] = ()
    truncated: bool = False

    def record(self) -> dict[str, Any]:
        """The task as JSON."""
        said: dict[str, Any] = {
            "id": self.id,
            "number": self.number,
            "path": list(self.path),
            "title": self.title,
            "text": self.text,
            "lead": list(self.duty.lead),
            "participants": list(self.duty.participants),
            "responsible_phrase": self.responsible_phrase,
            "all_members": self.all_members is not None,
            "local_governments": self.local_governments is not None,
            "all_members_source": self.all_members,
            "local_governments_source": self.local_governments,
            "etc": self.duty.etc,
            "collectives": list(self.collectives),
        }
        if self.cells is not None:
            said |= {"lead_cell": self.cells[0], "participants_cell": self.cells[1]}
        said["inline_actors"] = [actor._asdict() for actor in self.inline_actors]
        said["due"] = self.due.record() if self.due is not None else None
        said["clause"] = self.clause
        said["span"] = [self.start, self.end]
        if self.truncated:
            said["truncated"] = True
        return said


class TasksRead(NamedTuple):
    """The tasks of a policy in the order of its text, and where the reader is not sure."""

    tasks: tuple[Task, ...]
    doubts: tuple[Doubt, ...]

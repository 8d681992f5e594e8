"""What a target is (目标): one number that a policy promises, or one dated state of things, with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from guiju.domain.policy.model import Doubt

Comparator = Literal[">=", "<=", "=", ">", "<", "range"]
Kind = Literal["quantified", "dated_only"]
DueSource = Literal["explicit", "section", "document_period"]
Number = int | float


class TaskAnchor(NamedTuple):
    """A task (任务) to which a target may belong: its id, its clause and its span in the clean text."""

    id: str
    clause_path: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One promise (目标) of a policy. `span` is the words that make it, at `start`, `end` of the clean text.

    `incremental` is newly added (新增), `cumulative` a running total (累计); `per` is `year`, `quarter`, `month`,
    `day` or the stretch or base of a rate as printed (半年, 旬, 周, 万人); `due` is a year, a month (2024-06) or a day.
    `dated_only` has a date, no number.
    """

    id: str
    kind: Kind
    where: str
    text: str
    span: str
    start: int
    end: int
    measure: str
    value: Number | None = None
    value_to: Number | None = None
    unit: str | None = None
    comparator: Comparator | None = None
    cumulative: bool = False
    incremental: bool = False
    per: str | None = None
    baseline_from: str | None = None
    due: str | None = None
    due_source: DueSource | None = None
    task_ids: tuple[str, ...] = ()
    related_task_ids: tuple[str, ...] = ()
    duplicate_of: str | None = None
    duplicates: tuple[str, ...] = ()
    measure_code: str | None = None
    note: str | None = None

    def record(self) -> dict[str, object]:
        """The target as JSON, with the field names of the policy contract."""
        made: dict[str, object] = {
            "id": self.id, "kind": self.kind, "where": self.where, "text": self.text, "span": self.span,
            "at": [self.start, self.end], "measure": self.measure, "value": self.value, "unit": self.unit,
            "comparator": self.comparator, "cumulative": self.cumulative, "incremental": self.incremental,
            "per": self.per, "baseline_from": self.baseline_from, "due": self.due, "due_source": self.due_source,
            "task_ids": list(self.task_ids), "related_task_ids": list(self.related_task_ids),
            "duplicate_of": self.duplicate_of, "duplicates": list(self.duplicates),
            "measure_code": self.measure_code,
        }  # fmt: skip
        if self.value_to is not None:
            made["value_to"] = self.value_to
        if self.note is not None:
            made["note"] = self.note
        return made


class TargetsRead(NamedTuple):
    """All targets of a document, in the order of the text, and the places where the reader is not sure."""

    targets: tuple[Target, ...]
    doubts: tuple[Doubt, ...]

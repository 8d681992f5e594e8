"""A policy from its page to what it orders (政策解读): clean text, outline, and everything that is read in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from guiju.domain.clauses import Outline, outline, outline_record
from guiju.domain.policy.demands import DemandsRead, demands_read
from guiju.domain.policy.doubting import text_doubts
from guiju.domain.policy.funding import FundingRead, funding_read
from guiju.domain.policy.meta import Meta, meta_read
from guiju.domain.policy.model import Doubt
from guiju.domain.policy.targets import Target, TaskAnchor, targets_read
from guiju.domain.policy.tasks import Task, tasks_read
from guiju.domain.text import POLICY_STEPS, Cleaned, clean

SECTIONS = ("clean_text", "meta", "outline", "tasks", "targets", "funding", "demands", "repairs", "doubts")
"""The parts of Policy JSON, in order."""

_VERBATIM = 80


@dataclass(frozen=True, slots=True)
class Policy:
    """Everything read in one policy (政策): offsets count in `cleaned.text`."""

    document: str
    cleaned: Cleaned
    outline: Outline
    meta: Meta
    tasks: tuple[Task, ...]
    targets: tuple[Target, ...]
    funding: FundingRead
    demands: DemandsRead
    doubts: tuple[Doubt, ...]

    def record(self, lang: str = "zh") -> dict[str, Any]:
        """Policy JSON (contracts: Policy JSON)."""
        return {
            "id": self.document,
            "clean_text": self.cleaned.text,
            "meta": self.meta.record(self.document),
            "outline": outline_record(self.outline),
            "tasks": [task.record() for task in self.tasks],
            "targets": [target.record() for target in self.targets],
            "funding": self.funding.record(),
            "demands": self.demands.record(),
            "repairs": [repair.record(lang) for repair in self.cleaned.repairs],
            "doubts": [self._doubt(doubt, lang) for doubt in self.doubts],
        }

    def _doubt(self, doubt: Doubt, lang: str) -> dict[str, Any]:
        shown = self.cleaned.text[doubt.start : min(doubt.end, doubt.start + _VERBATIM)]
        return {
            "at": [doubt.start, doubt.end], "about": doubt.about, "verbatim": shown, "why": doubt.why.pick(lang)
        }  # fmt: skip


def policy_read(text: str, *, document: str) -> Policy:
    """Reads one policy; `document` is the id that tasks and targets carry. Linear in the text."""
    cleaned = clean(text, POLICY_STEPS)
    tree = outline(cleaned.text)
    meta = meta_read(cleaned, tree)
    tasks = tasks_read(tree, document=document)
    anchors = [TaskAnchor(task.id, task.clause, task.start, task.end) for task in tasks.tasks]
    period = (meta.period.start, meta.period.end) if meta.period.start or meta.period.end else None
    targets = targets_read(tree, document=document, period=period, tasks=anchors)
    funding = funding_read(tree, meta)
    demands = demands_read(tree)
    parts = (meta.doubts, tasks.doubts, targets.doubts, funding.doubts, demands.doubts)
    doubts = (*text_doubts(cleaned), *_odd_numbers(tree), *chain.from_iterable(parts))
    return Policy(document, cleaned, tree, meta, tasks.tasks, targets.targets, funding, demands, _in_order(doubts))


def _odd_numbers(tree: Outline) -> Iterator[Doubt]:
    """What is odd about the numbers of clauses."""
    return (Doubt(remark.start, remark.end, "outline", remark.why) for remark in tree.remarks)


def _in_order(doubts: tuple[Doubt, ...]) -> tuple[Doubt, ...]:
    return tuple(sorted(doubts, key=lambda doubt: (doubt.start, doubt.end)))

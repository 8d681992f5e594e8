"""What a list would change, and did (导入的变化): kept small enough to be shown, batch by batch."""

from __future__ import annotations

from collections import Counter
from typing import Any

from guiju.apps.catalogue.importing.record import Problem
from guiju.apps.catalogue.models import Edition
from guiju.apps.catalogue.services.imports import Step
from guiju.domain.language import Words

Json = dict[str, Any]
_MOST_SHOWN = 50
# Statements that contradict nothing.
_PLAIN = frozenset({"asserted_status", "clauses_withdrawn"})
_MOST_KEPT = 5_000


class PlanKept:
    """Collects the first changes of a dry run, and counts all."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self._editions: list[Json] = []
        self._changes: list[Json] = []
        self._relations: list[Json] = []
        self._differences: list[Json] = []

    def add(self, step: Step) -> None:
        """Take in one batch."""
        self.counts.update(step.counts)
        for record in step.plan.creates[: _MOST_SHOWN - len(self._editions)]:
            title = record.fields.get("title_zh") or record.fields.get("title_en") or ""
            self._editions.append({"number": record.identity.number, "title": title, "place": record.place._asdict()})
        for change in step.plan.changes[: _MOST_SHOWN - len(self._changes)]:
            fields = [[name, change.before[name], after] for name, after in change.after.items()]
            self._changes.append({"id": change.edition.pk, "number": change.edition.number, "fields": fields})
        for told in step.plan.links[: _MOST_SHOWN - len(self._relations)]:
            link = told.link
            self._relations.append({"subject": link.subject, "kind": link.kind, "obj": link.obj, "scope": link.scope})

        changed = {(change.edition.pk, name) for change in step.plan.changes for name in change.after}
        differing = [
            said
            for said in step.plan.claims
            if said.edition and said.claim.field not in _PLAIN and (said.edition, said.claim.field) not in changed
        ][: _MOST_SHOWN - len(self._differences)]
        held = Edition.objects.in_bulk([said.edition for said in differing])
        for edition, claim in ((held[said.edition], said.claim) for said in differing if said.edition in held):
            self._differences.append(
                {
                    "id": edition.pk,
                    "number": edition.number,
                    "field": claim.field,
                    "held": getattr(edition, claim.field),
                    "said": claim.value,
                }
            )

    def kept(self) -> Json:
        """All of it as JSON."""
        return {
            "counts": dict(self.counts),
            "editions": self._editions,
            "changes": self._changes,
            "relations": self._relations,
            "differences": self._differences,
        }


class BatchKept:
    """Collects what the switch of a list did: its record, its counts, the editions it changed."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._changed: list[int] = []
        self._batch: int | None = None

    def add(self, step: Step) -> None:
        """Take in one piece."""
        self._counts.update(step.counts)
        self._changed += [change.edition.pk for change in step.plan.changes[: _MOST_KEPT - len(self._changed)]]
        self._batch = step.batch.pk if step.batch else None

    def kept(self) -> Json:
        """All of it as JSON."""
        return {"batch": self._batch, "counts": dict(self._counts), "changed": self._changed}


def batches_counted(batches: list[Json]) -> Counter[str]:
    """The counts of all batches together."""
    total: Counter[str] = Counter()
    for batch in batches:
        total.update(batch["counts"])
    return total


def problem_kept(problem: Problem) -> Json:
    """A problem as JSON."""
    return {
        "place": problem.place._asdict(),
        "field": problem.field,
        "code": problem.code,
        "message": problem.message._asdict(),
        "fatal": problem.fatal,
    }


def words_kept(kept: Json) -> Words:
    """Words as they were kept."""
    return Words(kept["zh"], kept["en"])

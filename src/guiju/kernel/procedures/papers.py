"""The documents of a case as one person sees them (事项材料的呈现), and when each was brought."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from guiju.domain.language import Words
from guiju.domain.procedures import Actor, Choice, Document, Procedure, brought_at, may_bring
from guiju.domain.procedures import Case as Run
from guiju.kernel.procedures.models import Case, CaseDocument, CaseStep


class Paper(NamedTuple):
    """A kind of document of the case: the one that counts, the older ones, whether this person may bring it now.

    `not_now` names the stages in which it is brought, to somebody who brings it but not now.
    """

    document: Document
    current: CaseDocument | None
    older: list[CaseDocument]
    mine: bool
    asked: bool
    not_now: Words | None


class Passed(NamedTuple):
    """What happened to a case (经过): a step, or a document that was brought, `again` where it replaced another."""

    at: datetime
    step: CaseStep | None
    paper: CaseDocument | None
    document: Document | None
    again: bool


def papers_of(
    case: Case, procedure: Procedure, run: Run, actor: Actor, choices: Sequence[Choice], steps: Sequence[CaseStep]
) -> list[Paper]:
    """The documents of the case, of every kind its procedure names."""
    rows: dict[str, list[CaseDocument]] = {}
    for row in case.documents.select_related("stored", "added_by").order_by("-added_at", "-pk"):
        rows.setdefault(row.kind, []).append(row)
    asked = {code for choice in choices for code in choice.move.documents}
    roles = actor.roles.union(*(standing.roles for standing in actor.standing_for))
    found = []
    for document in procedure.documents.values():
        kept = rows.get(document.code, [])
        current = next((row for row in kept if row.replaced_at is None), None)
        older = [row for row in kept if row.replaced_at is not None]
        theirs = bool(roles & set(document.by)) and case.closed_at is None
        mine = theirs and may_bring(procedure, run, actor, document, earlier=brought_earlier(current, steps))
        not_now = brought_at(procedure, document) if theirs and not mine else None
        found.append(Paper(document, current, older, mine, document.code in asked, not_now))
    return found


def passed_of(steps: Sequence[CaseStep], papers: Sequence[Paper]) -> list[Passed]:
    """Steps and documents in the order in which they came."""
    found = [Passed(step.at, step, None, None, False) for step in steps]
    for paper in papers:
        rows = [*reversed(paper.older), *([paper.current] if paper.current else [])]
        found += [Passed(row.added_at, None, row, paper.document, number > 0) for number, row in enumerate(rows)]
    return sorted(found, key=_order)


def _order(passed: Passed) -> tuple[datetime, int, int]:
    """By time; of one moment, the documents before the step they were brought for."""
    number = passed.step.number if passed.step is not None else 0
    return passed.at, number, passed.paper.pk if passed.paper is not None else 0


def brought_earlier(current: CaseDocument | None, steps: Sequence[CaseStep]) -> bool:
    """Whether the document that counts is from before the last of these steps, which led where the case stands."""
    return current is not None and bool(steps) and current.added_at < steps[-1].at

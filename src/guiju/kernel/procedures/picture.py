"""A case from its rows (事项的全貌), as the engine knows it."""

from __future__ import annotations

from guiju.domain.procedures import Case as Run
from guiju.domain.procedures import Opinion, Step
from guiju.domain.procedures.model import CLOCK
from guiju.kernel.procedures.hooks import object_of
from guiju.kernel.procedures.models import Case


def run_of(case: Case) -> Run:
    """The case with its steps, current documents, facts (the object's under its own) and opinions."""
    steps = tuple(
        Step(
            row.move,
            row.source,
            row.target,
            row.day,
            actor_text(row.user_id),
            row.role,
            actor_text(row.standing_for_id) if row.standing_for_id else "",
            row.note,
        )
        for row in case.steps.order_by("number")
    )
    rows = list(case.opinions.order_by("pk"))
    return Run(
        begun=case.begun_on,
        begins=case.begins,
        steps=steps,
        documents=frozenset(case.documents.filter(replaced_at=None).values_list("kind", flat=True)),
        facts=facts_of(case),
        asked=tuple(actor_text(row.user_id) for row in rows if row.entered == len(steps)),
        opinions=tuple(
            Opinion(actor_text(row.user_id), row.says, row.given_at.date(), row.entered) for row in rows if row.given_at
        ),
    )


def facts_of(case: Case) -> dict[str, object]:
    """What is known of the case: the object's facts under its own."""
    told = object_of(case.object_kind).facts(case.object_kind, case.object_id) if case.object_id else {}
    return {**told, **case.facts}


def actor_text(pk: int | None) -> str:
    """How the engine names somebody; the clock for nobody."""
    return CLOCK if pk is None else f"user:{pk}"

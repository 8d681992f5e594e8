"""A case as one person sees it (事项页的内容): where it stands, what is due, what they may do and why not the rest."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from guiju.domain.language import Lang
from guiju.domain.procedures import Actor, Choice, Clock, Procedure, clocks, diagram, moves
from guiju.domain.procedures import Case as Run
from guiju.domain.procedures.model import FUNCTIONS, Field
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.queries import memberships_on
from guiju.kernel.procedures.acting import actor_in
from guiju.kernel.procedures.declarations import procedure_of, work_calendar
from guiju.kernel.procedures.hooks import object_of
from guiju.kernel.procedures.missing import missing_of
from guiju.kernel.procedures.models import Case, CaseOpinion, CaseStep
from guiju.kernel.procedures.papers import Paper, Passed, papers_of, passed_of
from guiju.kernel.procedures.picture import run_of

INSIDE = frozenset({"officer", "inspector", *FUNCTIONS})
_OFFICERS = 200
_ORDER = ("forward", "resume", "completion", "return", "escalate", "suspend", "refuse", "withdraw")


class Sight(NamedTuple):
    """Everything a case's page shows to one person."""

    case: Case
    procedure: Procedure
    run: Run
    actor: Actor
    roles: frozenset[str]
    allowed: list[Choice]
    refused: list[Choice]
    clocks: list[Clock]
    papers: list[Paper]
    steps: list[CaseStep]
    passed: list[Passed]

    @property
    def inside(self) -> bool:
        """Whether they belong to those who handle the case."""
        return bool(self.roles & INSIDE)

    def note_shown(self, step: CaseStep) -> bool:
        """Whether the reason of a step is for this person: applicants read what is addressed to them."""
        stage = self.procedure.stages.get(step.target)
        told = stage is None or bool(stage.ends) or "applicant" in self.procedure.whose_turn(step.target)
        return self.inside or told or step.role in ("applicant", *self.procedure.applicants)


def sight_of(case: Case, user: User, *, on: date) -> Sight:
    """The case as the person sees it on a day."""
    procedure, run, calendar = procedure_of(case.procedure, case.version), run_of(case), work_calendar()
    actor = actor_in(case, procedure, user, on=on)
    roles = actor.roles.union(*(standing.roles for standing in actor.standing_for))
    choices = moves(procedure, run, actor, on=on, calendar=calendar)
    running = [] if case.closed_at else clocks(procedure, run, calendar=calendar)
    steps = list(case.steps.select_related("user", "standing_for").order_by("number"))
    papers = papers_of(case, procedure, run, actor, choices, steps)
    return Sight(
        case,
        procedure,
        run,
        actor,
        roles,
        sorted((choice for choice in choices if choice.allowed), key=_weight),
        [choice for choice in choices if not choice.allowed],
        running,
        papers,
        steps,
        passed_of(steps, papers),
    )


def context_of(sight: Sight, user: User, lang: Lang, *, on: date) -> dict[str, Any]:
    """What the template is told."""
    case, procedure = sight.case, sight.procedure
    stage = procedure.stages[case.stage]
    passed = {step.source for step in sight.steps}
    line = [s for s in procedure.stages.values() if (not s.side and s.ends in ("", "granted")) or s.code == case.stage]
    return {
        "sight": sight,
        "case": case,
        "procedure": procedure,
        "stage": stage,
        "line": [(s, s.code == case.stage, s.code in passed) for s in line],
        "fields": [(procedure.fields[code], value) for code, value in case.facts.items() if code in procedure.fields],
        "opinions": _opinions(sight, user),
        "asked": len(sight.run.asked),
        "missing": len(sight.run.missing()),
        "to_answer": stage.opinions if f"user:{user.pk}" in sight.run.missing() else None,
        "askable": _askable(sight, on) if stage.opinions and sight.inside else [],
        "duties": {duty.function: duty.user for duty in case.duties.select_related("user")},
        "officers": _officers(case, on) if sight.inside and not case.closed_at else [],
        "functions": FUNCTIONS,
        "object_path": object_of(case.object_kind).path(case.object_kind, case.object_id) if case.object_id else "",
        "object_words": object_of(case.object_kind).words,
        "leads_on": any(choice.move.kind in _ORDER[:3] for choice in sight.allowed),
        "diagram": diagram(procedure, lang, sight.run),
        "missing_now": missing_of(case, procedure, sight.steps[-1] if sight.steps else None),
        "on": on,
    }


def _weight(choice: Choice) -> int:
    """What leads the case on stands first, what ends it last."""
    return _ORDER.index(choice.move.kind)


def asked_of(choice: Choice, procedure: Procedure) -> list[Field]:
    """The fields a move asks for."""
    return [procedure.fields[code] for code in choice.move.asks]


def _opinions(sight: Sight, user: User) -> list[CaseOpinion]:
    """The opinions this person may read: their own; those who handle the case read all."""
    rows = sight.case.opinions.select_related("user").order_by("entered", "pk")
    return list(rows if sight.inside else rows.filter(user=user))


def _askable(sight: Sight, on: date) -> list[User]:
    """Who may be asked now: holders of the role, none from the applicant's organisation, none asked already."""
    opinions = sight.procedure.stages[sight.case.stage].opinions
    assert opinions is not None
    held = memberships_on(on).filter(role=opinions.by, user__is_active=True)
    people = User.objects.filter(pk__in=held.values("user"))
    people = people.exclude(pk__in=memberships_on(on).filter(organisation=sight.case.organisation_id).values("user"))
    asked = [int(person.removeprefix("user:")) for person in sight.run.asked]
    return list(people.exclude(pk__in=asked).order_by("display_name", "pk")[:_OFFICERS])


def _officers(case: Case, on: date) -> list[User]:
    held = memberships_on(on).filter(organisation=case.authority_id, role="officer", user__is_active=True)
    return list(User.objects.filter(pk__in=held.values("user")).order_by("display_name", "pk")[:_OFFICERS])

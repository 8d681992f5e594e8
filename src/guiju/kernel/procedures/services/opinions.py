"""Parallel opinions (并行意见): asking several people, and what each says."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from guiju.domain.procedures import Case as Run
from guiju.domain.procedures import Procedure, opined
from guiju.domain.procedures.model import FUNCTIONS
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import Denied, permission_require
from guiju.kernel.accounts.queries import memberships_usable
from guiju.kernel.procedures import errors
from guiju.kernel.procedures.acting import actor_in
from guiju.kernel.procedures.models import Case, CaseOpinion
from guiju.kernel.procedures.picture import actor_text, run_of
from guiju.kernel.procedures.services.changing import case_hold, case_keep, case_tell, text_check

MOST = 50


@transaction.atomic
def opinions_ask(*, actor: User, case: Case, people: list[User], at: datetime) -> Case:
    """Ask people for their opinion in the present round (征求意见); asking somebody twice is asking once.

    They hold the role the stage asks for, and none in the applicant's organisation (回避).
    """
    permission_require(actor, "procedures.see", case)
    held, procedure, run = case_hold(case.pk, None)
    _require_handler(held, procedure, actor, at)
    opinions = procedure.stages[held.stage].opinions
    if opinions is None or len(people) + len(run.asked) > MOST:
        raise errors.NOT_ASKABLE
    asked = []
    for person in people:
        held_by = list(memberships_usable(user=person, on=localdate(at)))
        roles, places = {m.role for m in held_by}, {m.organisation_id for m in held_by}
        if opinions.by not in roles or held.organisation_id in places or not person.is_active:
            raise errors.NOT_SUCH_PERSON
        if actor_text(person.pk) not in run.asked:
            asked.append(CaseOpinion(case=held, entered=len(run.steps), user=person, asked_at=at))
    CaseOpinion.objects.bulk_create(asked)
    case_keep(held, procedure, run_of(held))
    case_tell(held, actor, "asked", None, {"people": [row.user_id for row in asked]}, at=at)
    return held


@transaction.atomic
def opinion_give(*, actor: User, case: Case, says: str, text: str = "", at: datetime) -> Case:
    """Say one's opinion (提交意见), once. Raises `Refused`."""
    permission_require(actor, "procedures.see", case)
    held, procedure, run = case_hold(case.pk, None)
    person = actor_in(held, procedure, actor, on=localdate(at))
    after: Run = opined(procedure, run, person, says=says, on=localdate(at))
    row = CaseOpinion.objects.filter(case=held, entered=len(run.steps), user=actor)
    row.update(says=says, text=text_check(text), given_at=at)
    case_keep(held, procedure, after)
    case_tell(held, actor, "opinion_given", None, {"says": says, "text": text}, at=at)
    return held


def _require_handler(case: Case, procedure: Procedure, actor: User, at: datetime) -> None:
    person = actor_in(case, procedure, actor, on=localdate(at))
    roles = person.roles.union(*(standing.roles for standing in person.standing_for))
    if not roles & {"officer", *FUNCTIONS}:
        raise Denied("procedures.assign")

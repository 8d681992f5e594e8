"""Reads of cases (事项查询): what somebody must do next, by deadline; who may see which."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import F, Q, QuerySet

from guiju.domain.procedures.model import APPLICANTS, FUNCTIONS
from guiju.kernel.accounts.models import Membership, User
from guiju.kernel.accounts.queries import memberships_usable
from guiju.kernel.procedures.acting import delegations_to
from guiju.kernel.procedures.models import Case, CaseTurn

MOST = 500


def waiting_for(user: User, *, on: date) -> list[CaseTurn]:
    """What the person must do next, what is due first in front; with what they do for those they stand for."""
    found = {turn.case_id: turn for turn in _turns(user, list(memberships_usable(user=user, on=on)))}
    for delegation in delegations_to(user, on=on):
        rows = memberships_usable(user=delegation.giver, on=on).filter(organisation=delegation.organisation)
        for turn in _turns(delegation.giver, list(rows)):
            covered = delegation.procedure in ("", turn.case.procedure)
            if covered and turn.user_id is None and user.pk not in turn.barred:
                found.setdefault(turn.case_id, turn)
    return sorted(found.values(), key=lambda turn: (turn.due_on is None, turn.due_on or on, turn.case_id))


def waiting_in(user: User, *, on: date) -> list[CaseTurn]:
    """Everything that waits in the organisations the person acts for (本单位待办), whoever's turn it is there."""
    held = memberships_usable(user=user, on=on).filter(role__in=["officer", "manager", "inspector", *APPLICANTS])
    places = {membership.organisation_id for membership in held}
    rows = CaseTurn.objects.filter(organisation__in=places).select_related(
        "case", "case__organisation", "case__authority", "user"
    )
    return list(rows.order_by(F("due_on").asc(nulls_last=True), "case_id")[:MOST])


def waiting_count(user: User, *, on: date) -> int:
    """How many cases wait for the person."""
    return len(waiting_for(user, on=on))


def cases_seen(user: User, *, on: date) -> QuerySet[Case]:
    """Every case the person has a part in, the newest first."""
    held = list(memberships_usable(user=user, on=on))
    mine = Q(opinions__user=user) | Q(steps__user=user) | Q(opened_by=user)
    for membership in held:
        mine |= _seen_in(membership)
    for delegation in delegations_to(user, on=on):
        for membership in memberships_usable(user=delegation.giver, on=on).filter(organisation=delegation.organisation):
            of = Q(procedure=delegation.procedure) if delegation.procedure else Q()
            mine |= _seen_in(membership) & of
    rows = Case.objects.filter(pk__in=Case.objects.filter(mine).values("pk"))
    return rows.select_related("organisation", "authority").order_by("-opened_at", "-pk")


def may_see(user: User, case: object, *, on: date) -> bool:
    """Whether the person has a part in the case."""
    return isinstance(case, Case) and cases_seen(user, on=on).filter(pk=case.pk).exists()


def case_get(pk: int) -> Case | None:
    """A case, with the organisations it lies between."""
    if not 0 < pk < 2**63:
        return None
    return Case.objects.select_related("organisation", "authority", "unit").filter(pk=pk).first()


def case_running(kind: str, object_id: str) -> Case | None:
    """The running case of an object."""
    return Case.objects.filter(object_kind=kind, object_id=object_id, closed_at=None).first()


def _seen_in(membership: Membership) -> Q:
    """The cases a membership opens: all of the applicant's for those who apply, all of the authority's for officers,
    who may apply to another authority too."""
    if membership.role == "officer":
        return Q(authority=membership.organisation_id) | Q(organisation=membership.organisation_id)
    if membership.role == "inspector":
        return Q(authority=membership.organisation_id)
    if membership.role in APPLICANTS:
        return Q(organisation=membership.organisation_id)
    return Q(pk__in=())


def _turns(user: User, held: Sequence[Membership]) -> list[CaseTurn]:
    mine = Q(user=user)
    for membership in held:
        place = Q(user=None, organisation=membership.organisation_id)
        if membership.role in APPLICANTS:
            mine |= place & Q(role__in=["applicant", membership.role])
        else:
            units = Q() if membership.unit_id is None else Q(unit=None) | Q(unit=membership.unit_id)
            roles = [*FUNCTIONS, "officer", "applicant"] if membership.role == "officer" else [membership.role]
            mine |= place & units & Q(role__in=roles)
    rows = CaseTurn.objects.filter(mine).select_related("case", "case__organisation", "case__authority")
    rows = rows.order_by(F("due_on").asc(nulls_last=True), "case_id")[:MOST]
    return [turn for turn in rows if user.pk not in turn.barred]

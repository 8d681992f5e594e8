"""Who somebody is in a case (办理身份): their roles there, and for whom they stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from guiju.domain.procedures import Actor, Procedure, Standing
from guiju.domain.procedures.model import CLOCK, FUNCTIONS
from guiju.kernel.accounts.models import Membership, User
from guiju.kernel.accounts.queries import memberships_usable
from guiju.kernel.procedures.models import Case, Delegation
from guiju.kernel.procedures.picture import actor_text

THE_CLOCK = Actor(CLOCK, frozenset({CLOCK}))


def actor_in(case: Case, procedure: Procedure, user: User, *, on: date) -> Actor:
    """The person before the case: their own roles, and those of everybody who has delegated theirs to them today."""
    standings = []
    for delegation in delegations_to(user, on=on):
        if delegation.procedure not in ("", case.procedure):
            continue
        held = [
            m
            for m in memberships_usable(user=delegation.giver, on=on)
            if m.organisation_id == delegation.organisation_id
        ]
        roles = roles_in(case, procedure, delegation.giver, held)
        if roles:
            standings.append(Standing(actor_text(delegation.giver_id), roles))
    own = roles_in(case, procedure, user, list(memberships_usable(user=user, on=on)))
    return Actor(actor_text(user.pk), own, tuple(standings))


def roles_in(case: Case, procedure: Procedure, user: User, held: Sequence[Membership]) -> frozenset[str]:
    """The roles these memberships give the person in the case."""
    roles: set[str] = set()
    for membership in held:
        if membership.organisation_id == case.organisation_id and membership.role in procedure.applicants:
            roles |= {"applicant", membership.role} - {"officer"}  # an officer who applies handles nothing by that
        in_unit = case.unit_id is None or membership.unit_id in (None, case.unit_id)
        applies = membership.role in procedure.applicants and membership.role != "officer"
        if membership.organisation_id == case.authority_id and in_unit and not applies:
            roles.add(membership.role)
    if "officer" in roles:
        alone = dict(case.duties.values_list("function", "user_id"))
        roles |= {function for function in FUNCTIONS if alone.get(function, user.pk) == user.pk}
    stage = procedure.stages[case.stage]
    if stage.opinions and case.opinions.filter(user=user).exists():
        roles.add(stage.opinions.by)
    elif "expert" in roles:
        roles.discard("expert")
    return frozenset(roles)


def delegations_to(user: User, *, on: date) -> list[Delegation]:
    """Who has delegated their part to this person on a day."""
    rows = Delegation.objects.filter(deputy=user, starts_on__lte=on, ends_on__gte=on, revoked_at=None)
    return list(rows.filter(giver__is_active=True).select_related("giver", "organisation").order_by("pk"))

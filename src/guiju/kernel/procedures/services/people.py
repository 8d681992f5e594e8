"""Who acts (办理人): naming one person for a function, and handing one's part to a deputy for some days."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from guiju.domain.procedures.model import FUNCTIONS
from guiju.kernel.accounts.models import Organisation, User
from guiju.kernel.accounts.permission import Denied, permission_require
from guiju.kernel.accounts.queries import actor_of, memberships_usable
from guiju.kernel.history.services import event_record
from guiju.kernel.procedures import errors
from guiju.kernel.procedures.acting import actor_in
from guiju.kernel.procedures.declarations import procedures_on
from guiju.kernel.procedures.models import Case, CaseDuty, Delegation
from guiju.kernel.procedures.services.changing import case_hold, case_keep, case_tell

LONGEST = timedelta(days=366)


@transaction.atomic
def duty_assign(*, actor: User, case: Case, function: str, user: User | None, at: datetime) -> Case:
    """Name who alone acts as handler, reviewer or signer of the case (指定); None: anybody of the unit again."""
    permission_require(actor, "procedures.assign", case)
    held, procedure, run = case_hold(case.pk, None)
    if "officer" not in actor_in(held, procedure, actor, on=localdate(at)).roles:
        raise Denied("procedures.assign")
    if function not in FUNCTIONS:
        raise errors.NOT_SUCH_PERSON
    if user is None:
        CaseDuty.objects.filter(case=held, function=function).delete()
    else:
        held_by = memberships_usable(user=user, on=localdate(at))
        if not held_by.filter(organisation=held.authority_id, role="officer").exists():
            raise errors.NOT_SUCH_PERSON
        CaseDuty.objects.update_or_create(case=held, function=function, defaults={"user": user, "assigned_at": at})
    case_keep(held, procedure, run)
    case_tell(held, actor, "assigned", None, {"function": function, "user": user and user.pk}, at=at)
    return held


@transaction.atomic
def delegation_make(
    *,
    actor: User,
    deputy: User,
    organisation: Organisation,
    procedure: str = "",
    starts_on: date,
    ends_on: date,
    at: datetime,
) -> Delegation:
    """Hand one's part in the cases of an organisation, all or those of one procedure, to a colleague for some days
    (委托)."""
    permission_require(actor, "procedures.work")
    if actor.pk == deputy.pk:
        raise errors.SELF
    if not localdate(at) <= ends_on or not starts_on <= ends_on <= starts_on + LONGEST:
        raise errors.DAYS
    for person in (actor, deputy):
        if not memberships_usable(user=person, on=localdate(at)).filter(organisation=organisation).exists():
            raise errors.NOT_SUCH_PERSON
    if procedure and procedure not in procedures_on(localdate(at)):
        raise errors.unknown_procedure(procedure[:40])
    made = Delegation.objects.create(
        giver=actor,
        deputy=deputy,
        organisation=organisation,
        procedure=procedure,
        starts_on=starts_on,
        ends_on=ends_on,
        made_at=at,
    )
    after = {"deputy": deputy.pk, "organisation": organisation.pk, "starts_on": starts_on, "ends_on": ends_on}
    after |= {"procedure": procedure} if procedure else {}
    _tell(actor, "made", made, after, at)
    return made


@transaction.atomic
def delegation_revoke(*, actor: User, delegation: Delegation, at: datetime) -> None:
    """Take it back (收回委托)."""
    if delegation.giver_id != actor.pk:
        raise Denied("procedures.work")
    if Delegation.objects.filter(pk=delegation.pk, revoked_at=None).update(revoked_at=at):
        _tell(actor, "revoked", delegation, {"revoked_at": at.isoformat()}, at)


def _tell(actor: User, deed: str, row: Delegation, after: dict[str, object], at: datetime) -> None:
    event_record(
        actor=actor_of(actor),
        action=f"procedure.delegation.{deed}",
        object_kind="procedure.delegation",
        object_id=str(row.pk),
        before=None,
        after=after,
        at=at,
    )

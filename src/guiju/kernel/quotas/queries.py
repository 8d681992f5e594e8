"""Reads of quotas: which amounts somebody has."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.queries import memberships_on
from guiju.kernel.quotas.amounts import Amount, quota_on
from guiju.kernel.quotas.models import OrganisationQuota


def amount_for(*, what: str, who: str, user: User | None, on: date) -> Amount:
    """The amounts of somebody: the declared ones, or the largest an organisation of theirs was given."""
    declared = quota_on(what, on).amounts[who]
    if user is None:
        return declared
    given = OrganisationQuota.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=on),
        what=what,
        starts_on__lte=on,
        organisation__in=memberships_on(on).filter(user=user).values("organisation"),
    )
    amounts = [Amount(*pair) for pair in given.values_list("minute", "day")]
    return max(amounts, default=declared)

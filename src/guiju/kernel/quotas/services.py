"""Verbs of quotas."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import Organisation, User
from guiju.kernel.accounts.permission import permission_require
from guiju.kernel.accounts.queries import actor_of
from guiju.kernel.history.services import event_record
from guiju.kernel.quotas.amounts import Amount, quota_on
from guiju.kernel.quotas.counting import Count, Counter, Window
from guiju.kernel.quotas.models import OrganisationQuota

MINUTE, DAY = 60, 86_400


class Taken(NamedTuple):
    """What came of one use: whether it was within the quota, and the counts of its windows."""

    allowed: bool
    counts: tuple[Count, ...]
    now: int

    def headers(self) -> dict[str, str]:
        """RateLimit-Limit, -Remaining, -Reset of the tighter window, RateLimit-Policy; Retry-After for a refusal."""
        if not self.counts:
            return {}
        tight = min(self.counts, key=lambda count: (count.left, -count.window.length))
        reset = str(max(1, tight.window.opened + tight.window.length - self.now))
        told = {
            "RateLimit-Limit": str(tight.window.limit),
            "RateLimit-Remaining": str(tight.left),
            "RateLimit-Reset": reset,
            "RateLimit-Policy": ", ".join(f"{c.window.limit};w={c.window.length}" for c in self.counts),
        }
        return told if self.allowed else {**told, "Retry-After": reset}


@cache
def counter() -> Counter:
    """The counts of this machine."""
    return Counter(Path(settings.VAR) / "quotas.sqlite3")


def quota_take(*, what: str, subject: str, amount: Amount, at: datetime, cost: int = 1) -> Taken:
    """Count a use of `what` by `subject`, whose amounts are `amount`; nothing is counted where quotas are off."""
    now = int(at.timestamp())
    if not settings.QUOTAS:
        return Taken(True, (), now)
    midnight = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    windows = (
        Window(now // MINUTE * MINUTE, MINUTE, amount.minute),
        Window(int(midnight.timestamp()), DAY, amount.day),
    )
    return Taken(*counter().take(f"{what}:{subject}", windows, cost, now), now)


@transaction.atomic
def organisation_quota_set(
    *,
    actor: User | None,
    organisation: Organisation,
    what: str,
    minute: int,
    day: int,
    starts_on: date,
    ends_on: date | None = None,
    reason: str = "",
    at: datetime,
) -> OrganisationQuota:
    """Give an organisation amounts of its own from a day on (单位配额); the one before ends the day before."""
    permission_require(actor, "quotas.manage")
    quota_on(what, starts_on)
    if minute < 1 or day < minute or (ends_on is not None and ends_on < starts_on):
        raise WordsError("amount", Words("配额或日期有误。", "The amounts or days are wrong."), where="minute")
    former = OrganisationQuota.objects.filter(organisation=organisation, what=what, ends_on=None)
    former.filter(starts_on__gte=starts_on).delete()
    former.update(ends_on=starts_on - timedelta(days=1))
    given = OrganisationQuota.objects.create(
        organisation=organisation,
        what=what,
        minute=minute,
        day=day,
        starts_on=starts_on,
        ends_on=ends_on,
        reason=reason,
    )
    event_record(
        actor=actor_of(actor),
        action="quotas.organisation_set",
        object_kind="organisation",
        object_id=str(organisation.pk),
        before=None,
        after={"what": what, "minute": minute, "day": day, "starts_on": starts_on, "ends_on": ends_on},
        reason=reason,
        at=at,
    )
    return given

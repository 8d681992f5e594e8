"""Demo accounts (演示账号): made in demo mode, closed outside it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from guiju.kernel.accounts.demo_people import DEMO_ENGLISH, DEMO_PEOPLE, DemoPerson
from guiju.kernel.accounts.models import Organisation, User
from guiju.kernel.accounts.services import membership_grant, organisation_create, user_create, user_switch


@transaction.atomic
def demo_switch(*, enabled: bool, at: datetime) -> int:
    """Make and open the demo accounts, or close those there are; returns how many changed. Safe to repeat."""
    users = {user.username: user for user in User.objects.filter(is_demo=True)}
    changed = [user for user in users.values() if user.is_active != enabled]
    for user in changed:
        user_switch(actor=None, user=user, active=enabled, at=at)
    missing = [person for person in DEMO_PEOPLE if enabled and person.username not in users]
    for person in missing:
        _person_make(person, at)
    return len(changed) + len(missing)


SINCE = timedelta(days=800)  # so that demo cases can have a past


def _person_make(person: DemoPerson, at: datetime) -> None:
    organisation = Organisation.objects.filter(name=person.organisation).first()
    if organisation is None:
        organisation = organisation_create(
            actor=None, name=person.organisation, kind=person.kind, name_en=DEMO_ENGLISH[person.organisation], at=at
        )  # fmt: skip
    user = user_create(
        actor=None,
        username=person.username,
        display_name=person.display_name,
        password=person.password(str(settings.SECRET_KEY)),
        is_demo=True,
        at=at,
    )
    membership_grant(
        actor=None,
        user=user,
        organisation=organisation,
        role=person.role,
        starts_on=at.date() - SINCE,
        reason="demo",
        at=at,
    )

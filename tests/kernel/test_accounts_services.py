"""People, organisations, roles: what is granted, refused and recorded."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from guiju.kernel.accounts.demo import demo_switch
from guiju.kernel.accounts.demo_people import DEMO_PEOPLE
from guiju.kernel.accounts.errors import AccountError
from guiju.kernel.accounts.models import Membership, Organisation, SignIn, User
from guiju.kernel.accounts.queries import actor_of, organisations_where, roles_of
from guiju.kernel.accounts.roles import ADMINISTRATORS, ORGANISATION_KINDS, ROLES
from guiju.kernel.accounts.services import (
    membership_grant,
    membership_revoke,
    organisation_create,
    password_change,
    sign_in_log,
    sign_ins_purge,
    unit_create,
    user_create,
    user_switch,
)
from guiju.kernel.history import queries as history
from guiju.kernel.history.models import Event

AT = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
TODAY = date(2026, 3, 1)


def grant(user: User, organisation: Organisation, role: str, **changes: object) -> Membership:
    fields: dict = {"actor": None, "user": user, "organisation": organisation, "role": role}
    return membership_grant(**fields | {"starts_on": TODAY, "at": AT} | changes)


def test_there_are_three_separate_administrators():
    assert {"system_administrator", "security_administrator", "audit_administrator"} == ADMINISTRATORS


def test_every_role_exists_in_known_kinds_of_organisation():
    assert all(role.kinds <= set(ORGANISATION_KINDS) for role in ROLES.values())


def test_names_that_differ_in_case_are_one_name(owner: User):
    with pytest.raises(AccountError, match="username_taken"):
        user_create(actor=None, username="OWNER", display_name="x", password="long enough", at=AT)


def test_a_user_name_with_spaces_is_refused(db: None):
    with pytest.raises(ValidationError):
        user_create(actor=None, username="a b", display_name="x", password="long enough", at=AT)


def test_creating_a_person_is_recorded_without_the_password(owner: User):
    event = history.events_of("user", str(owner.pk)).get()
    assert event.action == "accounts.user_created"
    assert event.payload.content is not None
    assert set(event.payload.content["after"]) == {"username", "display_name", "email", "is_demo"}


def test_only_the_system_administrator_creates_people(owner: User, system: User, security: User):
    user_create(actor=system, username="new", display_name="x", password="long enough", at=AT)
    for actor in (owner, security):
        with pytest.raises(PermissionDenied):
            user_create(actor=actor, username="newer", display_name="x", password="long enough", at=AT)


def test_only_the_security_administrator_grants_roles(
    owner: User, colleague: User, stranger: User, security: User, system: User, laboratory: Organisation
):
    grant(colleague, laboratory, "expert", actor=security)
    for actor in (owner, colleague, stranger, system):
        with pytest.raises(PermissionDenied):
            grant(stranger, laboratory, "expert", actor=actor)


def test_nobody_grants_roles_of_their_own(security: User, laboratory: Organisation):
    with pytest.raises(AccountError, match="self_grant"):
        grant(security, laboratory, "expert", actor=security)


@pytest.mark.parametrize("second", sorted(ADMINISTRATORS))
def test_one_person_is_one_administrator_at_most(security: User, laboratory: Organisation, second: str):
    with pytest.raises(AccountError, match="administrators_separate"):
        grant(security, laboratory, second)


def test_an_administrator_may_become_another_one_afterwards(owner: User, laboratory: Organisation):
    grant(owner, laboratory, "security_administrator", ends_on=TODAY)
    with pytest.raises(AccountError):
        grant(owner, laboratory, "system_administrator", starts_on=TODAY)
    grant(owner, laboratory, "system_administrator", starts_on=TODAY + timedelta(days=1))


def test_the_database_too_refuses_a_second_administrator(security: User, laboratory: Organisation):
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=security, organisation=laboratory, role="audit_administrator", starts_on=TODAY)


def test_a_role_exists_only_in_its_kinds_of_organisation(owner: User, laboratory: Organisation):
    with pytest.raises(AccountError, match="role_wrong_place"):
        grant(owner, laboratory, "officer")
    with pytest.raises(AccountError, match="unknown"):
        grant(owner, laboratory, "emperor")


def test_a_unit_of_another_organisation_is_refused(
    owner: User, laboratory: Organisation, other_laboratory: Organisation
):
    unit = unit_create(actor=None, organisation=other_laboratory, name="检测一室", at=AT)
    with pytest.raises(AccountError, match="unit_of_another"):
        grant(owner, laboratory, "expert", unit=unit)
    with pytest.raises(AccountError, match="unit_of_another"):
        unit_create(actor=None, organisation=laboratory, name="一组", parent=unit, at=AT)


def test_a_role_counts_from_its_first_day_to_its_last(owner: User, laboratory: Organisation):
    grant(owner, laboratory, "expert", starts_on=date(2026, 4, 1), ends_on=date(2026, 4, 30))
    days = [date(2026, 3, 31), date(2026, 4, 1), date(2026, 4, 30), date(2026, 5, 1)]
    assert ["expert" in roles_of(user=owner, on=day) for day in days] == [False, True, True, False]


def test_a_revoked_role_ends_and_says_why(owner: User, laboratory: Organisation):
    membership = owner.memberships.get()
    membership_revoke(actor=None, membership=membership, ends_on=TODAY, reason="调离", at=AT)
    assert roles_of(user=owner, on=TODAY + timedelta(days=1)) == frozenset()
    assert organisations_where(user=owner, roles=["laboratory"], on=TODAY) == {laboratory.pk}
    assert history.events_of("membership", str(membership.pk)).last().reason == "调离"  # type: ignore[union-attr]


def test_revoking_never_prolongs_a_role(security: User, owner: User, laboratory: Organisation):
    ended = grant(owner, laboratory, "audit_administrator", starts_on=date(2019, 1, 1), ends_on=date(2019, 12, 31))
    with pytest.raises(AccountError, match="ends_already"):
        membership_revoke(actor=security, membership=ended, ends_on=date(2099, 12, 31), at=AT)
    assert roles_of(user=owner, on=TODAY) == {"laboratory"}


def test_an_unknown_kind_of_organisation_is_refused(db: None):
    with pytest.raises(AccountError, match="unknown"):
        organisation_create(actor=None, name="某", kind="palace", at=AT)


def test_a_password_is_changed_by_oneself_only(owner: User, colleague: User, system: User):
    password_change(actor=owner, user=owner, password="another password", at=AT)
    for actor in (colleague, system):
        with pytest.raises(PermissionDenied):
            password_change(actor=actor, user=owner, password="stolen password", at=AT)
    assert owner.check_password("another password")


def test_a_person_switched_off_has_no_rights(system: User):
    user_switch(actor=None, user=system, active=False, at=AT)
    with pytest.raises(PermissionDenied):
        organisation_create(actor=system, name="某", kind="other", at=AT)


def test_history_names_people_by_number(owner: User):
    assert actor_of(owner) == f"user:{owner.pk}"
    assert actor_of(None) == "system"


def test_old_sign_in_logs_are_purged(db: None):
    for day in (1, 5):
        at = AT + timedelta(days=day)
        sign_in_log(username="a", user=None, address="127.0.0.1", outcome="refused", at=at)
    assert sign_ins_purge(before=AT + timedelta(days=3)) == 1
    assert SignIn.objects.count() == 1


def test_demo_accounts_exist_only_in_demo_mode(db: None, settings: Any):
    everybody = len(DEMO_PEOPLE)
    assert demo_switch(enabled=True, at=AT) == everybody
    assert demo_switch(enabled=True, at=AT) == 0
    user = User.objects.get(username=DEMO_PEOPLE[0].username)
    assert user.check_password(DEMO_PEOPLE[0].password(settings.SECRET_KEY))
    assert demo_switch(enabled=False, at=AT) == everybody
    assert not User.objects.filter(is_active=True).exists()
    assert demo_switch(enabled=True, at=AT) == everybody


def test_every_role_has_a_demo_person():
    assert {person.role for person in DEMO_PEOPLE} == set(ROLES)


def test_demo_passwords_differ_by_person_and_installation():
    passwords = {person.password(secret) for person in DEMO_PEOPLE for secret in ("one", "two")}
    assert len(passwords) == 2 * len(DEMO_PEOPLE)


def test_every_change_of_accounts_leaves_a_verifying_chain(security: User):
    assert Event.objects.count() == 3
    assert history.chain_verify().ok

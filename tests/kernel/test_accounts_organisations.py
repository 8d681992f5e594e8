"""Organisations and units: kept by the system administrator, units by the manager too."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from guiju.kernel.accounts.errors import AccountError
from guiju.kernel.accounts.models import Organisation, User
from guiju.kernel.accounts.permission import permitted
from guiju.kernel.accounts.queries import roles_of, units_of
from guiju.kernel.accounts.services import (
    membership_grant,
    organisation_change,
    organisation_close,
    organisation_create,
    role_request,
    unit_change,
    unit_close,
    unit_create,
)
from guiju.kernel.history import queries as history
from kernel.conftest import AT, person

TODAY = AT.date()


@pytest.fixture
def manager(laboratory: Organisation) -> User:
    return person("manager", laboratory, "manager")


def test_a_changed_name_is_recorded_with_what_it_was(laboratory: Organisation, system: User, manager: User):
    organisation_change(actor=system, organisation=laboratory, name=" 甲  检测中心 ", uscc="91110000600037341l", at=AT)
    event = history.events_of("organisation", str(laboratory.pk)).last()
    assert event.payload.content["before"] == {"name": "甲实验室", "uscc": ""}
    assert event.payload.content["after"] == {"name": "甲 检测中心", "uscc": "91110000600037341L"}
    count = history.events_of("organisation", str(laboratory.pk)).count()
    organisation_change(actor=system, organisation=laboratory, name="甲 检测中心", uscc=laboratory.uscc, at=AT)
    assert history.events_of("organisation", str(laboratory.pk)).count() == count
    with pytest.raises(PermissionDenied):
        organisation_change(actor=manager, organisation=laboratory, name="x", at=AT)


def test_a_wrong_or_taken_code_is_refused(system: User):
    organisation_create(actor=system, name="甲", kind="other", uscc="91110000600037341L", at=AT)
    for code, why in (("91110000600037341L", "uscc_taken"), ("91110000600037342L", "uscc_wrong"), ("1", "uscc_wrong")):
        with pytest.raises(AccountError, match=why):
            organisation_create(actor=system, name="乙", kind="other", uscc=code, at=AT)
    with pytest.raises(AccountError, match="name_wrong"):
        organisation_create(actor=system, name="  ", kind="other", at=AT)


def test_roles_in_a_closed_organisation_count_no_longer_from_that_day(system, owner, laboratory, other_laboratory):
    place = organisation_create(actor=None, name="丙", kind="laboratory", at=AT)
    user = person("third", place)
    organisation_close(actor=system, organisation=place, closed_on=TODAY + timedelta(days=1), reason="合并", at=AT)
    assert roles_of(user=user, on=TODAY) == {"laboratory"}
    assert roles_of(user=user, on=TODAY + timedelta(days=1)) == frozenset()
    with pytest.raises(AccountError, match="closed"):
        membership_grant(
            actor=None, user=user, organisation=place, role="expert", starts_on=TODAY + timedelta(days=1), at=AT
        )
    organisation_close(actor=system, organisation=place, closed_on=None, at=AT)
    assert roles_of(user=user, on=TODAY + timedelta(days=1)) == {"laboratory"}
    with pytest.raises(AccountError, match="administrators_there"):
        organisation_close(actor=system, organisation=laboratory, closed_on=TODAY, at=AT)


def test_units_are_renamed_and_moved_but_never_below_themselves(manager: User, laboratory: Organisation):
    above, below = (unit_create(actor=manager, organisation=laboratory, name=name, at=AT) for name in ("甲", "乙"))
    unit_change(actor=manager, unit=below, name="丙", parent=above, at=AT)
    assert [(depth, unit.name) for depth, unit in units_of(laboratory)] == [(0, "甲"), (1, "丙")]
    below.refresh_from_db()
    for target in (above, below):
        with pytest.raises(AccountError, match="unit_below_itself"):
            unit_change(actor=manager, unit=above, name="甲", parent=target, at=AT)
    with pytest.raises(AccountError, match="unit_taken"):
        unit_create(actor=manager, organisation=laboratory, name="丙", parent=above, at=AT)


def test_a_unit_with_people_or_units_is_not_closed(manager: User, laboratory: Organisation, owner: User):
    above = unit_create(actor=manager, organisation=laboratory, name="甲", at=AT)
    below = unit_create(actor=manager, organisation=laboratory, name="乙", parent=above, at=AT)
    with pytest.raises(AccountError, match="unit_busy"):
        unit_close(actor=manager, unit=above, closed_on=TODAY, at=AT)
    unit_close(actor=manager, unit=below, closed_on=TODAY, at=AT)
    unit_close(actor=manager, unit=above, closed_on=TODAY, at=AT)


def test_a_manager_keeps_their_own_organisation_only(manager, laboratory, other_laboratory, owner, stranger):
    other = unit_create(actor=None, organisation=other_laboratory, name="甲", at=AT)
    for act in (
        lambda: unit_create(actor=manager, organisation=other_laboratory, name="乙", at=AT),
        lambda: unit_change(actor=manager, unit=other, name="乙", parent=None, at=AT),
        lambda: unit_close(actor=manager, unit=other, closed_on=TODAY, at=AT),
        lambda: role_request(actor=manager, user=stranger, organisation=other_laboratory, role="expert", at=AT),
        lambda: role_request(actor=owner, user=owner, organisation=laboratory, role="manager", at=AT),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert permitted(manager, "accounts.organisation_see", laboratory)
    assert not permitted(manager, "accounts.organisation_see", other_laboratory)


def test_an_audit_administrator_handles_no_business(owner: User, laboratory: Organisation, system: User):
    audit = person("audit", laboratory, "audit_administrator")
    fields = {"actor": None, "organisation": laboratory, "starts_on": TODAY, "at": AT}
    with pytest.raises(AccountError, match="audit_alone"):
        membership_grant(user=audit, role="expert", **fields)
    with pytest.raises(AccountError, match="audit_alone"):
        membership_grant(user=owner, role="audit_administrator", **fields)
    with pytest.raises(AccountError, match="administrators_separate"):
        membership_grant(user=system, role="audit_administrator", **fields)

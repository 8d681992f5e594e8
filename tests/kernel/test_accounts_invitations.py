"""Invitations: one-time links, who makes them, what they give, and what they do not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client

from guiju.kernel.accounts.errors import AccountError
from guiju.kernel.accounts.models import Invitation, Organisation, RoleRequest, User
from guiju.kernel.accounts.queries import roles_of
from guiju.kernel.accounts.services.invitations import (
    Link,
    invitation_accept,
    invitation_make,
    invitation_revoke,
    password_link_make,
    password_link_use,
)
from guiju.kernel.accounts.services.roles import role_request_decline, role_request_grant
from guiju.kernel.history import queries as history
from kernel.conftest import AT, PASSWORD, person

WEEK = timedelta(days=7)
NEW = "a wholly new phrase"


@pytest.fixture
def manager(laboratory: Organisation) -> User:
    return person("manager", laboratory, "manager")


def invite(actor: User | None, organisation: Organisation, role: str = "laboratory", **changes) -> Link:
    fields = {"actor": actor, "organisation": organisation, "role": role, "display_name": "李工"}
    return invitation_make(**fields | {"at": AT} | changes)


def accept(link: Link, username: str = "li", at=AT) -> User:
    return invitation_accept(token=link.token, username=username, password=NEW, at=at)


def test_only_the_manager_there_and_the_system_administrator_invite(
    manager, owner, stranger, system, security, laboratory, other_laboratory
):
    invite(manager, laboratory)
    invite(system, other_laboratory)
    for actor, place in (
        (manager, other_laboratory),
        (owner, laboratory),
        (stranger, laboratory),
        (security, laboratory),
    ):
        with pytest.raises(PermissionDenied):
            invite(actor, place)


def test_the_link_is_kept_as_a_digest_only(manager, laboratory):
    link = invite(manager, laboratory)
    assert link.token not in str(Invitation.objects.values())
    event = history.events_of("invitation", str(link.invitation.pk)).get()
    assert link.token not in event.payload.canonical


def test_accepting_makes_the_account_and_asks_for_the_role_without_granting_it(manager, laboratory, security):
    user = accept(invite(manager, laboratory))
    assert user.check_password(NEW)
    assert roles_of(user=user, on=AT.date()) == frozenset()
    asked = RoleRequest.objects.get(user=user)
    role_request_grant(actor=security, request=asked, starts_on=AT.date(), at=AT)
    assert roles_of(user=user, on=AT.date()) == {"laboratory"}
    with pytest.raises(AccountError, match="settled"):
        role_request_decline(actor=security, request=asked, at=AT)


def test_a_link_works_once_until_its_day_and_not_when_withdrawn(manager, laboratory):
    used, late, gone = (invite(manager, laboratory) for _ in range(3))
    accept(used, "one")
    invitation_revoke(actor=manager, invitation=gone.invitation, at=AT)
    for link, at in ((used, AT), (late, AT + WEEK), (gone, AT)):
        with pytest.raises(AccountError, match="link_closed"):
            accept(link, "two", at)
    with pytest.raises(AccountError, match="link_closed"):
        invitation_accept(token="", username="two", password=NEW, at=AT)
    accept(late, "two", AT + WEEK - timedelta(seconds=1))


def test_who_invited_somebody_does_not_grant_them_the_role(security, system, laboratory):
    link = invite(security_as_manager := person("both", laboratory, "manager"), laboratory)
    user = accept(link)
    User.objects.filter(pk=security.pk).update(is_active=False)
    person_role(security_as_manager, laboratory, "security_administrator")
    with pytest.raises(AccountError, match="own_invitation"):
        role_request_grant(
            actor=security_as_manager, request=RoleRequest.objects.get(user=user), starts_on=AT.date(), at=AT
        )


def person_role(user: User, organisation: Organisation, role: str) -> None:
    from_the_start = AT.date()
    user.memberships.create(organisation=organisation, role=role, starts_on=from_the_start)


def test_a_taken_name_and_a_weak_password_are_said_and_the_link_stays_good(manager, laboratory, owner):
    link = invite(manager, laboratory)
    for name, password, code in (
        ("OWNER", NEW, "username_taken"),
        ("li", "1234567890", "password_weak"),
        ("a b", NEW, "username_wrong"),
    ):
        with pytest.raises(AccountError, match=code):
            invitation_accept(token=link.token, username=name, password=password, at=AT)
    accept(link)


def test_the_system_administrator_sends_a_password_link_but_not_to_an_administrator(system, owner, security):
    first = password_link_make(actor=system, user=owner, at=AT)
    link = password_link_make(actor=system, user=owner, at=AT)
    with pytest.raises(AccountError, match="link_closed"):
        password_link_use(token=first.token, password=NEW, at=AT)
    password_link_use(token=link.token, password=NEW, at=AT)
    owner.refresh_from_db()
    assert owner.check_password(NEW)
    with pytest.raises(AccountError, match="administrator_untouched"):
        password_link_make(actor=system, user=security, at=AT)
    with pytest.raises(PermissionDenied):
        password_link_make(actor=security, user=owner, at=AT)


def test_the_link_is_shown_once_where_there_is_no_mail_and_sent_where_there_is(
    manager, laboratory, settings, client: Client
):
    client.force_login(manager, "django.contrib.auth.backends.ModelBackend")
    fields = {"display_name": "李工", "email": "li@example.org", "role": "laboratory", "unit": ""}
    address = f"/accounts/organisations/{laboratory.pk}/invite/"
    assert "/accounts/invitation/" in client.post(address, fields).text
    assert mail.outbox == []
    settings.MAIL_READY = True
    page = client.post(address, fields).text
    assert "/accounts/invitation/" not in page
    link = next(line for line in mail.outbox[0].body.splitlines() if "/accounts/invitation/" in line)
    reader = Client()
    assert reader.get(link).status_code == 200
    answer = reader.post(link, {"username": "li", "password": NEW, "again": NEW})
    assert answer["Location"] == "/accounts/"
    assert User.objects.get(username="li").email_verified_at is not None
    assert reader.get("/accounts/").status_code == 200
    assert Client().get(link).status_code == 410


def test_a_link_copied_by_hand_verifies_no_address(manager, laboratory):
    assert accept(invite(manager, laboratory, email="li@example.org")).email_verified_at is None


def test_a_password_link_does_not_open_the_account_by_itself(system, owner, client: Client):
    link = password_link_make(actor=system, user=owner, at=AT)
    Invitation.objects.update(expires_at=AT + timedelta(days=9999))
    answer = client.post(f"/accounts/invitation/{link.token}/", {"password": NEW, "again": NEW})
    assert answer["Location"] == "/accounts/sign-in/"
    assert client.get("/accounts/").status_code == 302
    assert client.post("/accounts/sign-in/", {"username": "owner", "password": PASSWORD}).status_code == 200


def test_an_unknown_link_is_nothing(client: Client, db):
    assert client.get(f"/accounts/invitation/{'x' * 43}/").status_code == 404

"""One's own account: browsers and their ends, data and their erasure; the log and its reader."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from guiju.kernel.accounts.errors import AccountError
from guiju.kernel.accounts.models import Invitation, OpenSession, Organisation, SignIn, User
from guiju.kernel.accounts.periods import PeriodsWrong, days_of, periods_read
from guiju.kernel.accounts.services import membership_revoke, profile_change, user_switch
from guiju.kernel.accounts.services.erasure import (
    erasure_carry_out,
    erasure_refuse,
    erasure_request,
    erasure_withdraw,
)
from guiju.kernel.accounts.services.invitations import invitation_accept, invitation_make
from guiju.kernel.history import queries as history
from kernel.conftest import AT, PASSWORD, person

SIGN_IN = "/accounts/sign-in/"
NEW = "new words here"


@pytest.fixture
def audit(laboratory: Organisation) -> User:
    return person("audit", laboratory, "audit_administrator")


def browser(username: str = "owner", agent: str = "Firefox", **extra: str) -> Client:
    made = Client(headers={"user-agent": agent}, **extra)
    made.post(SIGN_IN, {"username": username, "password": PASSWORD})
    return made


def is_in(client: Client) -> bool:
    return client.get("/accounts/").status_code == 200


def test_another_browser_is_seen_and_signed_out_from_here(owner: User, stranger: User):
    here, there, theirs = browser(), browser(agent="旧电脑"), browser("stranger")
    assert "旧电脑" in here.get("/accounts/sessions/").text
    foreign = OpenSession.objects.get(user=stranger)
    here.post("/accounts/sessions/close", {"session": foreign.pk})
    here.post("/accounts/sessions/close", {"session": OpenSession.objects.get(agent="旧电脑").pk})
    assert [is_in(client) for client in (here, there, theirs)] == [True, False, True]


def test_everywhere_else_is_signed_out_at_once(owner: User):
    here, *others = browser(), browser(), browser()
    here.post("/accounts/sessions/close")
    assert [is_in(client) for client in (here, *others)] == [True, False, False]


def test_a_new_password_ends_the_other_sessions_and_keeps_this_one(owner: User):
    here, there = browser(), browser()
    here.post("/accounts/password/", {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW})
    assert [is_in(here), is_in(there)] == [True, False]
    assert OpenSession.objects.get().key == here.session.session_key


def test_signing_out_forgets_the_browser(owner: User):
    here = browser()
    here.post("/accounts/sign-out/")
    assert not OpenSession.objects.exists()


def test_a_closed_account_is_signed_out_everywhere(owner: User, system: User, security: User):
    here = browser()
    user_switch(actor=system, user=owner, active=False, at=AT)
    assert not is_in(here)
    with pytest.raises(AccountError, match="administrator_untouched"):
        user_switch(actor=system, user=security, active=False, at=AT)


def test_twenty_names_from_one_address_close_it_for_a_while(owner: User, db: None):
    far = {"REMOTE_ADDR": "203.0.113.9"}
    for number in range(20):
        Client(**far).post(SIGN_IN, {"username": f"guess{number}", "password": "wrong words"})
    assert Client(**far).post(SIGN_IN, {"username": "owner", "password": PASSWORD}).status_code == 429
    assert browser(REMOTE_ADDR="203.0.113.10").get("/accounts/").status_code == 200


def test_behind_a_proxy_the_address_is_the_one_it_saw(owner: User, settings):
    settings.PROXIES = 1
    browser(HTTP_X_FORWARDED_FOR="1.2.3.4, 203.0.113.77", REMOTE_ADDR="127.0.0.1")
    settings.PROXIES = 0
    browser(HTTP_X_FORWARDED_FOR="1.2.3.4", REMOTE_ADDR="203.0.113.78")
    assert list(SignIn.objects.order_by("pk").values_list("address", flat=True)) == ["203.0.113.77", "203.0.113.78"]


def test_a_new_address_is_not_verified(owner: User):
    User.objects.update(email_verified_at=AT)
    owner.refresh_from_db()
    profile_change(actor=owner, display_name="甲", email="", at=AT)
    assert owner.email_verified_at == AT
    profile_change(actor=owner, display_name="甲", email="new@example.org", at=AT)
    assert owner.email_verified_at is None
    with pytest.raises(AccountError, match="email_wrong"):
        profile_change(actor=owner, display_name="甲", email="no address", at=AT)


def test_my_data_are_mine_alone(owner: User, colleague: User):
    here = browser()
    browser("colleague")
    answer = here.get("/accounts/data/guiju-own-data.json")
    found = json.loads(answer.content)
    assert found["account"]["username"] == "owner"
    assert len(found["sign_ins"]) == len(found["sessions"]) == 1
    assert "colleague" not in answer.content.decode()
    assert PASSWORD not in answer.content.decode()


def test_an_erased_person_stays_a_number_and_the_chain_verifies(laboratory: Organisation, system: User):
    link = invitation_make(
        actor=system, organisation=laboratory, role="laboratory", display_name="孙某某", email="sun@example.org", at=AT
    )
    user = invitation_accept(token=link.token, username="sunmoumou", password=NEW, at=AT)
    erasure_carry_out(actor=system, request=erasure_request(actor=user, at=AT), at=AT)
    user.refresh_from_db()
    kept = f"{list(User.objects.values())}{list(Invitation.objects.values())}"
    kept += "".join(entry[1].canonical for entry in history.entries() if entry[1])
    assert not any(word in kept for word in ("孙某某", "sunmoumou", "sun@example.org"))
    assert user.erased_at == AT
    report = history.chain_verify()
    assert report.ok
    assert report.erased >= 2
    with pytest.raises(AccountError, match="erased"):
        user_switch(actor=system, user=user, active=True, at=AT)


def test_an_administrator_gives_up_the_role_before_being_erased(system: User, security: User, owner: User):
    request = erasure_request(actor=security, at=AT)
    with pytest.raises(AccountError, match="administrator_untouched"):
        erasure_carry_out(actor=system, request=request, at=AT)
    membership_revoke(actor=None, membership=security.memberships.get(), ends_on=AT.date(), at=AT)
    erasure_carry_out(actor=system, request=request, at=AT + timedelta(days=2))


def test_erasure_is_asked_withdrawn_and_refused_with_a_reason(owner: User, system: User, security: User):
    request = erasure_request(actor=owner, at=AT)
    assert erasure_request(actor=owner, at=AT) == request
    erasure_withdraw(actor=owner, at=AT)
    with pytest.raises(AccountError, match="settled"):
        erasure_carry_out(actor=system, request=request, at=AT)
    again = erasure_request(actor=owner, at=AT)
    with pytest.raises(PermissionDenied):
        erasure_carry_out(actor=security, request=again, at=AT)
    with pytest.raises(AccountError, match="reason_missing"):
        erasure_refuse(actor=system, request=again, because=" ", at=AT)
    erasure_refuse(actor=system, request=again, because="案件办理中", at=AT)


def test_the_log_as_csv_runs_no_formula(audit: User):
    Client().post(SIGN_IN, {"username": "=HYPERLINK(1)", "password": "wrong words"})
    reader = browser("audit")
    answer = reader.get("/accounts/sign-ins/sign-ins.csv")
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert lines[0] == "\ufeffat,username,user,address,outcome,method"
    assert any(",'=HYPERLINK(1),," in line for line in lines)
    assert reader.get("/accounts/sign-ins/?address=x'&page=9&outcome=nonsense").status_code == 200
    assert reader.get("/accounts/history/?before=99999999999999999999&action=accounts.").status_code == 200


def test_the_sign_in_log_cannot_be_kept_for_less_than_the_law_asks():
    assert days_of("sign_in_log", on=date(2026, 11, 22)) >= 184
    row = '[[period]]\nname="sign_in_log"\nfrom=2026-01-01\ndays={}\nbasis={{zh="", en=""}}\n'
    later = row.format(200) + row.format(300).replace("2026", "2027")
    assert periods_read(later)["sign_in_log"][-1].days == 300
    with pytest.raises(PeriodsWrong):
        periods_read(row.format(90))


def test_where_somebody_was_last_is_noted_every_ten_minutes(owner: User):
    here = browser()
    long_ago = timezone.now() - timedelta(hours=3)
    OpenSession.objects.update(seen_at=long_ago)
    is_in(here)
    assert OpenSession.objects.get().seen_at == long_ago
    session = here.session
    session["seen"] = long_ago.timestamp()
    session.save()
    is_in(here)
    assert OpenSession.objects.get().seen_at > long_ago

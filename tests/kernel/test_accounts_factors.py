"""The second factor: codes of an app, recovery codes, and roles that need one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import hotp_value
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from guiju.kernel.accounts.errors import AccountError
from guiju.kernel.accounts.models import Organisation, SignIn, User
from guiju.kernel.accounts.permission import permitted
from guiju.kernel.accounts.services.factors import (
    factor_check,
    factor_remove,
    factor_secret,
    factor_set,
    recovery_codes_left,
    recovery_codes_renew,
)
from guiju.kernel.accounts.services.roles import factor_release, factor_require
from guiju.kernel.history import queries as history
from kernel.conftest import AT, PASSWORD, person

STEP = timedelta(seconds=30)


def code_of(secret: str, at: datetime) -> str:
    return f"{hotp_value(secret, int(at.timestamp()) // 30):06}"


def set_up(user: User, at: datetime = AT) -> tuple[str, list[str]]:
    secret = factor_secret()
    return secret, factor_set(actor=user, secret=secret, code=code_of(secret, at), at=at)


def test_codes_are_those_of_rfc_6238(owner: User):
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # the ASCII secret of RFC 6238, appendix B
    at = datetime(2005, 3, 18, 1, 58, 29, tzinfo=UTC)
    assert factor_set(actor=owner, secret=secret, code="081804", at=at)


def test_a_code_works_once_and_a_step_early_or_late(owner: User):
    secret, _ = set_up(owner)
    assert factor_check(user=owner, code=code_of(secret, AT), at=AT) is None
    later = AT + 3 * STEP
    assert factor_check(user=owner, code=code_of(secret, later + 2 * STEP), at=later) is None
    assert factor_check(user=owner, code=code_of(secret, later + STEP), at=later) == "totp"
    assert factor_check(user=owner, code=code_of(secret, later), at=later) is None


def test_each_recovery_code_works_once(owner: User):
    _, codes = set_up(owner)
    assert len(set(codes)) == len(codes) == 10
    assert factor_check(user=owner, code=codes[3], at=AT) == "recovery"
    assert factor_check(user=owner, code=codes[3], at=AT) is None
    assert recovery_codes_left(user=owner) == 9
    renewed = recovery_codes_renew(actor=owner, at=AT)
    assert factor_check(user=owner, code=codes[4], at=AT) is None
    assert factor_check(user=owner, code=renewed[4], at=AT) == "recovery"


@pytest.mark.parametrize("code", ["", "12345", "abcdef", "１２３４５６", "0" * 5000, "-1"])
def test_anything_else_is_no_code(owner: User, code: str):
    set_up(owner)
    assert factor_check(user=owner, code=code, at=AT) is None


def test_the_secret_is_stored_sealed_and_never_in_history(owner: User):
    secret, codes = set_up(owner)
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    written = "".join(event.payload.canonical for event in history.events_of("user", str(owner.pk)))
    assert not any(text in stored + written for text in (secret, *codes))


def test_only_the_security_administrator_takes_away_anothers(
    owner: User, colleague: User, system: User, security: User
):
    set_up(owner)
    for actor in (colleague, system):
        with pytest.raises(PermissionDenied):
            factor_remove(actor=actor, user=owner, at=AT)
    factor_remove(actor=security, user=owner, at=AT)
    assert not Authenticator.objects.filter(user=owner).exists()


def test_the_security_administrator_switches_off_their_own_only_against_a_code(client: Client, security: User):
    set_up(security)
    client.force_login(security, backend="django.contrib.auth.backends.ModelBackend")
    client.post(f"/accounts/people/{security.pk}/second-factor")
    assert Authenticator.objects.filter(user=security).exists()


def test_a_role_that_needs_one_opens_nothing_without(owner: User, security: User, laboratory: Organisation):
    manager, now = person("manager", laboratory, "manager"), timezone.now()
    rule = factor_require(actor=security, role="manager", starts_on=timezone.localdate(), at=now)
    assert not permitted(manager, "accounts.units_manage", laboratory)
    set_up(manager)
    assert permitted(manager, "accounts.units_manage", laboratory)
    factor_remove(actor=manager, user=manager, at=AT)
    assert not permitted(manager, "accounts.units_manage", laboratory)
    with pytest.raises(AccountError, match="already"):
        factor_require(actor=security, role="manager", starts_on=timezone.localdate(), at=now)
    factor_release(actor=security, rule=rule, at=now)
    assert permitted(manager, "accounts.units_manage", laboratory)


def test_signing_in_asks_for_the_code_after_the_password(client: Client, owner: User):
    now = timezone.now()
    _, codes = set_up(owner, now - 10 * STEP)
    answer = client.post("/accounts/sign-in/", {"username": "owner", "password": PASSWORD, "next": "/about/"})
    assert answer["Location"] == "/accounts/sign-in/code/"
    assert client.get("/accounts/").status_code == 302
    assert client.post("/accounts/sign-in/code/", {"code": "000000"}).status_code == 422
    assert client.post("/accounts/sign-in/code/", {"code": codes[0]})["Location"] == "/about/"
    assert client.get("/accounts/").status_code == 200
    assert list(SignIn.objects.order_by("pk").values_list("outcome", "method")) == [
        ("code_refused", "totp"), ("signed_in", "recovery"),
    ]  # fmt: skip
    assert client.get("/accounts/sign-in/code/")["Location"] == "/accounts/sign-in/"


def test_codes_cannot_be_guessed(client: Client, owner: User):
    _, codes = set_up(owner)
    client.post("/accounts/sign-in/", {"username": "owner", "password": PASSWORD})
    answers = [client.post("/accounts/sign-in/code/", {"code": "000000"}).status_code for _ in range(6)]
    assert answers == [422] * 5 + [429]
    assert client.post("/accounts/sign-in/code/", {"code": codes[0]}).status_code == 429


def test_it_is_set_up_on_a_page_and_switched_off_against_a_code(client: Client, owner: User):
    client.post("/accounts/sign-in/", {"username": "owner", "password": PASSWORD})
    page = client.get("/accounts/second-factor/")
    assert "data:image/svg+xml" in page.text
    secret = client.session["factor_secret"]
    assert client.post("/accounts/second-factor/", {"code": "000000"}).status_code == 422
    done = client.post("/accounts/second-factor/", {"code": code_of(secret, timezone.now())})
    assert done.text.count("<li><code>") == 10
    assert client.post("/accounts/second-factor/remove", {"code": "1"}).status_code == 422
    assert Authenticator.objects.filter(user=owner).exists()
    recovery = done.text.split("<li><code>")[1].split("<")[0]
    assert client.post("/accounts/second-factor/remove", {"code": recovery}).status_code == 302
    assert not Authenticator.objects.filter(user=owner).exists()


def test_a_role_that_needs_one_leads_to_the_page_that_sets_it_up(client: Client, owner: User):
    factor_require(actor=None, role="laboratory", starts_on=timezone.localdate(), at=timezone.now())
    answer = client.post("/accounts/sign-in/", {"username": "owner", "password": PASSWORD})
    assert answer["Location"] == "/accounts/second-factor/"

"""Signing in and out, throttling, one's own account."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from guiju.kernel.accounts.models import SignIn, User

PASSWORD = "a long password"
SIGN_IN = "/accounts/sign-in/"


def sign_in(client: Client, password: str = PASSWORD, username: str = "owner"):
    return client.post(SIGN_IN, {"username": username, "password": password, "next": ""})


def outcomes() -> list[str]:
    return list(SignIn.objects.order_by("pk").values_list("outcome", flat=True))


def test_signing_in_opens_the_account_and_is_logged(client: Client, owner: User):
    assert sign_in(client)["Location"] == "/"
    page = client.get("/accounts/")
    assert page.status_code == 200
    assert "甲实验室" in page.text
    entry = SignIn.objects.get()
    assert (entry.outcome, entry.user, entry.address) == ("signed_in", owner, "127.0.0.1")


def test_a_wrong_password_is_said_plainly_and_logged(client: Client, owner: User):
    page = sign_in(client, "wrong")
    assert "用户名或密码不对" in page.text
    assert outcomes() == ["refused"]


def test_after_five_wrong_passwords_one_has_to_wait(client: Client, owner: User):
    pages = [sign_in(client, "wrong") for _ in range(5)]
    assert pages[-1].status_code == 429
    assert pages[-1]["Retry-After"] == "900"
    locked = sign_in(client)
    assert locked.status_code == 429
    assert "15 分钟" in locked.text
    assert outcomes() == ["refused"] * 4 + ["locked_out"] * 2


def test_the_lockout_speaks_english_too(client: Client, owner: User):
    client.cookies["guiju_language"] = "en"
    page = [sign_in(client, "wrong") for _ in range(5)][-1]
    assert "for 15 minutes" in page.text


def test_others_are_not_locked_out(client: Client, owner: User, colleague: User):
    for _ in range(6):
        sign_in(client, "wrong")
    assert sign_in(client, username="colleague").status_code == 302


def test_signing_out_is_by_post_only(client: Client, owner: User):
    client.force_login(owner, "django.contrib.auth.backends.ModelBackend")
    assert client.get("/accounts/sign-out/").status_code == 405
    assert client.get("/accounts/").status_code == 200
    assert client.post("/accounts/sign-out/").status_code == 302
    assert client.get("/accounts/").status_code == 302
    assert outcomes() == ["signed_out"]


def test_a_demo_account_opens_nothing_outside_demo_mode(client: Client, owner: User, settings):
    User.objects.update(is_demo=True)
    settings.DEMO = False
    assert sign_in(client).status_code == 200
    assert outcomes() == ["refused"]


def test_a_switched_off_account_is_closed_at_once(client: Client, owner: User):
    sign_in(client)
    User.objects.update(is_active=False)
    assert client.get("/accounts/").status_code == 302


def test_the_password_is_changed_with_the_old_one(client: Client, owner: User):
    sign_in(client)
    fields = {"old_password": PASSWORD, "new_password1": "new words here", "new_password2": "new words here"}
    assert client.get(reverse("accounts:password")).status_code == 200
    assert client.post(reverse("accounts:password"), fields | {"old_password": "x"}).status_code == 422
    assert client.post(reverse("accounts:password"), fields).status_code == 302
    assert client.get("/accounts/").status_code == 200
    owner.refresh_from_db()
    assert owner.check_password("new words here")


@pytest.mark.parametrize("weak", ["short", "1234567890", "password123"])
def test_a_weak_password_is_refused(client: Client, owner: User, weak: str):
    sign_in(client)
    fields = {"old_password": PASSWORD, "new_password1": weak, "new_password2": weak}
    assert client.post(reverse("accounts:password"), fields).status_code == 422


def test_the_language_is_remembered_with_the_account(client: Client, owner: User):
    sign_in(client)
    client.post("/accounts/language/", {"language": "en"})
    assert "My account" in client.get("/accounts/").text
    client.post("/accounts/language/", {"language": "xx"})
    owner.refresh_from_db()
    assert owner.language == "en"
    client.post("/accounts/sign-out/")
    client.cookies.clear()
    sign_in(client)
    assert "My account" in client.get("/accounts/").text


def test_signing_in_does_not_lead_to_another_site(client: Client, owner: User):
    response = client.post(SIGN_IN, {"username": "owner", "password": PASSWORD, "next": "https://example.org/"})
    assert response["Location"] == "/"

"""API keys: shown once, kept as a digest, one's own, until their day or until revoked."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from guiju.domain.language import WordsError
from guiju.kernel.accounts.permission import Denied
from guiju.kernel.accounts.services import user_switch
from guiju.kernel.api.models import ApiKey
from guiju.kernel.api.services import MOST_KEYS, api_key_create, api_key_revoke
from guiju.kernel.history.queries import entries

pytestmark = pytest.mark.django_db
META = "/api/v1/meta"


def key_of(user, days=30, scopes=("read",), at=None):
    return api_key_create(actor=user, name="程序", scopes=scopes, days=days, at=at or timezone.now())


def browser_of(user):
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def status(secret):
    return Client(HTTP_AUTHORIZATION=f"Bearer {secret}").get(META).status_code


def test_a_key_opens_until_it_is_revoked_expires_or_its_holder_goes(owner, colleague):
    key, secret = key_of(owner)
    assert status(secret) == 200
    api_key_revoke(actor=owner, key=key, at=timezone.now())
    assert status(secret) == 401
    _, old = key_of(owner, days=1, at=timezone.now() - timedelta(days=2))
    assert status(old) == 401
    _, gone = key_of(colleague)
    user_switch(actor=None, user=colleague, active=False, at=timezone.now())
    assert status(gone) == 401


def test_the_secret_is_stored_nowhere(owner):
    key, secret = key_of(owner)
    assert secret not in json.dumps(list(ApiKey.objects.values()), default=str)
    assert all(secret not in attachment.canonical for _, attachment in entries())
    assert secret.startswith(key.prefix)


def test_use_is_noted_once_an_hour(owner):
    key, secret = key_of(owner)
    status(secret)
    key.refresh_from_db()
    first = key.last_used_at
    status(secret)
    key.refresh_from_db()
    assert key.last_used_at == first is not None


def test_nobody_revokes_the_key_of_another(owner, colleague):
    key, secret = key_of(owner)
    with pytest.raises(Denied):
        api_key_revoke(actor=colleague, key=key, at=timezone.now())
    assert browser_of(colleague).post(f"/accounts/keys/{key.pk}/revoke").status_code == 404
    assert status(secret) == 200


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"name": " "}, "name"),
        ({"scopes": ["write"]}, "scopes"),
        ({"scopes": []}, "scopes"),
        ({"days": 10_000}, "days"),
    ],
)
def test_what_is_wrong_with_a_new_key_is_named(owner, wrong, where):
    given = {"name": "x", "scopes": ["read"], "days": 30, **wrong}
    with pytest.raises(WordsError) as error:
        api_key_create(actor=owner, at=timezone.now(), **given)
    assert error.value.where == where


def test_a_person_has_so_many_keys_and_no_more(owner):
    for _ in range(MOST_KEYS):
        key_of(owner)
    with pytest.raises(WordsError):
        key_of(owner)


def test_the_page_shows_a_new_secret_once(owner):
    browser = browser_of(owner)
    made = browser.post("/accounts/keys/", {"name": "台账程序", "days": "365", "scopes": ["read", "check"]})
    secret = made.context["secret"] if made.context else made.content.decode().split('id="secret">')[1].split("<")[0]
    assert status(secret) == 200
    page = browser.get("/accounts/keys/").content.decode()
    assert "台账程序" in page
    assert secret not in page
    assert browser.post("/accounts/keys/", {"name": "", "days": "9"}).status_code == 422


def test_the_page_is_for_those_who_signed_in():
    assert Client().get("/accounts/keys/").status_code == 302

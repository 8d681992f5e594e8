"""Signing in by OpenID Connect, at a provider of our own that signs real tokens."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from django.utils import timezone

from guiju.kernel.accounts.models import Membership, RoleRequest, SignIn, User
from guiju.kernel.accounts.services.invitations import invitation_make
from guiju.kernel.accounts.services.linking import Claims, claims_joined
from guiju.web.oidc import provider_id, provider_settings
from kernel.conftest import PASSWORD
from kernel.oidc_provider import CLIENT, SECRET, Provider, provider_running
from kernel.test_accounts_factors import set_up

BEGIN, BACK = "/accounts/sign-in/oidc/", "/accounts/sign-in/oidc/callback/"


@pytest.fixture
def provider(settings) -> Iterator[Provider]:
    with provider_running() as running:
        settings.OIDC_ISSUER, settings.OIDC_ID = running.issuer, provider_id(running.issuer)
        settings.SOCIALACCOUNT_PROVIDERS = provider_settings(running.issuer, client_id=CLIENT, secret=SECRET)
        yield running


def sign_in(client: Client, provider: Provider, query: str = "", **changes: str):
    """To the provider, as a browser is sent, and back."""
    away = client.get(BEGIN + query)
    assert away.status_code == 302, away.text
    asked = {name: values[0] for name, values in parse_qs(urlsplit(away["Location"]).query).items()}
    assert asked["code_challenge_method"] == "S256"
    provider.challenge, provider.nonce = asked["code_challenge"], asked["nonce"]
    return client.get(BACK, {"code": "c", "state": asked["state"]} | changes)


def verified(user: User, email: str = "wang@example.org") -> User:
    User.objects.filter(pk=user.pk).update(email=email, email_verified_at=timezone.now())
    return user


def vouch(provider: Provider, **claims: object) -> None:
    provider.person |= {"email": "Wang@example.org", "email_verified": True} | claims


def signed_in(client: Client) -> bool:
    return client.get("/accounts/").status_code == 200


def test_an_address_verified_on_both_sides_links_the_account(client, provider, owner):
    verified(owner)
    vouch(provider)
    assert sign_in(client, provider, "?next=/about/")["Location"] == "/about/"
    assert signed_in(client)
    linked = SocialAccount.objects.get()
    assert (linked.user, linked.uid, linked.extra_data) == (owner, "s-1", {})
    assert Membership.objects.filter(user=owner).count() == 1
    assert SignIn.objects.get(outcome="signed_in").method == "oidc"
    provider.person["email"] = "changed@example.org"
    assert sign_in(Client(), provider)["Location"] == "/"


@pytest.mark.parametrize(
    "claims", [{"email_verified": False}, {"email_verified": "true"}, {"email": "x@example.org"}, {"email": ""}]
)
def test_an_address_the_provider_does_not_vouch_for_links_nothing(client, provider, owner, claims):
    verified(owner)
    vouch(provider, **claims)
    assert sign_in(client, provider).status_code == 403
    assert not signed_in(client)
    assert not SocialAccount.objects.exists()
    assert SignIn.objects.get().outcome == "unlinked"


def test_an_address_we_did_not_verify_links_nothing(client, provider, owner):
    User.objects.update(email="wang@example.org")
    vouch(provider)
    assert sign_in(client, provider).status_code == 403
    assert User.objects.count() == 1


def test_an_invitation_makes_an_account_that_waits_for_its_role(client, provider, laboratory):
    made = invitation_make(
        actor=None, organisation=laboratory, role="laboratory", display_name="王工", at=timezone.now()
    )
    page = client.get(f"/accounts/invitation/{made.token}/")
    assert f"?invitation={made.token}" in page.text
    assert sign_in(client, provider, f"?invitation={made.token}").status_code == 302
    user = User.objects.get()
    assert (user.username, user.has_usable_password()) == ("wang", False)
    assert not Membership.objects.exists()
    assert RoleRequest.objects.get().user == user
    client.post("/accounts/unlink")
    assert SocialAccount.objects.exists(), "without a password the link is the only way in"


def test_the_second_factor_is_asked_all_the_same(client, provider, owner):
    verified(owner)
    vouch(provider)
    _, codes = set_up(owner)
    assert sign_in(client, provider)["Location"] == "/accounts/sign-in/code/"
    assert not signed_in(client)
    client.post("/accounts/sign-in/code/", {"code": codes[0]})
    assert signed_in(client)
    assert SignIn.objects.get(outcome="signed_in").method == "oidc_recovery"


def test_a_closed_account_stays_closed(client, provider, owner):
    verified(owner)
    vouch(provider)
    User.objects.update(is_active=False)
    assert sign_in(client, provider).status_code == 403
    assert not signed_in(client)


@pytest.mark.parametrize(
    "spoil",
    [{"nonce": "another"}, {"aud": "somebody else"}, {"iss": "http://elsewhere.invalid"}, {"exp": 1}, {"sub": "s-2"}],
)
def test_a_token_that_was_not_made_for_this_sign_in_opens_nothing(client, provider, owner, spoil):
    verified(owner)
    vouch(provider)
    provider.spoil = spoil
    assert sign_in(client, provider).status_code == 502
    assert not signed_in(client)


def test_a_token_signed_by_another_key_opens_nothing(client, provider, owner):
    verified(owner)
    vouch(provider)
    provider.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    assert sign_in(client, provider).status_code == 502
    assert not signed_in(client)


def test_user_information_of_another_subject_opens_nothing(client, provider, owner):
    verified(owner)
    vouch(provider)
    provider.userinfo = {"sub": "s-9"}
    assert sign_in(client, provider).status_code == 502


@pytest.mark.parametrize("changes", [{"state": "made-up"}, {"error": "access_denied", "code": ""}])
def test_coming_back_without_having_been_sent_opens_nothing(client, provider, owner, changes):
    verified(owner)
    vouch(provider)
    assert sign_in(client, provider, **changes).status_code == 502
    assert not signed_in(client)


def test_a_provider_that_does_not_answer_is_said_so(client, provider, settings, db):
    dead = "http://127.0.0.1:9"
    settings.SOCIALACCOUNT_PROVIDERS = provider_settings(dead, client_id=CLIENT, secret=SECRET)
    settings.OIDC_ID = provider_id(dead)
    answer = client.get(BEGIN)
    assert answer.status_code == 502
    assert "统一身份认证没有完成" in answer.text


def test_without_a_provider_there_is_no_such_page(client, db):
    assert client.get(BEGIN).status_code == client.get(BACK).status_code == 404
    assert "oidc" not in client.get("/accounts/sign-in/").text


def test_one_person_has_one_link(client, provider, owner):
    verified(owner)
    vouch(provider)
    sign_in(client, provider)
    provider.person["sub"] = "s-2"
    assert sign_in(Client(), provider).status_code == 403
    client.post("/accounts/unlink")
    assert not SocialAccount.objects.exists()
    assert client.post("/accounts/sign-in/", {"username": "owner", "password": PASSWORD}).status_code == 302


def test_an_address_only_the_user_information_names_is_not_verified_by_the_token():
    token = {"sub": "1", "email": "mine@example.org", "email_verified": True}
    other = claims_joined(token, {"sub": "1", "email": "yours@example.org"})
    assert Claims.of(other, provider="p").email == ""
    same = claims_joined(token, {"sub": "1", "email": "mine@example.org"})
    assert Claims.of(same, provider="p").email == "mine@example.org"

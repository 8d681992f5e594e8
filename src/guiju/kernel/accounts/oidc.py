"""Signing in by OpenID Connect (统一身份认证): the protocol is django-allauth's, who it lets in is decided here.

Stricter than allauth by itself: the signature of the ID token is always verified, its nonce is ours, and what the
provider says of the person is believed only for the same subject. Nothing the provider says is stored but that subject.
"""

from __future__ import annotations

import secrets
from typing import Any

import jwt
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from requests import RequestException

from guiju.domain.language import WordsError
from guiju.kernel.accounts import errors
from guiju.kernel.accounts.addresses import client_address
from guiju.kernel.accounts.admission import admit
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.services.linking import Claims, claims_joined, person_signing_in
from guiju.kernel.accounts.services.sessions import sign_in_log

INVITATION = "oidc_invitation"
_ALGORITHMS = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}
_UNREADABLE = (KeyError, TypeError, ValueError, AttributeError, jwt.PyJWTError)


class Endpoint(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """The provider of this installation."""

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> SocialLogin:
        """Who the provider says signed in, from a verified ID token and the user information of the same subject."""
        try:
            id_token = kwargs["response"]["id_token"]
            if jwt.get_unverified_header(id_token).get("alg") not in _ALGORITHMS:
                raise OAuth2Error("the ID token is not signed as it should be")
            claims = jwtkit.verify_and_decode(
                credential=id_token,
                keys_url=self.openid_config["jwks_uri"],
                issuer=self.openid_config["issuer"],
                audience=app.client_id,
                lookup_kid=jwtkit.lookup_kid_jwk,
            )
            about = self._fetch_user_info(token.token) if self.openid_config.get("userinfo_endpoint") else {}
            if about and about.get("sub") != claims["sub"]:
                raise OAuth2Error("the user information is of another subject")
            login: SocialLogin = self.get_provider().sociallogin_from_response(request, {"userinfo": claims | about})
        except _UNREADABLE as error:
            raise OAuth2Error("the provider's answer cannot be read") from error
        login.claims = Claims.of(claims_joined(claims, about), provider=settings.OIDC_ID)
        login.nonce = claims.get("nonce")
        login.account.extra_data = {}
        return login

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        """Where the provider sends people back to."""
        return request.build_absolute_uri(reverse("accounts:oidc-callback"))


class Gate(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Where allauth asks what to do with somebody the provider vouches for: every way out of here is ours."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Let in whom the subject, a verified address or an open invitation leads to; nobody else."""
        nonce = sociallogin.state.get("nonce")
        if not nonce or sociallogin.nonce != nonce:
            raise OAuth2Error("the ID token was not made for this sign-in")
        raise ImmediateHttpResponse(_admitted(request, sociallogin))

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> None:
        """Say so on a page of ours."""
        raise ImmediateHttpResponse(failed_page(request, errors.OIDC_FAILED, 502))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Nobody signs up by themselves."""
        return False


def oidc_begin(request: HttpRequest, *, to: str, invitation: str) -> HttpResponse:
    """Send the browser to the provider; an invitation's token waits in the session until it comes back."""
    endpoint = Endpoint(request, settings.OIDC_ID)
    provider = endpoint.get_provider()
    provider.oauth2_adapter_class = Endpoint
    nonce = secrets.token_urlsafe(24)
    request.session[INVITATION] = invitation
    try:
        answer: HttpResponse = provider.redirect(
            request, process="login", next_url=to, nonce=nonce, auth_params={"nonce": nonce}
        )
    except (RequestException, *_UNREADABLE):
        return failed_page(request, errors.OIDC_FAILED, 502)
    return answer


def oidc_finish(request: HttpRequest) -> HttpResponse:
    """The browser is back from the provider."""
    try:
        answer: HttpResponse = OAuth2CallbackView.adapter_view(Endpoint(request, settings.OIDC_ID))(request)
    except _UNREADABLE:
        return failed_page(request, errors.OIDC_FAILED, 502)
    return answer


def failed_page(request: HttpRequest, error: WordsError, status: int) -> HttpResponse:
    """Why nobody was signed in, and the other way in."""
    return render(request, "accounts/oidc_failed.html", {"error": error}, status=status)


def _admitted(request: HttpRequest, login: SocialLogin) -> HttpResponse:
    now, claims = timezone.now(), login.claims
    invitation = request.session.pop(INVITATION, "") or ""
    try:
        user: User = person_signing_in(claims=claims, invitation=invitation, at=now)
    except WordsError as error:
        name, address = f"{claims.provider}:{claims.subject}", client_address(request)
        sign_in_log(username=name, user=None, address=address, outcome="unlinked", method="oidc", at=now)
        return failed_page(request, error, 403)
    return admit(request, user, method="oidc", to=login.state.get("next") or "", at=now)

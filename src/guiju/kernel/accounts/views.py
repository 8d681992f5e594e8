"""Pages of sign-in (登录), sign-out and one's own account (我的账号)."""

from __future__ import annotations

from axes.helpers import get_client_ip_address
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.forms import SignInForm
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.queries import memberships_of
from guiju.kernel.accounts.roles import ROLES
from guiju.kernel.accounts.services import language_choose, password_change, sign_in_log

LANGUAGES = [code for code, _ in settings.LANGUAGES]
YEAR = 365 * 24 * 3600


@access("public")
class SignIn(LoginView):
    """Sign in with name and password; every attempt is logged."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_valid(form)
        user = form.get_user()
        _log(self.request, "signed_in")
        if isinstance(user, User) and user.language:
            _language_cookie(self.request, response, user.language)
        return response

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        if not getattr(self.request, "axes_locked_out", False):
            _log(self.request, "refused")
        return super().form_invalid(form)


@access("public")
class SignOut(LogoutView):
    """Sign out; by POST only, so that no link or picture can do it."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.user.is_authenticated:
            _log(request, "signed_out")
        return super().post(request, *args, **kwargs)


@access("signed_in")
@never_cache
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Who I am here, and in which roles."""
    memberships = memberships_of(user=_me(request), on=timezone.localdate())
    return render(request, "accounts/account.html", {"memberships": [(row, ROLES[row.role]) for row in memberships]})


@access("signed_in")
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Change my own password; this session stays open, the others end."""
    me = _me(request)
    form = PasswordChangeForm(me, request.POST or None)
    if request.method == "POST" and form.is_valid():
        password_change(actor=me, user=me, password=form.cleaned_data["new_password1"], at=timezone.now())
        update_session_auth_hash(request, me)
        return redirect("accounts:account")
    return render(request, "accounts/password.html", {"form": form}, status=422 if form.errors else 200)


@access("signed_in")
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember the language I read in."""
    response = HttpResponseRedirect("/accounts/")
    chosen = request.POST.get("language", "")
    if chosen in LANGUAGES:
        language_choose(user=_me(request), language=chosen)
        _language_cookie(request, response, chosen)
    return response


def _me(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # the rule "signed_in" has been checked
    return request.user


def _log(request: HttpRequest, outcome: str) -> None:
    user = request.user if isinstance(request.user, User) else None
    name = user.username if user else request.POST.get("username", "")
    address = get_client_ip_address(request)
    sign_in_log(username=name, user=user, address=address, outcome=outcome, at=timezone.now())


def _language_cookie(request: HttpRequest, response: HttpResponse, language: str) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, max_age=YEAR, samesite="Lax", secure=request.is_secure()
    )

"""Pages of signing in (登录): name and password, the code of the second factor, and out again."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from guiju.kernel.accounts import errors
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.addresses import client_address
from guiju.kernel.accounts.admission import Waiting, admit, let_in, waiting
from guiju.kernel.accounts.forms import SignInForm
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.queries import refusals_of_code
from guiju.kernel.accounts.services.factors import factor_check
from guiju.kernel.accounts.services.sessions import session_forget, sign_in_log
from guiju.kernel.accounts.throttle import locked_out

CODES_WRONG, CODES_WITHIN = 5, timedelta(minutes=15)


@access("public")
class SignIn(LoginView):
    """Sign in with name and password; every attempt is logged."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        user = form.get_user()
        assert isinstance(user, User)
        return admit(self.request, user, method="password", to=self.get_success_url(), at=timezone.now())

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        if not getattr(self.request, "axes_locked_out", False):
            _log(self.request, None, self.request.POST.get("username", ""), "refused", "password")
        return super().form_invalid(form)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """The page, with the other way in where there is one."""
        return super().get_context_data(**kwargs) | {"oidc": settings.OIDC_NAME if settings.OIDC_ISSUER else ""}


@access("public")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The second proof: a code of the app, or a recovery code."""
    now = timezone.now()
    here = waiting(request, now)
    if here is None:
        return redirect("accounts:sign-in")
    if refusals_of_code(user=here.user, since=now - CODES_WITHIN) >= CODES_WRONG:
        return locked_out(request, credentials={"username": here.user.username})
    if request.method != "POST":
        return render(request, "accounts/code.html", {"error": None})
    way = factor_check(user=here.user, code=request.POST.get("code", ""), at=now)
    if way is None:
        _log(request, here.user, here.user.username, "code_refused", _method(here, "totp"))
        return render(request, "accounts/code.html", {"error": errors.CODE_WRONG}, status=422)
    return let_in(request, here.user, method=_method(here, way), to=here.to, at=now)


@access("public")
class SignOut(LogoutView):
    """Sign out; by POST only, so that no link or picture can do it."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if isinstance(request.user, User):
            _log(request, request.user, request.user.username, "signed_out", "")
            session_forget(key=request.session.session_key or "")
        return super().post(request, *args, **kwargs)


def _method(here: Waiting, way: str) -> str:
    return way if here.method == "password" else f"{here.method}_{way}"


def _log(request: HttpRequest, user: User | None, name: str, outcome: str, method: str) -> None:
    address = client_address(request)
    sign_in_log(username=name, user=user, address=address, outcome=outcome, method=method, at=timezone.now())

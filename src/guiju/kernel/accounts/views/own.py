"""Pages of one's own account (我的账号): who I am here, password, language, browsers, sign-ins."""

from __future__ import annotations

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.admission import language_cookie
from guiju.kernel.accounts.outcomes import METHODS, OUTCOMES
from guiju.kernel.accounts.periods import days_of
from guiju.kernel.accounts.queries import (
    has_factor,
    managed_by,
    memberships_of,
    role_requests_open,
    roles_without_factor,
    sign_ins,
)
from guiju.kernel.accounts.roles import ROLES
from guiju.kernel.accounts.services import language_choose, password_change, profile_change
from guiju.kernel.accounts.services.sessions import session_end, session_rekey, sessions_end
from guiju.kernel.accounts.views.acting import acted, me, posted
from guiju.kernel.accounts.ways import ways_for

LANGUAGES = [code for code, _ in settings.LANGUAGES]
PAGE = 50
_ENDED = Words("已在那里退出。", "Signed out there.")


@access("signed_in")
@never_cache
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Who I am here, in which roles, and what I can look after."""
    person, today = me(request), timezone.localdate()
    lacking = roles_without_factor(user=person, on=today)
    context = {
        "memberships": [(row, ROLES[row.role]) for row in memberships_of(user=person, on=today)],
        "asked": [(row, ROLES[row.role]) for row in role_requests_open().filter(user=person)],
        "lacking": [ROLES[role] for role in sorted(lacking)],
        "factor": has_factor(person),
        "linked": SocialAccount.objects.filter(user=person).exists(),
        "managed": managed_by(user=person, on=today),
        "ways": ways_for(person),
    }
    return render(request, "accounts/account.html", context)


@access("signed_in")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Change my name and e-mail address."""
    person = me(request)
    typed = {"display_name": person.display_name, "email": person.email}
    error: WordsError | None = None
    if request.method == "POST":
        typed = posted(request, "display_name", "email")
        try:
            profile_change(actor=person, **typed, at=timezone.now())
            return redirect("accounts:account")
        except WordsError as wrong:
            error = wrong
    return render(request, "accounts/profile.html", {"typed": typed, "error": error}, status=422 if error else 200)


@access("signed_in")
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Change my own password; this session stays open, the others end."""
    person = me(request)
    form = PasswordChangeForm(person, request.POST or None)
    if request.method == "POST" and form.is_valid():
        old = request.session.session_key or ""
        password_change(
            actor=person,
            user=person,
            password=form.cleaned_data["new_password1"],
            keep_session=old,
            at=timezone.now(),
        )
        update_session_auth_hash(request, person)
        request.session.save()
        session_rekey(old=old, new=request.session.session_key or "")
        return redirect("accounts:account")
    return render(request, "accounts/password.html", {"form": form}, status=422 if form.errors else 200)


@access("signed_in")
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember the language I read in."""
    response = HttpResponseRedirect("/accounts/")
    chosen = request.POST.get("language", "")
    if chosen in LANGUAGES:
        language_choose(user=me(request), language=chosen)
        language_cookie(request, response, chosen)
    return response


@access("signed_in")
@never_cache
@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """The browsers I am signed in with, and my sign-ins."""
    person = me(request)
    page = Paginator(sign_ins(user=person), PAGE).get_page(request.GET.get("page"))
    context = {
        "sessions": person.open_sessions.order_by("-seen_at"),
        "here_key": request.session.session_key,
        "page": page,
        "outcomes": OUTCOMES,
        "methods": METHODS,
        "days": days_of("sign_in_log", on=timezone.localdate()),
    }
    return render(request, "accounts/sessions.html", context)


@access("signed_in")
@require_POST
def sessions_close(request: HttpRequest) -> HttpResponse:
    """Sign out of one other browser, or of all others."""
    person, which = me(request), request.POST.get("session", "")
    if which.isdecimal() and len(which) < 19:
        return acted(request, lambda: session_end(user=person, pk=int(which)), _ENDED, "accounts:sessions")
    keep = request.session.session_key or ""
    return acted(request, lambda: sessions_end(user=person, keep=keep), _ENDED, "accounts:sessions")

"""The page that takes files, text and lists to be checked (提交查新)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from guiju.apps.validity.handing_in import hand_in, uploads_of
from guiju.apps.validity.services import check_request
from guiju.apps.validity.terms import ANONYMOUS_DAYS, FILE_DAYS
from guiju.domain.language import Words, WordsError
from guiju.domain.validity import USE_WORDS, DocumentUse
from guiju.domain.validity.written import DateUnread, whole_day
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.models import User
from guiju.kernel.quotas.requests import QuotaUsed, quota_require

_FIELD_OF = {"as_of": "as_of", "nothing": "files", "too_large": "files"}


@access("public")
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Show the form, or take what it brings and go to the result; errors come back with everything typed kept."""
    if request.method != "POST":
        return render(request, "validity/ask.html", _context(request, []))
    try:
        as_of = day_typed(request.POST.get("as_of", ""), timezone.localdate())
        quota_require(request, "check", at=timezone.now())
        intake = hand_in(
            uploads_of(request.FILES.getlist("files")), request.POST.get("text", ""), get_language() or "zh"
        )
        check = check_request(
            owner=owner_of(request),
            intake=intake,
            title=request.POST.get("title", "").strip(),
            use=use_typed(request.POST.get("use", "")),
            as_of=as_of,
            at=timezone.now(),
        )
    except QuotaUsed as error:
        response = render(request, "validity/ask.html", _context(request, [error]), status=429)
        response.headers["Retry-After"] = error.headers["Retry-After"]
        return response
    except WordsError as error:
        return render(request, "validity/ask.html", _context(request, [error]), status=422)
    return redirect("validity:result", key=check.key)


def owner_of(request: HttpRequest) -> User | None:
    """The signed-in person, or None."""
    return request.user if isinstance(request.user, User) else None


def use_typed(value: str) -> DocumentUse | None:
    """The chosen kind of document; None to guess it."""
    return DocumentUse(value) if value in set(DocumentUse) else None


def day_typed(text: str, today: date) -> date:
    """A day typed as people type it (2026.3.1, 2026年3月1日); today when empty. Raises `WordsError`."""
    try:
        return whole_day(text) or today
    except DateUnread as error:
        raise WordsError(
            "as_of",
            Words(f"看不懂这个日期：{text}", f"This date cannot be read: {text}"),
            Words("。请写成 2026-03-01。", ". Write it as 2026-03-01."),
            where="as_of",
        ) from error


def _context(request: HttpRequest, errors: list[WordsError]) -> dict[str, Any]:
    return {
        "errors": [(error, f"#f-{_FIELD_OF.get(error.code, 'files')}") for error in errors],
        "typed": {name: request.POST.get(name, "") for name in ("text", "as_of", "use", "title")},
        "today": timezone.localdate(),
        "uses": [("", Words("由系统判断", "Let the program tell"))]
        + [(use.value, words) for use, words in USE_WORDS.items()],
        "days": FILE_DAYS if owner_of(request) else ANONYMOUS_DAYS,
    }

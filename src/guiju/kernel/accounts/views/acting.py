"""What the pages of accounts share: who is here, and a verb done by a button."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language

from guiju.domain.language import Words, WordsError
from guiju.domain.validity.written import DateUnread, whole_day
from guiju.kernel.accounts.models import Unit, User
from guiju.kernel.accounts.roles import Role

DAY_WRONG = WordsError(
    "day_wrong",
    Words("日期看不懂。", "That is not a day."),
    Words("例如 2026-03-01 或 2026年3月1日。", "Such as 2026-03-01."),
)

_WHOLE = Words("（单位本级）", "(the organisation itself)")


def me(request: HttpRequest) -> User:
    """Whoever is signed in; the view's rule has seen to it that somebody is."""
    assert isinstance(request.user, User)
    return request.user


def said(message: Words, **values: object) -> str:
    """A message in the reader's language."""
    return message.pick(get_language() or "zh", **values)


def acted(request: HttpRequest, act: Callable[[], object], done: Words, to: str, **kwargs: Any) -> HttpResponse:
    """Do a verb, say that it is done or why not, and go on to a page."""
    try:
        act()
    except WordsError as error:
        messages.error(request, error.say(get_language() or "zh"))
    else:
        messages.success(request, said(done))
    return HttpResponseRedirect(reverse(to, kwargs=kwargs))


def day_of(request: HttpRequest, name: str) -> date | None:
    """A day of a form as people type it; None for nothing. Raises `WordsError`."""
    try:
        return whole_day(request.POST.get(name, "").strip()[:40])
    except DateUnread as error:
        raise DAY_WRONG from error


def posted(request: HttpRequest, *names: str) -> dict[str, str]:
    """The fields of a form as they were typed, each bounded."""
    return {name: request.POST.get(name, "")[:2_000] for name in names}


def role_options(roles: Iterable[Role]) -> list[tuple[str, str]]:
    """Roles to choose from."""
    return [(role.code, said(role.name)) for role in roles]


def unit_options(units: Iterable[Unit]) -> list[tuple[str, str]]:
    """Units to choose from, or none of them."""
    return [("", said(_WHOLE)), *((str(unit.pk), unit.name) for unit in units)]

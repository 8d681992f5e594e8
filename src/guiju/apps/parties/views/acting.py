"""What the pages of this room share (页面共用): who acts, forms that come back with their errors, addresses."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language

from guiju.apps.parties.search import organisations_keep_up
from guiju.apps.parties.typed import FieldsWrong
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import User

SAVED = Words("已保存。", "Saved.")
LONGEST = 20_000


def me(request: HttpRequest) -> User:
    """Whoever is signed in; the rule of the page has been checked."""
    assert isinstance(request.user, User)
    return request.user


def typed(request: HttpRequest, *names: str) -> dict[str, str]:
    """The fields of a form as typed, each bounded; several ticks of one name joined by commas."""
    return {name: ",".join(request.POST.getlist(name))[:LONGEST] for name in names if name in request.POST}


def number_in(request: HttpRequest, name: str) -> int:
    """A whole number of a form; 0 for anything else."""
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


def errors_of(error: WordsError) -> list[WordsError]:
    """The errors in one, several where several fields are wrong."""
    return list(error.errors) if isinstance(error, FieldsWrong) else [error]


def summed(errors: Sequence[WordsError], otherwise: str = "name") -> list[tuple[WordsError, str]]:
    """Errors for the summary at the top, each with where it leads."""
    return [(error, f"#f-{error.where or otherwise}") for error in errors]


def by_field(errors: Sequence[WordsError]) -> dict[str, WordsError]:
    """The error of each field."""
    return {error.where: error for error in errors}


def tried(request: HttpRequest, act: Callable[[], object], done: Words = SAVED) -> list[WordsError]:
    """Do a verb; say that it is done, or return what is wrong."""
    try:
        act()
    except WordsError as error:
        return errors_of(error)
    organisations_keep_up()
    messages.success(request, done.pick(get_language() or "zh"))
    return []


def acted(request: HttpRequest, act: Callable[[], object], to: Any, done: Words = SAVED, **where: Any) -> HttpResponse:
    """Do a verb of a button, say what came of it, and go on to a page."""
    lang = get_language() or "zh"
    for error in tried(request, act, done):
        messages.error(request, error.say(lang))
    answer: HttpResponse = redirect(to, **where)
    return answer


def address(values: Mapping[str, str], **changes: str) -> str:
    """The query of a list with some of its values changed; empty ones are left out."""
    return "?" + urlencode({name: value for name, value in {**values, **changes}.items() if value})

"""A case's page and what is done on it (事项页)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from guiju.domain.language import Lang, Words, WordsError
from guiju.domain.procedures.model import FUNCTIONS, ROLES
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.models import User
from guiju.kernel.procedures.models import Case
from guiju.kernel.procedures.queries import case_get
from guiju.kernel.procedures.services import case_move, duty_assign, opinion_give, opinions_ask
from guiju.kernel.procedures.sight import asked_of, context_of, sight_of

_DAY = re.compile(r"\s*(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?\s*")
_DONE = Words("已办理：{what}。", "Done: {what}.")
_GIVEN = Words("意见已提交。", "Your opinion has been given.")
_ASKED = Words("已征求 {n} 位的意见。", "Asked {n} people.")
_SAVED = Words("已保存。", "Saved.")


def case_of(request: HttpRequest, pk: int, **rest: object) -> Case:
    """The case of an address."""
    case = case_get(pk)
    if case is None:
        raise Http404
    return case


@access("procedures.see", case_of)
@never_cache
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the case stands, what is due, what may be done."""
    return page(request, case_of(request, pk))


@access("procedures.see", case_of)
@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a move."""
    case = case_of(request, pk)
    code = request.POST.get("move", "")[:40]

    def act() -> Words:
        facts = {key[6:]: _typed(request.POST.get(key, "")) for key in request.POST if key.startswith("field_")}
        note = request.POST.get("note", "")
        after = case_move(
            actor=me(request),
            case=case,
            revision=_revision(request),
            move=code,
            note=note,
            facts=facts,
            at=timezone.now(),
        )
        what = sight_of(after, me(request), on=timezone.localdate()).procedure.moves[code].words
        return Words(_DONE.zh.format(what=what.zh), _DONE.en.format(what=what.en))

    return _acted(request, case, act, code)


@access("procedures.see", case_of)
@require_POST
def opinion(request: HttpRequest, pk: int) -> HttpResponse:
    """Say one's opinion."""
    case = case_of(request, pk)

    def act() -> Words:
        says, text = request.POST.get("says", ""), request.POST.get("text", "")
        opinion_give(actor=me(request), case=case, says=says, text=text, at=timezone.now())
        return _GIVEN

    return _acted(request, case, act, "opinion")


@access("procedures.see", case_of)
@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask people for their opinion."""
    case = case_of(request, pk)

    def act() -> Words:
        chosen = [int(value) for value in request.POST.getlist("person")[:50] if value.isdecimal() and len(value) < 18]
        people = list(User.objects.filter(pk__in=chosen))
        opinions_ask(actor=me(request), case=case, people=people, at=timezone.now())
        return Words(_ASKED.zh.format(n=len(people)), _ASKED.en.format(n=len(people)))

    return _acted(request, case, act, "ask")


@access("procedures.see", case_of)
@require_POST
def duty(request: HttpRequest, pk: int) -> HttpResponse:
    """Name who alone acts in each function."""
    case = case_of(request, pk)

    def act() -> Words:
        now = {row.function: row.user_id for row in case.duties.all()}
        for function in FUNCTIONS:
            value = request.POST.get(function, "")
            chosen = int(value) if value.isdecimal() and len(value) < 18 else None
            if chosen != now.get(function):
                user = User.objects.filter(pk=chosen).first() if chosen else None
                duty_assign(actor=me(request), case=case, function=function, user=user, at=timezone.now())
        return _SAVED

    return _acted(request, case, act, "duty")


def page(
    request: HttpRequest, case: Case, error: WordsError | None = None, where: str = "", status: int = 200
) -> HttpResponse:
    """The page, with what went wrong and what was typed."""
    on = timezone.localdate()
    sight = sight_of(case, me(request), on=on)
    context: dict[str, Any] = context_of(sight, me(request), _lang(), on=on)
    context |= {
        "asked_of": asked_of,
        "roles": ROLES,
        "error": error,
        "where": where,
        "typed": request.POST,
        "errors": [(error, f"#act-{where}" if where else None)] if error is not None else [],
    }
    return render(request, "procedures/case.html", context, status=status)


def me(request: HttpRequest) -> User:
    """Who is signed in; the rule has been asked."""
    assert isinstance(request.user, User)
    return request.user


def _acted(request: HttpRequest, case: Case, act: Callable[[], Words], where: str) -> HttpResponse:
    """Do it and show the case; or show it as it is now, with what stood against it."""
    try:
        said = act()
    except WordsError as error:
        return page(request, case_of(request, case.pk), error, where, 409 if error.code == "stale" else 422)
    messages.success(request, said.pick(_lang()))
    return redirect("procedures:case", pk=case.pk)


def _revision(request: HttpRequest) -> int:
    value = request.POST.get("revision", "")
    return int(value) if value.isdecimal() and len(value) < 9 else -1


def _typed(value: str) -> str:
    """A day as people type it becomes one; anything else stays."""
    found = _DAY.fullmatch(value[:40])
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else value[:4_000]


def _lang() -> Lang:
    return "en" if (get_language() or "").startswith("en") else "zh"

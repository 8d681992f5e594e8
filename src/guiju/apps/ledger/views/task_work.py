"""The work on one task (任务办理): progress with evidence, closing and delay, parts for towns and streets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from guiju.apps.ledger.models import Task
from guiju.apps.ledger.queries.filings import evidence_count, progress_of
from guiju.apps.ledger.queries.task_work import bodies_of, parts_of, requests_of, task_get
from guiju.apps.ledger.roles import LEAD
from guiju.apps.ledger.services.parts import part_add
from guiju.apps.ledger.services.progress import OFFICE, body_for, progress_add, reports_for
from guiju.apps.ledger.services.requests import request_open
from guiju.apps.ledger.standing import standing
from guiju.apps.ledger.task_cases import CLOSING, DELAY
from guiju.apps.ledger.views.filings import again_say
from guiju.apps.ledger.views.request import files_of, me, say, summed, typed_of
from guiju.apps.parties.typed import FieldsWrong
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.permission import permitted
from guiju.kernel.registers.queries import draft_find
from guiju.kernel.registers.services import draft_drop, draft_keep

DRAFT = "ledger.task"
_FIELDS = ("text", "share")
_PART = ("title", "body", "due", "text")
_SAID = Words("进展已记录。", "The progress was recorded.")
_DIVIDED = Words("已分解。", "The part was made.")


def task_of(request: HttpRequest, pk: int, **rest: object) -> Task:
    """The task of an address."""
    found = task_get(pk)
    if found is None:
        raise Http404
    return found


@access("ledger.work", task_of)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a task has come, and saying more."""
    task = task_of(request, pk)
    if request.method != "POST":
        return _page(request, task)
    typed = typed_of(request, _FIELDS)

    def act() -> HttpResponse:
        said = progress_add(actor=me(request), task=task, typed=typed, files=files_of(request), at=timezone.now())
        draft_drop(actor=me(request), register=DRAFT, record=task.pk)
        say(request, _SAID)
        again_say(request, said)
        return redirect("ledger:task_work", pk=task.pk)

    return _tried(request, task, act, typed=typed)


@access("ledger.work", task_of)
@require_POST
def part(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a part of it to a town, a street or another body."""
    task, typed = task_of(request, pk), typed_of(request, _PART)

    def act() -> HttpResponse:
        part_add(actor=me(request), task=task, typed=typed, at=timezone.now())
        say(request, _DIVIDED)
        return redirect("ledger:task_work", pk=task.pk)

    return _tried(request, task, act, part_typed=typed)


@access("ledger.work", task_of)
@require_POST
def closing(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for its closing: the case's page goes on from there."""
    return _asked(request, pk, CLOSING)


@access("ledger.work", task_of)
@require_POST
def delay(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for another day: the case's page goes on from there."""
    return _asked(request, pk, DELAY)


def _asked(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    task = task_of(request, pk)

    def act() -> HttpResponse:
        case = request_open(actor=me(request), task=task, kind=kind, at=timezone.now())
        return redirect("procedures:case", pk=case.pk)

    return _tried(request, task, act)


@access("ledger.work", task_of)
@require_POST
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what is being typed, as the page does by itself."""
    try:
        typed = typed_of(request, _FIELDS)
        draft_keep(actor=me(request), register=DRAFT, record=task_of(request, pk).pk, typed=typed, at=timezone.now())
    except WordsError:
        return HttpResponse(status=422)
    return HttpResponse(status=204)


def _tried(
    request: HttpRequest, task: Task, act: Callable[[], HttpResponse], **typed: Mapping[str, str]
) -> HttpResponse:
    try:
        return act()
    except FieldsWrong as error:
        return _page(request, task, list(error.errors), **typed)
    except WordsError as error:
        return _page(request, task, [error], **typed)


def _page(
    request: HttpRequest,
    task: Task,
    errors: list[WordsError] | None = None,
    typed: Mapping[str, str] | None = None,
    part_typed: Mapping[str, str] | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {
        "task": task,
        "work": panel(request, task, typed, {error.where: error for error in errors or []}),
        "errors": summed(errors or []),
        "part_typed": part_typed or {},
        "part_wrong": part_typed is not None,
    }
    return render(request, "ledger/task_work.html", context, status=422 if errors else 200)


def panel(
    request: HttpRequest,
    task: Task,
    typed: Mapping[str, str] | None = None,
    wrong: Mapping[str, WordsError] | None = None,
) -> dict[str, Any]:
    """What `ledger/task/progress.html` shows: any page that has checked "ledger.work" may include it."""
    on, person = timezone.localdate(), me(request)
    may = reports_for(person, task)
    part = body_for(person, task, timezone.now())[1] if may else ""
    asks = may and (part in (LEAD, OFFICE) or not task.bodies.filter(part=LEAD).exists())
    kept = draft_find(person, DRAFT, task.pk) if may else None
    return {
        "standing": standing(task, on),
        "bodies": bodies_of(task),
        "said": list(progress_of(task)[:100]),
        "evidence": evidence_count(task),
        "opens": permitted(person, "ledger.keep", task) or permitted(person, "ledger.report", task),
        "reports": may and task.closed_at is None and task.removed_at is None,
        "asks": asks and task.closed_at is None and task.removed_at is None,
        "requests": (asked := requests_of(task)),
        "running": {one.kind: one for one in asked if one.case.closed_at is None},
        "parts": [(row, standing(row, on)) for row in parts_of(task)],
        "draft": kept,
        "wrong": wrong or {},
        "typed": typed or (kept.typed if kept is not None else {}),
    }


paths = [
    path("tasks/<int:pk>/progress/", one, name="task_work"),
    path("tasks/<int:pk>/progress/draft/", draft, name="task_draft"),
    path("tasks/<int:pk>/closing/", closing, name="task_closing"),
    path("tasks/<int:pk>/delay/", delay, name="task_delay"),
    path("tasks/<int:pk>/part/", part, name="task_part"),
]

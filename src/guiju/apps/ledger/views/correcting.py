"""Corrections on the review page (更正): tasks, targets, documents, saved, split, taken out, put back, added."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from guiju.apps.ledger.finding import document_asked, policy_asked, policy_whole, target_asked, task_asked
from guiju.apps.ledger.models import Policy, RequiredDocument, Target, Task
from guiju.apps.ledger.services.documents import document_add, document_change, document_remove
from guiju.apps.ledger.services.items import item_remove, item_restore
from guiju.apps.ledger.services.promises import target_add, target_correct
from guiju.apps.ledger.services.tasks import task_add, task_correct, task_split
from guiju.apps.ledger.views.forms import errors_in, typed
from guiju.apps.ledger.views.request import me, whole
from guiju.apps.ledger.views.review import address, review_page
from guiju.apps.ledger.views.review_drafts import (
    ADDING,
    DOCUMENT_FIELDS,
    TARGET_FIELDS,
    TASK_FIELDS,
    TICKS,
    review_draft_drop,
    review_draft_keep,
)
from guiju.apps.ledger.views.task_alone import task_alone, task_alone_done
from guiju.domain.language import WordsError
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.permission import permitted

_CARDS: dict[type, str] = {Task: "t", Target: "g", RequiredDocument: "r"}
_LAST = 2**31
"""A place behind every text: what stands nowhere in it is on the last part of the page."""
_BLANK_LINE = re.compile(r"\r?\n[ \t\u3000]*\r?\n")


@access("ledger.keep", task_asked)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """Save what was corrected of a task, split it at its blank lines, take it out or put it back.

    Whoever keeps the policy corrects beside its text; an office that keeps the tasks with it, on a page of the task.
    """
    row, fields = task_asked(request, pk), typed(request, *TASK_FIELDS)
    reviews = permitted(request.user, "ledger.keep", row.policy)
    if request.method != "POST":
        if not reviews:
            return task_alone(request, row)
        return redirect(f"{address(row.policy, row.start, edit=f't-{pk}')}#t-{pk}")
    who = _who(request)
    acts: dict[str, Callable[[], object]] = {
        "split": lambda: task_split(task=row, texts=_BLANK_LINE.split(fields.get("text", "")), **who),
        "remove": lambda: item_remove(item=row, reason=request.POST.get("reason", ""), **who),
        "restore": lambda: item_restore(item=row, **who),
    }
    act = acts.get(request.POST.get("do", ""), lambda: task_correct(task=row, typed=fields, **who))
    if not reviews:
        return task_alone_done(request, row, fields, act)
    return _done(request, row.policy, f"t-{pk}", fields, act)


@access("ledger.keep", target_asked)
@require_POST
def target(request: HttpRequest, pk: int) -> HttpResponse:
    """Save what was corrected of a target, take it out or put it back."""
    row = target_asked(request, pk)
    fields = typed(request, *TARGET_FIELDS)
    ticks = {name: request.POST.get(name, "")[:1] for name in TICKS}
    who = _who(request)
    acts: dict[str, Callable[[], object]] = {
        "remove": lambda: item_remove(item=row, reason=request.POST.get("reason", ""), **who),
        "restore": lambda: item_restore(item=row, **who),
    }
    return _done(
        request, row.policy, f"g-{pk}", fields,
        acts.get(request.POST.get("do", ""), lambda: target_correct(target=row, typed=fields | ticks, **who)),
    )  # fmt: skip


@access("ledger.keep", document_asked)
@require_POST
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """Save what was corrected of a required document, take it out or put it back."""
    row, fields, do = document_asked(request, pk), typed(request, *DOCUMENT_FIELDS), request.POST.get("do", "")
    who = _who(request)

    def act() -> object:
        if do in ("remove", "restore"):
            return document_remove(document=row, removed=do == "remove", **who)
        return document_change(document=row, typed=fields, **who)

    return _done(request, row.policy, f"r-{pk}", fields, act)


@access("ledger.keep", policy_asked)
@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a task that was not read."""
    policy, fields = policy_asked(request, pk), typed(request, *TASK_FIELDS)
    span = _span(request)

    def act() -> object:
        return task_add(actor=me(request), policy=policy, typed=fields, span=span, once=True, at=timezone.now())

    return _done(request, policy, f"add-{span[0]}", fields, act)


@access("ledger.keep", policy_asked)
@require_POST
def add_target(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a target that was not read."""
    policy, fields, span = policy_asked(request, pk), typed(request, *TARGET_FIELDS), _span(request)
    fields |= {name: request.POST.get(name, "")[:1] for name in TICKS}

    def act() -> object:
        return target_add(actor=me(request), policy=policy, typed=fields, near=span, at=timezone.now())

    return _done(request, policy, f"addg-{span[0]}", fields, act)


@access("ledger.keep", policy_asked)
@require_POST
def add_document(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a required document that was not found."""
    policy, fields, span = policy_asked(request, pk), typed(request, *DOCUMENT_FIELDS), _span(request)

    def act() -> object:
        return document_add(actor=me(request), policy=policy, typed=fields, near=span, at=timezone.now())

    return _done(request, policy, f"addr-{span[0]}", fields, act)


def _span(request: HttpRequest) -> tuple[int, int]:
    """The lines of the text beside which a form stands."""
    return whole(request.POST.get("start", "")), whole(request.POST.get("end", ""))


def _who(request: HttpRequest) -> dict[str, Any]:
    return {
        "actor": me(request),
        "revision": whole(request.POST.get("revision", "")),
        "at": timezone.now(),
    }


def _done(
    request: HttpRequest, policy: Policy, item: str, fields: dict[str, str], act: Callable[[], object]
) -> HttpResponse:
    """Do a verb and go back to where it stands; the form comes back with what was typed when something is wrong.

    What was typed is kept as a draft until it is saved or given up.
    """
    place, do = whole(request.POST.get("at", "")), request.POST.get("do", "")
    if do == "keep":
        review_draft_keep(request, policy, item)
        return redirect(f"{address(policy, place, edit=item)}#{_anchor(item)}")
    made: object = None
    try:
        if do != "drop":
            made = act()
    except WordsError as error:
        review_draft_keep(request, policy, item)
        return review_page(request, policy_whole(policy.pk), edit=item, values=fields, errors=errors_in(error))
    review_draft_drop(request, policy, item)
    if item.startswith("add") and isinstance(made, Task | Target | RequiredDocument):
        card = f"{_CARDS[type(made)]}-{made.pk}"
        return redirect(f"{address(policy, made.start if made.end else _LAST, made=card)}#{card}")
    return redirect(f"{address(policy, place)}#{_anchor(item)}")


def _anchor(item: str) -> str:
    kind, _, number = item.partition("-")
    return f"b{number}" if kind in ADDING else item


paths = [
    path("tasks/<int:pk>/correct", task, name="task-correct"),
    path("promises/<int:pk>/correct", target, name="target-correct"),
    path("documents/<int:pk>/correct", document, name="document-correct"),
    path("policies/<int:pk>/tasks/add", add, name="task-add"),
    path("policies/<int:pk>/promises/add", add_target, name="target-add"),
    path("policies/<int:pk>/documents/add", add_document, name="document-add"),
]

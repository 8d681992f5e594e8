"""Corrections on the review page (更正): tasks and targets, saved, split, taken out, put back, added."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from guiju.apps.ledger.finding import policy_asked, policy_whole, target_asked, task_asked
from guiju.apps.ledger.models import Policy
from guiju.apps.ledger.services.items import item_remove, item_restore
from guiju.apps.ledger.services.promises import target_correct
from guiju.apps.ledger.services.tasks import task_add, task_correct, task_split
from guiju.apps.ledger.views.forms import errors_in, typed
from guiju.apps.ledger.views.request import me, whole
from guiju.apps.ledger.views.review import address, review_page
from guiju.apps.ledger.views.review_drafts import (
    TARGET_FIELDS,
    TASK_FIELDS,
    TICKS,
    review_draft_drop,
    review_draft_keep,
)
from guiju.domain.language import WordsError
from guiju.kernel.accounts.access import access

_BLANK_LINE = re.compile(r"\r?\n[ \t\u3000]*\r?\n")


@access("ledger.keep", task_asked)
@require_POST
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """Save what was corrected of a task, split it at its blank lines, take it out or put it back."""
    row, fields = task_asked(request, pk), typed(request, *TASK_FIELDS)
    who = _who(request)
    acts: dict[str, Callable[[], object]] = {
        "split": lambda: task_split(task=row, texts=_BLANK_LINE.split(fields.get("text", "")), **who),
        "remove": lambda: item_remove(item=row, reason=request.POST.get("reason", ""), **who),
        "restore": lambda: item_restore(item=row, **who),
    }
    return _done(
        request, row.policy, f"t-{pk}", fields,
        acts.get(request.POST.get("do", ""), lambda: task_correct(task=row, typed=fields, **who)),
    )  # fmt: skip


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


@access("ledger.keep", policy_asked)
@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a task that was not read."""
    policy, fields = policy_asked(request, pk), typed(request, *TASK_FIELDS)
    span = (whole(request.POST.get("start", "")), whole(request.POST.get("end", "")))

    def act() -> object:
        return task_add(actor=me(request), policy=policy, typed=fields, span=span, at=timezone.now())

    return _done(request, policy, f"add-{span[0]}", fields, act)


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
    try:
        if do != "drop":
            act()
    except WordsError as error:
        review_draft_keep(request, policy, item)
        return review_page(request, policy_whole(policy.pk), edit=item, values=fields, errors=errors_in(error))
    review_draft_drop(request, policy, item)
    return redirect(f"{address(policy, place)}#{_anchor(item)}")


def _anchor(item: str) -> str:
    return item if not item.startswith("add-") else f"b{item[4:]}"


paths = [
    path("tasks/<int:pk>/correct", task, name="task-correct"),
    path("promises/<int:pk>/correct", target, name="target-correct"),
    path("policies/<int:pk>/tasks/add", add, name="task-add"),
]

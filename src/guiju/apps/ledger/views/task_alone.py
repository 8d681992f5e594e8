"""The correcting of a task on a page of its own (更正任务), for an office that keeps the tasks of another's policy."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from guiju.apps.ledger.finding import task_asked
from guiju.apps.ledger.models import Task
from guiju.apps.ledger.terms import EVERY
from guiju.apps.ledger.views.forms import errors_by_field, errors_in
from guiju.apps.ledger.views.request import say
from guiju.apps.ledger.views.review_drafts import (
    draft_overtaken,
    review_draft,
    review_draft_drop,
    review_draft_keep,
)
from guiju.domain.language import Words, WordsError

_SAVED = Words("更正已保存。", "The correction was saved.")


def task_alone(
    request: HttpRequest, task: Task, values: Mapping[str, str] | None = None, errors: Sequence[WordsError] = ()
) -> HttpResponse:
    """The form of one task, with what was typed into it; the view has checked who may correct it."""
    if task.removed_at is not None or task.policy.withdrawn_at is not None:
        for error in errors:
            messages.error(request, error.say(get_language() or "zh"))
        return redirect("ledger:task", pk=task.pk)
    item = f"t-{task.pk}"
    draft = review_draft(request, task.policy, item) if values is None else None
    context: dict[str, Any] = {
        "task": task,
        "policy": task.policy,
        "item": item,
        "draft": draft,
        "overtaken": draft_overtaken(draft, task.revision),
        "values": (draft.typed if draft is not None else {}) if values is None else values,
        "wrong": errors_by_field(errors),
        "errors": [(error, f"#f-{item}-{error.where}" if error.where else None) for error in errors],
        "every": EVERY,
    }
    return render(request, "ledger/task_alone.html", context, status=422 if errors else 200)


def task_alone_done(
    request: HttpRequest, task: Task, fields: Mapping[str, str], act: Callable[[], object]
) -> HttpResponse:
    """Do a verb and go back to the task's page; the form comes back with what was typed when something is wrong."""
    item, do = f"t-{task.pk}", request.POST.get("do", "")
    if do == "keep":
        review_draft_keep(request, task.policy, item)
        return redirect("ledger:task-correct", pk=task.pk)
    try:
        if do != "drop":
            act()
            say(request, _SAVED)
    except WordsError as error:
        review_draft_keep(request, task.policy, item)
        return task_alone(request, task_asked(request, task.pk), fields, errors_in(error))
    review_draft_drop(request, task.policy, item)
    return redirect("ledger:task", pk=task.pk)

"""The ledger of tasks (任务台账): the list with its filters, to be taken away too, and the page of a task."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from guiju.apps.ledger.finding import policy_of_task, task_asked
from guiju.apps.ledger.history import told_events
from guiju.apps.ledger.marking import marked
from guiju.apps.ledger.models import Policy
from guiju.apps.ledger.queries.crosswalk import pairs_of_task
from guiju.apps.ledger.queries.policies import HEAVY, policy_find
from guiju.apps.ledger.queries.targets import targets_of_task
from guiju.apps.ledger.queries.task_counts import Counted, tasks_found
from guiju.apps.ledger.queries.tasks import (
    DUES,
    ORDERS,
    SHOWN,
    Asked,
    tasks_asked,
    tasks_ordered,
    tasks_public,
    tasks_read,
    tasks_seen,
)
from guiju.apps.ledger.recording import TASK
from guiju.apps.ledger.standing import STANDINGS, standing
from guiju.apps.ledger.task_sheets import MOST, headings, rows_of, with_progress
from guiju.apps.ledger.terms import EVERY
from guiju.apps.ledger.views.request import ways, whole
from guiju.apps.ledger.views.task_work import panel
from guiju.apps.parties.exporting import list_answer
from guiju.apps.parties.queries.organisations import organisation_resolved
from guiju.domain.language import Words
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.permission import permitted
from guiju.kernel.quotas.refusing import quota_page

PAGE = 50
AROUND = 400
"""So much of the text is shown before and behind a task."""
FIELDS = ("q", "policy", "unit", "standing", "due", "order")


@access("ledger.enter")
@never_cache
@require_safe
def tasks(request: HttpRequest) -> HttpResponse:
    """The list, with search and filters."""
    asked, values, on = *asked_in(request.GET), timezone.localdate()
    found, counted = tasks_found(request.user, asked, on)
    page = Paginator(range(counted.total), PAGE).get_page(request.GET.get("page"))
    words = asked.text.strip()
    rows = tasks_read(found, PAGE * (page.number - 1), PAGE, counted.total, texts=bool(words))
    context: dict[str, Any] = {
        "page": page,
        "rows": [
            (task, standing(task, on), _named(task), marked(task.title, task.text, words) if words else None)
            for task in rows
        ],
        "values": values,
        "asked": asked,
        "facets": _facets(counted, asked, values),
        "chips": _chips(asked, values),
        "address": lambda **changes: address(values, **changes),
    }
    return render(request, "ledger/tasks.html", context | ways(request))


@access("ledger.enter")
@require_safe
@quota_page
def take(request: HttpRequest, ending: str) -> HttpResponse:
    """The list as asked for, as the sheet units keep; the first 20,000."""
    asked, on = asked_in(request.GET)[0], timezone.localdate()
    rows = tasks_ordered(tasks_asked(tasks_seen(request.user), asked, on), asked).select_related("policy")
    heavy = [f"policy__{name}" for name in HEAVY]
    shown = rows.defer(*heavy).prefetch_related("bodies", with_progress())[:MOST]
    return list_answer(request, ending, "tasks", headings(), rows_of(shown, on))


@access("ledger.see", policy_of_task)
@never_cache
@require_safe
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """One task: how it stands, what the policy says in place, who answers for it, what happened."""
    row = task_asked(request, pk)
    may_keep = permitted(request.user, "ledger.keep", row)
    inside = may_keep or permitted(request.user, "ledger.inside", row.policy)
    hidden = row.removed_at is not None and not may_keep
    if hidden or not (inside or tasks_public(row.policy).filter(pk=row.pk).exists()):
        raise Http404
    policy = policy_find(row.policy_id, whole=True)
    assert policy is not None
    context: dict[str, Any] = {
        "task": row,
        "policy": policy,
        "stands": standing(row, timezone.localdate()),
        "bodies": list(row.bodies.select_related("body").order_by("place")),
        "text": _in_place(policy, row.start, row.end),
        "every": EVERY,
        "parts": row.parts.filter(removed_at=None).order_by("place", "pk")[:200] if inside else (),
        "documents": row.required_documents.filter(removed_at=None).order_by("place"),
        "task_targets": targets_of_task(row, on=timezone.localdate()),
        "task_pairs": pairs_of_task(row) if inside else ([], []),
        "work": panel(request, row) if permitted(request.user, "ledger.work", row) else None,
        "may_keep": may_keep,
        "inside": inside,
        "events": told_events(TASK, row.pk, may_keep),
    }
    return render(request, "ledger/task.html", context)


def asked_in(given: Mapping[str, str]) -> tuple[Asked, dict[str, str]]:
    """What an address asks for, and its values as they were given."""
    values = {name: given.get(name, "")[:100] for name in FIELDS}
    asked = Asked(
        values["q"],
        whole(values["policy"]),
        whole(values["unit"]),
        values["standing"] if values["standing"] in SHOWN else "",
        values["due"] if values["due"] in DUES else "",
        values["order"] if values["order"] in ORDERS else "due",
    )
    return asked, values


def address(values: Mapping[str, str], **changes: str) -> str:
    """The query of the list with some of its values changed; empty ones are left out."""
    return "?" + urlencode({name: value for name, value in {**values, **changes}.items() if value})


def _named(row: Any) -> dict[str, str]:
    """The names of a task's bodies by part."""
    named: dict[str, list[str]] = {"lead": [], "participant": []}
    for body in sorted(row.bodies.all(), key=lambda body: body.place):
        named[body.part].append(body.written)
    return {part: "、".join(names) for part, names in named.items()}


def _facets(counted: Counted, asked: Asked, values: dict[str, str]) -> list[dict[str, Any]]:
    def item(name: str, code: object, said: Words, number: int, chosen: bool) -> tuple[Words, int, str, bool]:
        return said, number, address(values, **{name: "" if chosen else str(code)}), chosen

    def same(text: str) -> Words:
        return Words(text, text)

    return [
        {"title": Words("状态", "Standing"), "items": [
            item("standing", code, STANDINGS[code][2], counted.standings[code], code == asked.standing)
            for code in SHOWN if counted.standings[code]]},
        {"title": Words("时限", "Due"), "items": [
            item("due", code, said, counted.dues[code], code == asked.due)
            for code, said in DUES.items() if counted.dues[code]]},
        {"title": Words("责任单位", "Body"), "items": [
            item("unit", body.pk, same(body.name), number, body.pk == asked.unit) for body, number in counted.units]},
        {"title": Words("政策", "Policy"), "items": [
            item("policy", one.pk, same(one.title), number, one.pk == asked.policy)
            for one, number in counted.policies]},
    ]  # fmt: skip


def _chips(asked: Asked, values: dict[str, str]) -> list[tuple[Words, str]]:
    chips = []
    if asked.text:
        chips.append((Words(f"“{asked.text}”", f"“{asked.text}”"), address(values, q="")))
    if asked.standing:
        chips.append((STANDINGS[asked.standing][2], address(values, standing="")))
    if asked.due:
        chips.append((DUES[asked.due], address(values, due="")))
    policy = policy_find(asked.policy) if asked.policy else None
    body = organisation_resolved(asked.unit) if asked.unit else None
    if policy is not None:
        chips.append((Words(policy.title, policy.title), address(values, policy="")))
    if body is not None:
        chips.append((Words(body.name, body.name), address(values, unit="")))
    return chips


def _in_place(policy: Policy, start: int, end: int) -> tuple[str, str, str] | None:
    """The text of a task with some of what stands around it, whole lines where they are short."""
    text = policy.clean_text
    if not start < end <= len(text):
        return None
    first = max(start - AROUND, 0)
    line = text.rfind("\n", first, start)
    begin = text.rfind("\n", 0, first) + 1 if line < 0 else line + 1
    begin = max(begin, first)
    stop = text.find("\n", end)
    stop = min(len(text) if stop < 0 else stop, end + AROUND)
    return text[begin:start], text[start:end], text[end:stop]


paths = [
    path("tasks/", tasks, name="tasks"),
    path("tasks/tasks.<str:ending>", take, name="tasks-take"),
    path("tasks/<int:pk>/", task, name="task"),
]

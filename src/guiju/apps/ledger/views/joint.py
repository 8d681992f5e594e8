"""Ledgers kept together (协同台账): the list, the offices and shared tasks of one policy, what each side does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from guiju.apps.ledger.finding import policy_asked
from guiju.apps.ledger.models import JointOffice, Policy
from guiju.apps.ledger.queries.joint import joint_for, offices_kept, offices_together, tasks_shared
from guiju.apps.ledger.services.joint import joint_answer, joint_end, joint_invite, joint_task_add, joint_tasks_give
from guiju.apps.ledger.standing import standing
from guiju.apps.ledger.terms import JOINT_STATES
from guiju.apps.ledger.views.forms import errors_by_field, errors_in, typed
from guiju.apps.ledger.views.request import me, summed, ways, whole
from guiju.apps.parties.queries.organisations import organisation_open
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.permission import permitted
from guiju.kernel.accounts.views.acting import acted

PAGE = 50
MOST_SHOWN = 500
_TASK = ("title", "lead", "participant", "due")
_INVITED = Words("已邀请，对方接受后开始协同。", "Invited: it begins once they accept.")
_JOINED = Words("已接受，现在一起办理。", "Accepted: the tasks are kept together now.")
_DECLINED = Words("已谢绝。", "Declined.")
_ENDED = Words("协同已结束，经过保留。", "It has ended; its history stays.")
_GIVEN = Words("已落实到该单位。", "That office answers for them now.")
_ADDED = Words("已增加任务。", "The task is there.")


def joint_or_404(request: HttpRequest, pk: int, **rest: object) -> JointOffice:
    """The partnership of an address, for its rule."""
    return get_object_or_404(JointOffice.objects.select_related("policy__office"), pk=pk)


@access("ledger.take_in")
@never_cache
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The invitations and partnerships of one's office."""
    today = timezone.localdate()
    page = Paginator(joint_for(me(request), today), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "states": JOINT_STATES, "mine": offices_kept(me(request), today), "tab": "joint"}
    return render(request, "ledger/joint.html", context | ways(request))


@access("ledger.joint_see", policy_asked)
@never_cache
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """The offices of a policy, and the tasks with the side that answers for each."""
    return _page(request, policy_asked(request, pk), {}, None)


@access("ledger.keep", policy_asked)
@require_POST
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite an office by its name; with errors the page comes back as it was typed."""
    policy, values = policy_asked(request, pk), typed(request, "body", "note")
    body = organisation_open(values.get("body", "")[:200])
    try:
        joint_invite(actor=me(request), policy=policy, body=body, note=values.get("note", ""), at=timezone.now())
    except WordsError as error:
        return _page(request, policy, values, error)
    return acted(request, lambda: None, _INVITED, "ledger:policy-joint", pk=pk)


@access("ledger.joint_answer", joint_or_404)
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept or decline."""
    row, accept = joint_or_404(request, pk), request.POST.get("accept") == "1"

    def act() -> None:
        joint_answer(actor=me(request), row=row, accept=accept, at=timezone.now())

    if accept:
        return acted(request, act, _JOINED, "ledger:policy-joint", pk=row.policy_id)
    return acted(request, act, _DECLINED, "ledger:joint")


@access("ledger.joint_end", joint_or_404)
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave, send away, or take the invitation back."""
    row, reason = joint_or_404(request, pk), request.POST.get("reason", "")[:1_000]

    def act() -> None:
        joint_end(actor=me(request), row=row, reason=reason, at=timezone.now())

    return acted(request, act, _ENDED, "ledger:policy-joint", pk=row.policy_id)


@access("ledger.joint_keep", policy_asked)
@require_POST
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which side answers for the tasks ticked."""
    tasks = [whole(one) for one in request.POST.getlist("task")[:MOST_SHOWN]]
    office = whole(request.POST.get("office", ""))

    def act() -> None:
        policy = policy_asked(request, pk)
        joint_tasks_give(actor=me(request), policy=policy, tasks=tasks, office=office, at=timezone.now())

    return acted(request, act, _GIVEN, "ledger:policy-joint", pk=pk)


@access("ledger.joint_keep", policy_asked)
@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a task to those shared; with errors the page comes back as it was typed."""
    policy, values = policy_asked(request, pk), typed(request, *_TASK)
    side = whole(request.POST.get("side", ""))
    try:
        joint_task_add(actor=me(request), policy=policy, typed=values, office=side, at=timezone.now())
    except WordsError as error:
        return _page(request, policy, {**values, "side": side}, error)
    return acted(request, lambda: None, _ADDED, "ledger:policy-joint", pk=pk)


def _page(request: HttpRequest, policy: Policy, values: Mapping[str, object], error: WordsError | None) -> HttpResponse:
    today, together = timezone.localdate(), offices_together(policy)
    tasks = list(tasks_shared(policy)[:MOST_SHOWN])
    errors = errors_in(error) if error else []
    context = {
        "policy": policy,
        "tab": "joint",
        "rows": list(policy.joint.select_related("office", "body").order_by("ended_at", "invited_at", "pk")),
        "states": JOINT_STATES,
        "mine": offices_kept(me(request), today),
        "together": together,
        "tasks": [(task, standing(task, today)) for task in tasks],
        "counts": Counter(task.keeper_id or policy.office_id for task in tasks),
        "may_keep": permitted(request.user, "ledger.keep", policy),
        "keeps": permitted(request.user, "ledger.joint_keep", policy) and len(together) > 1,
        "values": {**dict.fromkeys(("body", "note", "side", *_TASK), ""), **values},
        "errors": summed(errors),
        "wrong": errors_by_field(errors),
    }
    return render(request, "ledger/policy_joint.html", context, status=422 if error else 200)


paths = [
    path("joint/", listing, name="joint"),
    path("joint/<int:pk>/answer", answer, name="joint-answer"),
    path("joint/<int:pk>/end", end, name="joint-end"),
    path("policies/<int:pk>/joint/", one, name="policy-joint"),
    path("policies/<int:pk>/joint/invite", invite, name="joint-invite"),
    path("policies/<int:pk>/joint/tasks", give, name="joint-give"),
    path("policies/<int:pk>/joint/add", add, name="joint-add"),
]

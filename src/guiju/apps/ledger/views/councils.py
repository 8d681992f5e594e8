"""Leading groups and joint conferences (领导小组、联席会议): the list, one with its seats and meetings, a meeting."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guiju.apps.ledger.models import Council, Decision, Meeting
from guiju.apps.ledger.queries.bodies import untied_in
from guiju.apps.ledger.queries.councils import councils_for, ledgers_of, seats_of
from guiju.apps.ledger.roles import KEEPERS
from guiju.apps.ledger.services.councils import (
    council_change,
    council_make,
    decision_add,
    decision_to_task,
    meeting_call,
    meeting_write,
    seat_add,
    seat_end,
)
from guiju.apps.ledger.terms import COUNCIL_KINDS, SEAT_ROLES
from guiju.apps.ledger.views.forms import errors_by_field, errors_in, typed
from guiju.apps.ledger.views.request import me, summed, ways, whole
from guiju.apps.parties.queries.organisations import organisation_open
from guiju.domain.language import Words, WordsError
from guiju.domain.validity.written import DateUnread, whole_day
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.permission import permitted
from guiju.kernel.accounts.queries import organisations_where

PAGE = 50
_COUNCIL = ("kind", "name", "basis", "duties", "founded_on", "ended_on")
_SEAT = ("role", "person", "post", "starts_on", "ends_on")
_MEETING = ("title", "held_on", "place", "agenda", "minutes")
_TASK = ("title", "lead", "participant", "due", "due_words")
_SAVED = Words("已保存。", "Saved.")
_UNTIED = Words(
    "“{names}”还没有对应到机构，看不到这项任务，也收不到提醒。",
    "Not tied to an organisation yet: {names}. It does not see this task.",
)


def council_or_404(request: HttpRequest, pk: int, **rest: object) -> Council:
    """The council of an address, for its rule."""
    return get_object_or_404(Council.objects.select_related("office"), pk=pk)


def meeting_or_404(request: HttpRequest, pk: int, **rest: object) -> Meeting:
    """The meeting of an address, for its rule."""
    return get_object_or_404(Meeting.objects.select_related("council__office"), pk=pk)


@access("ledger.assessments")
@never_cache
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The councils one has to do with."""
    rows = councils_for(me(request), timezone.localdate())
    context = {
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "kinds": COUNCIL_KINDS,
        "may_make": permitted(request.user, "ledger.council_make"),
    }
    return render(request, "ledger/councils.html", context | ways(request))


@access("ledger.council_make")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Record one of one's office."""
    kept = organisations_where(user=me(request), roles=KEEPERS, on=timezone.localdate())
    offices = list(Account.objects.filter(pk__in=kept).order_by("name"))
    values = {**dict.fromkeys(_COUNCIL, ""), **typed(request, *_COUNCIL)}
    errors: list[WordsError] = []
    if request.method == "POST":
        chosen = whole(request.POST.get("office", ""))
        office = next((one for one in offices if one.pk == chosen), offices[0])
        try:
            made = council_make(actor=me(request), office=office, typed=values, at=timezone.now())
        except WordsError as error:
            errors = list(errors_in(error))
        else:
            return redirect("ledger:council", pk=made.pk)
    context = {"values": values, "offices": offices, "row": None, **_wrong(errors), "kinds": COUNCIL_KINDS}
    return render(request, "ledger/council_edit.html", context, status=422 if errors else 200)


@access("ledger.council_keep", council_or_404)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Its facts."""
    row = council_or_404(request, pk)
    values = {name: str(getattr(row, name) or "") for name in _COUNCIL} | typed(request, *_COUNCIL)
    errors: list[WordsError] = []
    if request.method == "POST":
        revision = whole(request.POST.get("revision", ""))
        try:
            council_change(actor=me(request), council=row, typed=values, revision=revision, at=timezone.now())
        except WordsError as error:
            errors = list(errors_in(error))
        else:
            return redirect("ledger:council", pk=pk)
    context = {"values": values, "offices": [], "row": row, **_wrong(errors), "kinds": COUNCIL_KINDS}
    return render(request, "ledger/council_edit.html", context, status=422 if errors else 200)


@access("ledger.council_see", council_or_404)
@never_cache
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Its seats and meetings."""
    return _council(request, council_or_404(request, pk), "", [])


@access("ledger.council_keep", council_or_404)
@never_cache
@require_POST
def act(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """A seat given or ended, a meeting convened."""
    if what not in _ACTS:
        raise Http404
    row = council_or_404(request, pk)
    try:
        _ACTS[what](request, row)
    except WordsError as error:
        return _council(request, row, what, list(errors_in(error)))
    messages.success(request, _SAVED.pick(get_language() or "zh"))
    return redirect("ledger:council", pk=pk)


@access("ledger.council_see", meeting_or_404)
@never_cache
@require_safe
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """A meeting: agenda, minutes, decisions and the tasks they became."""
    return _meeting(request, meeting_or_404(request, pk), "", [])


@access("ledger.council_keep", meeting_or_404)
@never_cache
@require_POST
def meeting_act(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Write agenda and minutes, add a decision, make it a task."""
    if what not in _MEETING_ACTS:
        raise Http404
    row = meeting_or_404(request, pk)
    try:
        _MEETING_ACTS[what](request, row)
    except WordsError as error:
        return _meeting(request, row, what, list(errors_in(error)))
    messages.success(request, _SAVED.pick(get_language() or "zh"))
    return redirect("ledger:meeting", pk=pk)


def _council(request: HttpRequest, row: Council, what: str, errors: list[WordsError]) -> HttpResponse:
    now, before = seats_of(row, timezone.localdate())
    context = {
        "row": row, "now": now, "before": before, "roles": SEAT_ROLES, "kinds": COUNCIL_KINDS,
        "meetings": list(row.meetings.order_by("-held_on", "-pk")[:200]),
        "keeps": permitted(request.user, "ledger.council_keep", row), "what": what,
        "values": {**dict.fromkeys((*_SEAT, "body", *_MEETING), ""), **typed(request, *_SEAT, "body", *_MEETING)},
        "today": timezone.localdate(), **_wrong(errors),
    }  # fmt: skip
    return render(request, "ledger/council.html", context, status=422 if errors else 200)


def _meeting(request: HttpRequest, row: Meeting, what: str, errors: list[WordsError]) -> HttpResponse:
    values = {name: str(getattr(row, name) or "") for name in _MEETING}
    keeps = permitted(request.user, "ledger.council_keep", row)
    decisions = list(row.decisions.select_related("task").order_by("number"))
    context = {
        "row": row, "keeps": keeps, "what": what, "today": timezone.localdate(), "decisions": decisions,
        "untied": untied_in(one.task for one in decisions if one.task is not None) if keeps else {},
        "ledgers": ledgers_of(row.council) if keeps else [],
        "values": dict.fromkeys((*_TASK, "decision"), "") | values | typed(request, *_MEETING, *_TASK, "decision"),
        "chosen": whole(request.POST.get("number", "")) if errors else 0, **_wrong(errors),
    }  # fmt: skip
    return render(request, "ledger/meeting.html", context, status=422 if errors else 200)


def _wrong(errors: list[WordsError]) -> dict[str, object]:
    return {"errors": summed(errors), "wrong": errors_by_field(errors)}


def _seat(request: HttpRequest, row: Council) -> None:
    body = organisation_open(request.POST.get("body", "")[:200])
    seat_add(actor=me(request), council=row, body=body, typed=typed(request, *_SEAT), at=timezone.now())


def _seat_end(request: HttpRequest, row: Council) -> None:
    seat = row.seats.filter(pk=whole(request.POST.get("seat", ""))).first()
    try:
        day = whole_day(request.POST.get("ends_on", "").strip()[:40])
    except DateUnread:
        day = None
    if seat is None or day is None:
        raise WordsError("day", Words("请填写结束日期。", "Give the last day."), where="ends_on")
    seat_end(actor=me(request), seat=seat, on=day, at=timezone.now())


def _call(request: HttpRequest, row: Council) -> None:
    meeting_call(actor=me(request), council=row, typed=typed(request, *_MEETING), at=timezone.now())


def _write(request: HttpRequest, row: Meeting) -> None:
    meeting_write(
        actor=me(request), meeting=row, typed=typed(request, *_MEETING),
        revision=whole(request.POST.get("revision", "")), at=timezone.now(),
    )  # fmt: skip


def _decide(request: HttpRequest, row: Meeting) -> None:
    decision_add(actor=me(request), meeting=row, text=request.POST.get("decision", ""), at=timezone.now())


def _task(request: HttpRequest, row: Meeting) -> None:
    decision = Decision.objects.filter(meeting=row, number=whole(request.POST.get("number", ""))).first()
    chosen = whole(request.POST.get("policy", ""))
    policy = next((one for one in ledgers_of(row.council) if one.pk == chosen), None)
    if decision is None or policy is None:
        raise WordsError("policy", Words("请选记入哪份台账。", "Choose the ledger."), where="policy")
    task = decision_to_task(
        actor=me(request), decision=decision, policy=policy, typed=typed(request, *_TASK), at=timezone.now()
    )
    names = [one.written for one in untied_in([task]).get(task.pk, [])]
    if names:
        lang = get_language() or "zh"
        messages.warning(request, _UNTIED.pick(lang, names=("、" if lang == "zh" else ", ").join(names)))


_ACTS: dict[str, Callable[[HttpRequest, Council], None]] = {"seat": _seat, "seat-end": _seat_end, "meeting": _call}
_MEETING_ACTS: dict[str, Callable[[HttpRequest, Meeting], None]] = {"write": _write, "decide": _decide, "task": _task}

paths = [
    path("councils/", listing, name="councils"),
    path("councils/new", new, name="council-new"),
    path("councils/<int:pk>/", one, name="council"),
    path("councils/<int:pk>/edit", edit, name="council-edit"),
    path("councils/<int:pk>/<slug:what>", act, name="council-act"),
    path("meetings/<int:pk>/", meeting, name="meeting"),
    path("meetings/<int:pk>/<slug:what>", meeting_act, name="meeting-act"),
]

"""Pages of targets (目标看板): the board, the targets of one policy, one target with its numbers and its tie."""

from __future__ import annotations

from collections import Counter
from copy import copy
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from guiju.apps.ledger.finding import policy_asked, policy_whole, target_asked
from guiju.apps.ledger.measuring import (
    MARKS,
    REACHED,
    Measured,
    Readings,
    already_reached,
    bar_of,
    foreseen,
    measured,
    picture_of,
    series_of,
)
from guiju.apps.ledger.models import Policy, Target
from guiju.apps.ledger.queries.policies import policies_inside
from guiju.apps.ledger.queries.targets import parts_of, states_kept, targets_of_board, targets_of_policy, ties_suggested
from guiju.apps.ledger.services.ties import target_leave, target_tie, target_untie, tie_refusal_undo, tie_refuse
from guiju.apps.ledger.terms import COMPARATORS, per_said
from guiju.apps.ledger.views.forms import errors_by_field, errors_in, typed
from guiju.apps.ledger.views.request import say, ways, whole
from guiju.apps.ledger.views.target_history import target_events
from guiju.apps.ledger.views.target_tasks import carrying
from guiju.apps.parties.exporting import MOST as EXPORT_MOST
from guiju.apps.parties.exporting import list_answer
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.permission import permitted
from guiju.kernel.accounts.views.acting import acted, me

_PAGE = 25
_COLUMNS = (
    Words("政策", "policy"), Words("目标", "target"), Words("承诺", "promised"), Words("单位", "unit"),
    Words("期限", "due"), Words("指标", "measure"), Words("已计", "counted"), Words("时序进度", "pace"),
    Words("进度", "state"), Words("说明", "note"),
)  # fmt: skip
_FIELDS = ("measure", "part", "base", "counted_from", "why")
_TIED = Words("已关联，数从今天起自己更新。", "Tied: the number keeps itself from now on.")
_UNTIED = Words("已解除关联。", "Untied.")
_LEFT = Words("已记下原因。", "The reason is kept.")
_REFUSED = Words("不再建议这个指标。", "This measure will not be suggested again.")
_AGAIN = Words("可以再建议这个指标。", "This measure may be suggested again.")


def _policy_of(request: HttpRequest, pk: int) -> Policy:
    """The policy of a target, for the rule of who sees it."""
    return target_asked(request, pk).policy


@access("ledger.enter")
@never_cache
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Every target with a number that one sees: how far, how far it ought to be, and what calls for somebody."""
    today, readings = timezone.localdate(), Readings()
    asked = {name: request.GET.get(name, "")[:100] for name in ("policy", "state", "q")}
    rows = targets_of_board(request.user)
    if asked["q"]:
        rows = rows.filter(name__contains=asked["q"].strip())
    if asked["policy"]:
        rows = rows.filter(policy=whole(asked["policy"]))
    states = states_kept(request.user, (asked["policy"], asked["q"]), rows, readings, today)
    counts = Counter(state for _, state in states)
    order = {state: place for place, state in enumerate(MARKS)}
    shown = [one for one in states if asked["state"] in ("", one[1])]
    keys = [pk for pk, state in sorted(shown, key=lambda one: order[one[1]])]
    page = Paginator(keys, _PAGE).get_page(request.GET.get("page", "")[:9])
    found = rows.in_bulk(page.object_list)
    policies = policies_inside(request.user)
    context = {
        "page": page,
        "rows": [_drawn(found[pk], readings, today) for pk in page.object_list if pk in found],
        "asked": asked,
        "marks": MARKS,
        "counts": counts,
        "policies": policies.only("pk", "title").order_by("-issued", "pk")[:200],
        "today": today,
        "comparators": COMPARATORS,
        "per_said": per_said,
        "demo": settings.DEMO,
        "address": lambda **changes: _address(asked, **changes),
    }
    return render(request, "ledger/targets.html", context | ways(request))


@access("ledger.enter")
@never_cache
@require_safe
def take(request: HttpRequest, ending: str) -> HttpResponse:
    """The board as a sheet: every target one sees, with what counts it and how far it is (`?policy=`)."""
    today, readings, lang = timezone.localdate(), Readings(), get_language() or "zh"
    rows = targets_of_board(request.user)
    if policy := request.GET.get("policy", ""):
        rows = rows.filter(policy=whole(policy[:20]))
    table = [_told(measured(target, readings, today), lang) for target in rows[:EXPORT_MOST]]
    return list_answer(request, ending, f"targets-{today.isoformat()}", _COLUMNS, table)


def _plain(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


def _told(held: Measured, lang: str) -> list[str]:
    target, done = held.target, held.progress.done
    because = held.because.pick(lang) if held.because else ""
    return [
        target.policy.title, target.name, _plain(target.value), target.unit,
        target.due.isoformat() if target.due else target.due_words,
        held.offer.measure.words.pick(lang) if held.offer else "", _plain(done),
        "" if held.progress.pace is None else f"{held.progress.pace:.0%}", MARKS[held.state].words.pick(lang), because,
    ]  # fmt: skip


@access("ledger.see", policy_asked)
@never_cache
@require_safe
def of_policy(request: HttpRequest, pk: int) -> HttpResponse:
    """The targets of one policy; everybody's once the policy is public, and then without what is internal."""
    policy = policy_asked(request, pk)
    inside = permitted(request.user, "ledger.inside", policy) and policy.confirmed_at is not None
    today, readings = timezone.localdate(), Readings()
    rows = [_drawn(target, readings, today) for target in targets_of_policy(policy)]
    context = {
        "policy": policy,
        "rows": [row for row in rows if row["held"].state != "worded"],
        "worded": [row["held"].target for row in rows if row["held"].state == "worded"],
        "marks": MARKS,
        "today": today,
        "inside": inside,
        "may_keep": permitted(request.user, "ledger.keep", policy),
        "demo": settings.DEMO,
        "comparators": COMPARATORS,
        "per_said": per_said,
    }
    return render(request, "ledger/policy_targets.html", context)


@access("ledger.see", _policy_of)
@never_cache
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One target: its words, its numbers step by step, its way; for keepers its tie (`?measure=` tries one)."""
    target = target_asked(request, pk)
    tried = {name: request.GET.get(name, "")[:200] for name in _FIELDS if name in request.GET}
    return target_page(request, target, tried)


@access("ledger.keep", target_asked)
@require_POST
def tie(request: HttpRequest, pk: int) -> HttpResponse:
    """Tie it to a measure; with errors the page comes back as it was typed."""
    target, fields = target_asked(request, pk), typed(request, *_FIELDS)
    revision = whole(request.POST.get("revision", ""))
    try:
        target_tie(actor=me(request), target=target, typed=fields, revision=revision, at=timezone.now())
    except WordsError as error:
        return target_page(request, target_asked(request, pk), fields, error)
    if already_reached(measured(target_asked(request, pk), Readings(), timezone.localdate(), records=False)):
        say(request, REACHED, warning=True)
    return acted(request, lambda: None, _TIED, "ledger:target", pk=pk)


@access("ledger.keep", target_asked)
@require_POST
def untie(request: HttpRequest, pk: int) -> HttpResponse:
    """Take its measure off."""
    target, reason = target_asked(request, pk), request.POST.get("reason", "")[:1000]
    revision = whole(request.POST.get("revision", ""))

    def act() -> None:
        target_untie(actor=me(request), target=target, reason=reason, revision=revision, at=timezone.now())

    return acted(request, act, _UNTIED, "ledger:target", pk=pk)


@access("ledger.keep", target_asked)
@require_POST
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Say why nothing counts it yet."""
    target, why = target_asked(request, pk), request.POST.get("why", "")[:1000]
    revision = whole(request.POST.get("revision", ""))

    def act() -> None:
        target_leave(actor=me(request), target=target, why=why, revision=revision, at=timezone.now())

    return acted(request, act, _LEFT, "ledger:target", pk=pk)


@access("ledger.keep", target_asked)
@require_POST
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Refuse a suggested measure, or with `again` let it be suggested again."""
    target, measure = target_asked(request, pk), request.POST.get("measure", "")[:60]
    reason, again = request.POST.get("reason", "")[:1000], "again" in request.POST
    revision = whole(request.POST.get("revision", ""))

    def act() -> None:
        who: dict[str, Any] = {"actor": me(request), "target": target, "revision": revision, "at": timezone.now()}
        if again:
            tie_refusal_undo(measure=measure, **who)
        else:
            tie_refuse(measure=measure, reason=reason, **who)

    return acted(request, act, _AGAIN if again else _REFUSED, "ledger:target", pk=pk)


def target_page(
    request: HttpRequest, target: Target, tried: dict[str, str], error: WordsError | None = None
) -> HttpResponse:
    """The page of a target; `tried` is a tie not made yet, shown with what it would count."""
    today, readings = timezone.localdate(), Readings()
    if target.duplicate_of_id is not None:
        return redirect("ledger:target", target.duplicate_of_id)
    held = measured(target, readings, today)
    confirmed = target.policy.confirmed_at is not None
    inside = confirmed and permitted(request.user, "ledger.inside", target.policy)
    may_keep = permitted(request.user, "ledger.keep", target)
    context: dict[str, Any] = {
        "target": target,
        "policy": target.policy,
        **_drawn(target, readings, today, held),
        "series": [],
        "picture": None,
        "marks": MARKS,
        "today": today,
        "inside": inside or may_keep,
        "demo": settings.DEMO,
        "may_keep": may_keep,
        "comparators": COMPARATORS,
        "per_said": per_said,
        "around": _around(target),
        **carrying(request, target, inside=inside or may_keep, may_keep=may_keep),
        "errors": [(one, f"#f-{one.where or 'measure'}") for one in errors_in(error)] if error else [],
        "wrong": errors_by_field(errors_in(error)) if error else {},
    }
    if held.goal is not None and held.progress.done is not None:
        series = series_of(held, readings)
        ahead = context["ahead"]
        context |= {"series": series, "picture": picture_of(held, series, ahead)}
    if may_keep:
        context |= {**_tying(target, readings, today, tried), "events": target_events(target, readings, today)}
    return render(request, "ledger/target.html", context, status=422 if error else 200)


def _tying(target: Target, readings: Readings, today: date, tried: dict[str, str]) -> dict[str, Any]:
    """What the form of the tie shows: suggestions, all measures, the one tried and what it would count."""
    code = tried.get("measure", "")
    would = None
    if code in readings.offers:
        copied = copy(target)
        copied.measure, copied.part = code, tried.get("part", "")
        would = measured(copied, readings, today)
    return {
        "suggested": ties_suggested(target, readings, today) if not target.measure else [],
        "refused": [(one, readings.offers.get(one.measure)) for one in target.refusals.order_by("refused_at")],
        "offers": readings.offers,
        "tried": tried,
        "would": would,
        "would_reached": REACHED if would is not None and already_reached(would) else None,
        "parts": parts_of(code, readings, today) if code in readings.offers else (),
    }


def _drawn(target: Target, readings: Readings, today: date, held: Measured | None = None) -> dict[str, Any]:
    """A row of the board; what is not there yet and not due is foreseen from the readings of every quarter."""
    held = held or measured(target, readings, today)
    ahead = foreseen(held, series_of(held, readings, every=3)) if held.state in ("behind", "on_pace") else None
    return {"held": held, "bar": bar_of(held), "ahead": ahead, "mark": MARKS[held.state]}


def _around(target: Target) -> tuple[str, str, str]:
    """The words before, of and after a target in its policy, a few lines of them."""
    text = policy_whole(target.policy_id).clean_text
    if not target.end:
        return "", target.text, ""
    begin, stop = max(target.start - 120, 0), target.end + 120
    return text[begin : target.start], text[target.start : target.end], text[target.end : stop]


def _address(asked: dict[str, str], **changes: str) -> str:
    return "?" + urlencode({name: value for name, value in {**asked, **changes}.items() if value})


paths = [
    path("targets/", board, name="targets"),
    path("targets.<str:ending>", take, name="targets-take"),
    path("targets/<int:pk>/", one, name="target"),
    path("targets/<int:pk>/tie", tie, name="target-tie"),
    path("targets/<int:pk>/untie", untie, name="target-untie"),
    path("targets/<int:pk>/leave", leave, name="target-leave"),
    path("targets/<int:pk>/refuse", refuse, name="target-refuse"),
    path("policies/<int:pk>/targets/", of_policy, name="policy-targets"),
]

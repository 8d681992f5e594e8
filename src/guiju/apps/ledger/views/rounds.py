"""Rounds of reporting (填报批次): opening one, seeing who has reported, chasing, accepting, ending."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guiju.apps.ledger.filing_state import STATES, days_late, filing_state
from guiju.apps.ledger.history import told_events
from guiju.apps.ledger.models import Filing, Round
from guiju.apps.ledger.queries.rounds import (
    filings_shown,
    offices_of,
    policies_open,
    round_get,
    rounds_of,
    tallies_by_body,
    tallies_by_round,
    tally_of,
)
from guiju.apps.ledger.services.chasing import round_chase
from guiju.apps.ledger.services.filings import filing_accept
from guiju.apps.ledger.services.long_rounds import round_request
from guiju.apps.ledger.services.rounds import ROUND, round_close, round_open
from guiju.apps.ledger.services.undoing import round_reopen
from guiju.apps.ledger.views.request import me, say, summed, typed_of, ways, whole
from guiju.apps.parties.typed import FieldsWrong
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.access import access

PAGE = 100
_FIELDS = ("title", "note", "due", "parts_due")


def round_of(request: HttpRequest, pk: int, **rest: object) -> Round:
    """The round of an address."""
    found = round_get(pk)
    if found is None:
        raise Http404
    return found


@access("ledger.take_in")
@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every round of one's offices."""
    on = timezone.localdate()
    page = Paginator(rounds_of(offices_of(me(request), on=on)), 30).get_page(request.GET.get("page", "")[:9])
    tallies = tallies_by_round([row.pk for row in page], on)  # type: ignore[misc]
    rows = [(row, tallies.get(row.pk)) for row in page]
    return render(request, "ledger/rounds.html", {"rows": rows, "page": page, "on": on} | ways(request))


@access("ledger.take_in")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Open a round."""
    on, errors = timezone.localdate(), []
    offices = offices_of(me(request), on=on)
    chosen = request.POST.get("office", request.GET.get("office", ""))
    office = next((one for one in offices if str(one.pk) == chosen), offices[0])
    policies = policies_open(office)
    picked = request.POST.getlist("policies") or request.GET.getlist("policy")
    if request.method == "POST" and "open" in request.POST:
        try:
            asked = [policy for policy in policies if str(policy.pk) in picked]
            wanted: dict[str, Any] = {
                "actor": me(request), "office": office, "policies": asked, "typed": typed_of(request, _FIELDS),
                "at": timezone.now(),
            }  # fmt: skip
            if (job := round_request(**wanted)) is not None:
                return redirect("ledger:waiting", job=job.pk)
            opened = round_open(**wanted)
            zh = f"批次已发起，共 {opened.asked} 项待填报。"
            en = f"The round is open: {opened.asked} reports are asked for."
            say(request, Words(zh, en))
            if opened.unknown:
                zh = f"有 {opened.unknown} 处责任单位还没有对应到机构，没有通知到。"
                en = f"{opened.unknown} named bodies are no known organisation yet and were not asked."
                say(request, Words(zh, en), warning=True)
            return redirect("ledger:round", pk=opened.round.pk)
        except FieldsWrong as error:
            errors = list(error.errors)
        except WordsError as error:
            errors = [error]
    context = {
        "offices": offices, "office": office, "policies": policies, "picked": picked,
        "typed": typed_of(request, _FIELDS), "errors": summed(errors),
        "wrong": {error.where: error for error in errors},
    }  # fmt: skip
    return render(request, "ledger/round_new.html", context, status=422 if errors else 200)


@access("ledger.keep", round_of)
@never_cache
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has reported in a round, who has not, who is late."""
    return _page(request, pk)


def _page(request: HttpRequest, pk: int, error: WordsError | None = None, reason: str = "") -> HttpResponse:
    found, on = round_of(request, pk), timezone.localdate()
    state, body = request.GET.get("state", "")[:10], request.GET.get("body", "")[:18]
    page = Paginator(filings_shown(found, state=state, body=body), PAGE).get_page(request.GET.get("page", "")[:9])
    context = {
        "round": found, "tally": tally_of(found.filings.all(), on), "bodies": tallies_by_body(found, on),
        "page": page, "rows": [filing_shown(row) for row in page], "state": state, "body": body, "states": STATES,
        "on": on, "events": told_events(ROUND, found.pk, whole=True), "error": error, "reason": reason,
    }  # fmt: skip
    return render(request, "ledger/round.html", context, status=422 if error else 200)


def filing_shown(row: Filing) -> dict[str, Any]:
    """A report as lists show it: where it stands, and by how many days it is late."""
    state = filing_state(row)
    shape, tone, said = STATES[state]
    late = days_late(row, timezone.localdate())
    return {"row": row, "state": state, "mark": {"shape": shape, "tone": tone, "words": said}, "late": late}


@access("ledger.keep", round_of)
@require_POST
def chase(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind every body that has not reported."""
    count = round_chase(actor=me(request), round=round_of(request, pk), at=timezone.now())
    zh = f"已催报 {count} 项。" if count else "今天没有需要催报的（每项每天最多催一次）。"
    en = f"Reminded of {count} reports." if count else "Nothing to remind of today (once a day for each report)."
    say(request, Words(zh, en))
    return redirect("ledger:round", pk=pk)


@access("ledger.keep", round_of)
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """End a round."""
    round_close(actor=me(request), round=round_of(request, pk), at=timezone.now())
    say(request, Words("批次已结束。", "The round has ended."))
    return redirect("ledger:round", pk=pk)


@access("ledger.keep", round_of)
@never_cache
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open an ended round again."""
    reason = request.POST.get("reason", "")[:2_000]
    try:
        count = round_reopen(actor=me(request), round=round_of(request, pk), reason=reason, at=timezone.now())
    except WordsError as error:
        return _page(request, pk, error, reason)
    say(request, Words(f"批次已恢复，告知 {count} 人。", f"The round is open again; {count} people were told."))
    return redirect("ledger:round", pk=pk)


@access("ledger.keep", round_of)
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept the reports that were ticked, each as it was seen; those somebody changed meanwhile are named."""
    found, done, left = round_of(request, pk), 0, []
    for ticked in request.POST.getlist("filing")[:PAGE]:
        number, _, revision = ticked.partition(":")
        row = found.filings.select_related("task", "body").filter(pk=whole(number)).first()
        if row is None:
            continue
        try:
            filing_accept(actor=me(request), filing=row, revision=whole(revision), at=timezone.now())
            done += 1
        except WordsError as error:
            left.append(f"{row.body.name} {row.task.title[:40]}：{error.say(get_language() or 'zh')}")
    say(request, Words(f"已通过 {done} 项。", f"{done} reports accepted."))
    for text in left[:10]:
        say(request, Words(text, text), warning=True)
    return redirect("ledger:round", pk=pk)


paths = [
    path("rounds/", index, name="rounds"),
    path("rounds/new/", new, name="round_new"),
    path("rounds/<int:pk>/", one, name="round"),
    path("rounds/<int:pk>/chase/", chase, name="round_chase"),
    path("rounds/<int:pk>/close/", close, name="round_close"),
    path("rounds/<int:pk>/reopen/", reopen, name="round_reopen"),
    path("rounds/<int:pk>/accept/", accept, name="round_accept"),
]

"""Pages of the audit administrator (审计): what waits, the sign-in log, the history chain."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from guiju.domain.language import Words
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.models import SignIn
from guiju.kernel.accounts.outcomes import METHODS, OUTCOMES
from guiju.kernel.accounts.periods import PERIODS, days_of
from guiju.kernel.accounts.queries import actors_named, sign_ins
from guiju.kernel.accounts.views.acting import said
from guiju.kernel.history.queries import chain_end, events_before
from guiju.kernel.history.told import action_words

PAGE = 50
_HEADER = ("at", "username", "user", "address", "outcome", "method")
_ANY = Words("全部", "any")
_RISKY = tuple("=+-@\t\r")


@access("history.read")
@never_cache
@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """What the audit administrator looks at first: refusals and lock-outs of the day, changes of roles, the chain."""
    since = timezone.now() - timedelta(days=1)
    recent = SignIn.objects.filter(at__gte=since)
    counts = [(code, words, recent.filter(outcome=code).count()) for code, words in OUTCOMES.items()]
    events = list(events_before(action="accounts.")[:20])
    context = {
        "counts": counts,
        "events": events,
        "names": actors_named(events),
        "told": action_words,
        "end": chain_end(),
    }
    return render(request, "accounts/audit.html", context)


@access("accounts.sign_ins_read")
@never_cache
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """The sign-in log of everybody."""
    chosen = _chosen(request)
    rows = sign_ins(name=chosen["name"], outcome=chosen["outcome"], address=chosen["address"])
    context = {
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "chosen": chosen,
        "outcomes": OUTCOMES,
        "outcome_options": [("", said(_ANY)), *((code, said(name)) for code, name in OUTCOMES.items())],
        "methods": METHODS,
        "days": days_of("sign_in_log", on=timezone.localdate()),
        "basis": PERIODS["sign_in_log"][-1].basis,
    }
    return render(request, "accounts/sign_ins.html", context)


@access("accounts.sign_ins_read")
@never_cache
@require_safe
def log_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The sign-in log as CSV, the same rows as on the page."""
    answer = StreamingHttpResponse(_lines(request), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="sign-ins.csv"'
    return answer


@access("history.read")
@never_cache
@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """The events of the chain, newest first."""
    chosen = {name: request.GET.get(name, "").strip()[:200] for name in ("action", "actor", "kind", "id")}
    before = request.GET.get("before", "")
    events = list(
        events_before(
            sequence=int(before) if before.isdecimal() and len(before) < 16 else None,
            action=chosen["action"],
            actor=chosen["actor"],
            object_kind=chosen["kind"],
            object_id=chosen["id"],
        )[: PAGE + 1]
    )
    context = {
        "events": events[:PAGE],
        "older": events[PAGE - 1].sequence if len(events) > PAGE else None,
        "names": actors_named(events),
        "told": action_words,
        "chosen": chosen,
        "end": chain_end(),
    }
    return render(request, "accounts/history.html", context)


def _chosen(request: HttpRequest) -> dict[str, str]:
    chosen = {name: request.GET.get(name, "").strip()[:150] for name in ("name", "outcome", "address")}
    if any(char not in "0123456789abcdefABCDEF.:" for char in chosen["address"]):
        chosen["address"] = ""
    return chosen


def _lines(request: HttpRequest) -> Iterator[str]:
    yield "\ufeff" + ",".join(_HEADER) + "\r\n"
    chosen = _chosen(request)
    rows = sign_ins(name=chosen["name"], outcome=chosen["outcome"], address=chosen["address"])
    for row in rows.iterator(chunk_size=2_000):
        line = StringIO()
        values = (row.at.isoformat(), row.username, row.user_id or "", row.address or "", row.outcome, row.method)
        csv.writer(line).writerow([_harmless(str(value)) for value in values])
        yield line.getvalue()


def _harmless(text: str) -> str:
    """A cell that a spreadsheet would take for a formula begins with an apostrophe: anybody can type a user name."""
    return f"'{text}" if text.startswith(_RISKY) else text

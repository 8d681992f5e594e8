"""What a body must do next for the ledger (本单位该办的)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from guiju.apps.ledger.queries.assessment_work import appeals_to_answer, reports_owed, reports_to_check
from guiju.apps.ledger.queries.work import accounts_of, filings_to_answer, filings_to_report, tasks_near, tasks_of
from guiju.apps.ledger.standing import standing
from guiju.apps.ledger.views.request import me, ways, whole
from guiju.apps.ledger.views.rounds import filing_shown
from guiju.kernel.accounts.access import access

SHOWN = 200


@access("ledger.enter")
@never_cache
@require_safe
def work(request: HttpRequest) -> HttpResponse:
    """Reports to make, reports to answer, assessments, tasks near their day."""
    on, person = timezone.localdate(), me(request)
    accounts = accounts_of(person, on=on)
    number = whole(request.GET.get("round", ""))
    to_report, to_answer = filings_to_report(accounts), filings_to_answer(person, on=on)
    if number:
        to_report, to_answer = to_report.filter(round=number), to_answer.filter(round=number)
    near = tasks_near(accounts, on=on)
    context = {
        "to_report": [filing_shown(row) for row in to_report[:SHOWN]], "report_count": to_report.count(),
        "to_answer": [filing_shown(row) for row in to_answer[:SHOWN]], "answer_count": to_answer.count(),
        "near": [(row, standing(row, on)) for row in near[:SHOWN]], "near_count": near.count(),
        "every": tasks_of(accounts).count(), "round": number, "on": on,
        "owed": [] if number else reports_owed(accounts, on=on),
        "to_check": [] if number else reports_to_check(person, on=on)[:SHOWN],
        "to_appeals": [] if number else appeals_to_answer(person, on=on)[:SHOWN],
    }  # fmt: skip
    return render(request, "ledger/work.html", context | ways(request))


paths = [path("todo/", work, name="work")]

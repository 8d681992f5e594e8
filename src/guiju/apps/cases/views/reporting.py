"""Reporting an error and following it (提交纠错、查看回执), by anybody."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from guiju.apps.cases.flow import FLOW
from guiju.apps.cases.models import Case
from guiju.apps.cases.queries import case_by_receipt
from guiju.apps.cases.services import CONTACT_DAYS, case_report, contact_erase
from guiju.apps.cases.terms import FIELDS
from guiju.apps.catalogue.models import Edition
from guiju.apps.catalogue.queries import edition_get
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.models import User
from guiju.kernel.quotas.refusing import quota_page
from guiju.kernel.quotas.requests import quota_require

_TYPED = ("field", "should_be", "explanation", "evidence_link", "contact")
# A field people do not see: only programs fill it.
_TRAP = "homepage"
_NO_RECEIPT = Words("没有这个回执号，请核对后再查。", "There is no such receipt; check it and try again.")


@access("public")
@never_cache
@quota_page
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The form about one standard; what was typed comes back with an error."""
    edition = _edition(pk)
    typed = {name: request.POST.get(name, "").strip() for name in _TYPED}
    errors: list[WordsError] = []
    if request.method == "POST":
        try:
            return redirect("cases:receipt", receipt=_reported(request, edition, typed))
        except WordsError as error:
            if error.code == "quota":
                raise
            errors.append(error)
    elif request.GET.get("field") in FIELDS:
        typed["field"] = request.GET["field"]
    context: dict[str, Any] = {
        "edition": edition,
        "fields": list(FIELDS.items()),
        "typed": typed,
        "errors": [(error, f"#f-{error.where or 'field'}") for error in errors],
        "wrong": {error.where: error for error in errors},
        "trap": _TRAP,
        "days": FLOW.states[FLOW.begins].days,
        "kept": CONTACT_DAYS,
    }
    return render(request, "cases/report.html", context, status=422 if errors else 200)


@access("public")
@never_cache
@require_http_methods(["GET", "HEAD"])
def receipt(request: HttpRequest, receipt: str) -> HttpResponse:
    """Where a case stands, for whoever holds its receipt."""
    case = _by_receipt(receipt)
    context = {
        "case": case,
        "receipt": receipt,
        "state": FLOW.states[case.state],
        "due": FLOW.due(case.state, case.state_since),
        "field": FIELDS[case.field],
        "has_contact": hasattr(case, "contact"),
    }
    return render(request, "cases/receipt.html", context)


@access("public")
@require_POST
def forget(request: HttpRequest, receipt: str) -> HttpResponse:
    """Erase one's contact."""
    contact_erase(actor=None, case=_by_receipt(receipt), reporter=True, at=timezone.now())
    return redirect("cases:receipt", receipt=receipt)


@access("public")
@never_cache
@quota_page
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """From a receipt typed in to its case."""
    typed = request.POST.get("receipt", "").strip()[:100]
    error: Words | None = None
    if request.method == "POST":
        quota_require(request, "report", at=timezone.now())
        if case_by_receipt(typed) is not None:
            return redirect("cases:receipt", receipt=typed)
        error = _NO_RECEIPT
    return render(request, "cases/find.html", {"typed": typed, "error": error}, status=422 if error else 200)


def _reported(request: HttpRequest, edition: Edition, typed: dict[str, str]) -> str:
    """Report it; returns the receipt."""
    if request.POST.get(_TRAP):
        raise WordsError("trap", Words("没有提交：请不要填写隐藏的栏目。", "Not sent: leave the hidden field empty."))
    quota_require(request, "report", at=timezone.now())
    actor = request.user if isinstance(request.user, User) else None
    return case_report(actor=actor, edition=edition, at=timezone.now(), **typed)[1]


def _by_receipt(receipt: str) -> Case:
    case = case_by_receipt(receipt)
    if case is None:
        raise Http404
    return case


def _edition(pk: int) -> Edition:
    try:
        return edition_get(pk)
    except (Edition.DoesNotExist, OverflowError) as error:
        raise Http404 from error

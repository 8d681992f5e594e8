"""The queue of reported errors and what becomes of each (纠错办理), for those who keep the catalogue."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guiju.apps.cases.flow import FLOW
from guiju.apps.cases.models import Case
from guiju.apps.cases.queries import OPEN, cases_in
from guiju.apps.cases.services import case_move, contact_erase, contact_open
from guiju.apps.cases.terms import FIELDS, OTHER
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.models import User
from guiju.kernel.history.queries import events_of
from guiju.kernel.history.told import action_words

RULE = "cases.handle"
_PAGE = 50
_DONE = Words("已办理：{what}。", "Done: {what}.")
_ACTIONS: dict[str, Words] = {
    "cases.case.reported": Words("收到", "Received"),
    "cases.case.accepted": Words("受理", "Taken up"),
    "cases.case.declined": Words("不采纳", "Not adopted"),
    "cases.case.settled": Words("更正并办结", "Put right"),
    "cases.case.reopened": Words("撤销，重新核实", "Taken back"),
    "cases.contact.opened": Words("启封联系方式", "Contact opened"),
    "cases.contact.erased": Words("删除联系方式", "Contact erased"),
}


@access(RULE)
@never_cache
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Cases that wait, the longest first; the closed ones with `?closed=1`."""
    closed = request.GET.get("closed") == "1"
    states = [name for name in FLOW.states if (name not in OPEN) == closed]
    page = Paginator(cases_in(states), _PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    rows = [(case, FLOW.states[case.state], FLOW.due(case.state, case.state_since)) for case in page.object_list]
    context = {"page": page, "rows": rows, "closed": closed, "fields": FIELDS, "today": today}
    return render(request, "cases/queue.html", context)


@access(RULE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One case, and the moves there are from where it stands."""
    case, errors = _case(pk), list[WordsError]()
    typed = {name: request.POST.get(name, "").strip() for name in ("answer", "value", "evidence_link")}
    if request.method == "POST":
        try:
            name = request.POST.get("move", "")
            case_move(actor=_me(request), case=case, move=name, at=timezone.now(), **typed)
            what = FLOW.moves[name].words.pick(get_language() or "zh")
            messages.success(request, _DONE.pick(get_language() or "zh", what=what))
            return redirect("cases:one", pk=pk)
        except WordsError as error:
            errors.append(error)
    return _page(request, case, errors, typed, "")


@access(RULE)
@never_cache
@require_POST
def contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the sealed contact, or erase it."""
    case = _case(pk)
    if "erase" in request.POST:
        contact_erase(actor=_me(request), case=case, reporter=False, at=timezone.now())
        return redirect("cases:one", pk=pk)
    return _page(request, case, [], {}, contact_open(actor=_me(request), case=case, at=timezone.now()))


def _page(
    request: HttpRequest, case: Case, errors: list[WordsError], typed: dict[str, str], opened: str
) -> HttpResponse:
    context: dict[str, Any] = {
        "case": case,
        "state": FLOW.states[case.state],
        "due": FLOW.due(case.state, case.state_since),
        "today": timezone.localdate(),
        "moves": FLOW.possible(case.state),
        "field": FIELDS[case.field],
        "correctable": case.field != OTHER,
        "typed": typed,
        "errors": [(error, f"#f-{error.where or 'answer'}") for error in errors],
        "wrong": {error.where: error for error in errors},
        "has_contact": hasattr(case, "contact"),
        "opened": opened,
        "events": [
            (event, _ACTIONS.get(event.action, action_words(event.action)))
            for event in events_of("case", str(case.pk))[:100]
        ],
    }
    return render(request, "cases/one.html", context, status=422 if errors else 200)


def _case(pk: int) -> Case:
    case = Case.objects.select_related("edition", "handler").filter(pk=pk).first() if pk < 2**63 else None
    if case is None:
        raise Http404
    return case


def _me(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # the rule has been checked
    return request.user

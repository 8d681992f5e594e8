"""What somebody must do next, their cases, and opening one (我的待办、事项、申请)."""

from __future__ import annotations

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from guiju.domain.language import Words, WordsError
from guiju.domain.procedures.model import ROLES
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.models import Organisation, User
from guiju.kernel.accounts.permission import permitted
from guiju.kernel.accounts.queries import memberships_usable
from guiju.kernel.procedures.declarations import declaration_problems, procedures_of, procedures_on
from guiju.kernel.procedures.desk import DeskItem, desk_items
from guiju.kernel.procedures.errors import BEGINS_ELSEWHERE, CaseError
from guiju.kernel.procedures.hooks import entrances
from guiju.kernel.procedures.models import Case, CaseTurn
from guiju.kernel.procedures.queries import cases_seen, waiting_for, waiting_in
from guiju.kernel.procedures.services import case_open
from guiju.kernel.procedures.views.case import me

PAGE = 30
_BUREAUS = 300
_GROUPS = (
    ("late", Words("已超期", "Overdue")),
    ("soon", Words("七天内到期", "Due within seven days")),
    ("later", Words("七天以后到期", "Due later")),
    ("open", Words("没有期限", "No deadline")),
    ("wait", Words("尚未到可以办理的日子", "Not yet to be done")),
)
_NO_PLACE = CaseError("organisation", Words("请选择单位。", "Choose an organisation."), where="organisation")


@access("procedures.work")
@never_cache
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Everything that waits for this person, or in the organisations they act for, by deadline."""
    on, person = timezone.localdate(), me(request)
    whole = request.GET.get("whole") == "1"
    turns = waiting_in(person, on=on) if whole else waiting_for(person, on=on)
    procedures = procedures_of(turn.case for turn in turns)
    items = [_item(turn, procedures[turn.case_id].stages[turn.case.stage].words, whole) for turn in turns]
    items += [] if whole else desk_items(person, on=on)
    groups: dict[str, list[DeskItem]] = {code: [] for code, _ in _GROUPS}
    for item in sorted(items, key=lambda item: (item.due_on is None, item.due_on or on)):
        groups[_group(item, on)].append(item)
    context = {
        "groups": [(words, groups[code]) for code, words in _GROUPS if groups[code]],
        "whole": whole,
        "on": on,
        "may_open": _may_open(person),
        "problems": declaration_problems() if permitted(person, "accounts.users_manage") else [],
    }
    return render(request, "procedures/work.html", context)


@access("procedures.work")
@never_cache
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """Every case this person has a part in."""
    rows = cases_seen(me(request), on=timezone.localdate())
    state = request.GET.get("state", "")
    if state in ("open", "closed"):
        rows = rows.filter(closed_at__isnull=state == "open")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page", "")[:9])
    procedures = procedures_of(page)
    shown = [(row, procedures[row.pk]) for row in page]
    return render(request, "procedures/cases.html", {"page": page, "rows": shown, "state": state})


@access("procedures.work")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Open a case."""
    on, person = timezone.localdate(), me(request)
    typed = {
        name: request.POST.get(name, request.GET.get(name, "")).strip()[:400]
        for name in ("procedure", "title", "organisation", "authority")
    }
    error: WordsError | None = None
    if request.method == "POST":
        try:
            return redirect("procedures:case", pk=_opened(person, typed).pk)
        except WordsError as caught:
            error = caught
    begun_at, known = entrances(), procedures_on(on)
    context = {
        "procedures": [procedure for code, procedure in known.items() if code not in begun_at],
        "elsewhere": [(procedure, begun_at[code]) for code, procedure in known.items() if code in begun_at],
        "places": _places(person),
        "bureaus": list(Organisation.objects.filter(kind="bureau", closed_on=None).order_by("name")[:_BUREAUS]),
        "typed": typed,
        "error": error,
        "may_open": _may_open(person),
    }
    return render(request, "procedures/new.html", context, status=422 if error else 200)


def _opened(person: User, typed: dict[str, str]) -> Case:
    if typed["procedure"] in entrances():
        raise BEGINS_ELSEWHERE
    organisation, authority = _organisation(typed["organisation"]), _organisation(typed["authority"])
    if organisation is None:
        raise _NO_PLACE
    if authority is None:
        raise CaseError("authority", Words("请选择办理单位。", "Choose who handles it."), where="authority")
    return case_open(
        actor=person,
        procedure=typed["procedure"],
        title=typed["title"],
        organisation=organisation,
        authority=authority,
        at=timezone.now(),
    )


def _organisation(value: str) -> Organisation | None:
    return Organisation.objects.filter(pk=int(value)).first() if value.isdecimal() and len(value) < 18 else None


def _places(person: User) -> list[Organisation]:
    """The organisations this person may open a case for."""
    held = [m.organisation for m in memberships_usable(user=person, on=timezone.localdate())]
    return [place for place in dict.fromkeys(held) if permitted(person, "procedures.open", place)]


def _may_open(person: User) -> bool:
    return bool(_places(person))


def _item(turn: CaseTurn, step: Words, whole: bool) -> DeskItem:
    """A case as the list shows it."""
    path, place = reverse("procedures:case", args=[turn.case_id]), turn.case.organisation.name
    person = turn.user.display_name if whole and turn.user is not None else ""
    uid, part = f"case-{turn.case_id}", ROLES[turn.role]
    return DeskItem(uid, turn.case.title, path, step, part, place, turn.due_on, turn.not_before, person)


def _group(item: DeskItem, on: date) -> str:
    if item.not_before is not None and item.not_before >= on and item.due_on is None:
        return "wait"
    if item.due_on is None:
        return "open"
    days = (item.due_on - on).days
    return "late" if days < 0 else "soon" if days <= 7 else "later"

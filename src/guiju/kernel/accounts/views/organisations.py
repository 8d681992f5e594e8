"""Pages of organisations (单位): the list, one with its units, members and invitations, and what is done there."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.models import Unit, User
from guiju.kernel.accounts.permission import permitted
from guiju.kernel.accounts.queries import memberships_on, organisations, role_requests_open, units_of
from guiju.kernel.accounts.roles import ORGANISATION_KINDS, ROLES, roles_in
from guiju.kernel.accounts.services import (
    organisation_change,
    organisation_close,
    organisation_create,
    role_request,
    unit_change,
    unit_close,
    unit_create,
)
from guiju.kernel.accounts.views.acting import acted, day_of, me, posted, role_options, said, unit_options
from guiju.kernel.accounts.views.inviting import organisation_of

PAGE = 50
_SAVED = Words("已保存。", "Saved.")
_ASKED = Words("已提交，待安全管理员授予。", "Asked; the security administrator decides.")
_PLACE = "accounts:organisation"
_FIELDS = ("name", "name_en", "kind", "uscc")


def unit_of(request: HttpRequest, pk: int) -> Unit:
    """The unit of an address."""
    return get_object_or_404(Unit.objects.select_related("organisation"), pk=pk)


@access("accounts.people_see")
@never_cache
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All organisations, and the form that adds one."""
    return _list(request, dict.fromkeys(_FIELDS, ""), None)


@access("accounts.users_manage")
@require_POST
def create(request: HttpRequest) -> HttpResponse:
    """Add an organisation."""
    typed = posted(request, *_FIELDS)
    try:
        made = organisation_create(actor=me(request), at=timezone.now(), **typed)
    except WordsError as error:
        return _list(request, typed, error)
    return redirect(_PLACE, pk=made.pk)


def _list(request: HttpRequest, typed: dict[str, str], error: WordsError | None) -> HttpResponse:
    text, closed = request.GET.get("q", "")[:100], request.GET.get("closed") == "1"
    context = {
        "page": Paginator(organisations(text=text, closed=closed), PAGE).get_page(request.GET.get("page")),
        "text": text,
        "closed": closed,
        "kinds": [(code, said(name)) for code, name in ORGANISATION_KINDS.items()],
        "kind_names": ORGANISATION_KINDS,
        "typed": typed,
        "error": error,
        "may_add": permitted(me(request), "accounts.users_manage"),
    }
    return render(request, "accounts/organisations.html", context, status=422 if error else 200)


@access("accounts.organisation_see", organisation_of)
@never_cache
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """An organisation: its units, who acts for it, who is invited."""
    organisation, person, now = organisation_of(request, pk), me(request), timezone.now()
    today = timezone.localdate()
    members = memberships_on(today).filter(organisation=organisation).select_related("user", "unit")
    units = units_of(organisation)
    context = {
        "organisation": organisation,
        "kind": ORGANISATION_KINDS[organisation.kind],
        "units": units,
        "unit_options": unit_options(unit for _, unit in units if unit.closed_on is None or unit.closed_on > today),
        "members": [(row, ROLES[row.role]) for row in members.order_by("user__display_name", "pk")],
        "asked": [(row, ROLES[row.role]) for row in role_requests_open().filter(organisation=organisation)],
        "invitations": [
            (row, row.state(now), ROLES[row.role]) for row in organisation.invitations.order_by("-made_at")[:PAGE]
        ],
        "role_options": role_options(roles_in(organisation.kind)),
        "member_options": sorted({(row.user.username, row.user.display_name) for row in members}),
        "may_change": permitted(person, "accounts.users_manage"),
        "may_keep": permitted(person, "accounts.members_manage", organisation),
        "today": today,
    }
    return render(request, "accounts/organisation.html", context)


@access("accounts.users_manage")
@require_POST
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename an organisation, or give it its code."""
    organisation, person = organisation_of(request, pk), me(request)
    typed = posted(request, "name", "name_en", "uscc")

    def act() -> None:
        organisation_change(actor=person, organisation=organisation, at=timezone.now(), **typed)

    return acted(request, act, _SAVED, _PLACE, pk=pk)


@access("accounts.users_manage")
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an organisation from a day on, or open it again with no day."""
    organisation, person = organisation_of(request, pk), me(request)
    again = request.POST.get("again") == "1"

    def act() -> None:
        day = None if again else day_of(request, "closed_on") or timezone.localdate()
        reason = request.POST.get("reason", "")[:500]
        organisation_close(actor=person, organisation=organisation, closed_on=day, reason=reason, at=timezone.now())

    return acted(request, act, _SAVED, _PLACE, pk=pk)


@access("accounts.units_manage", organisation_of)
@require_POST
def unit_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a unit."""
    organisation, person = organisation_of(request, pk), me(request)

    def act() -> None:
        parent = _unit_chosen(request, organisation.pk)
        name = request.POST.get("name", "")
        unit_create(actor=person, organisation=organisation, name=name, parent=parent, at=timezone.now())

    return acted(request, act, _SAVED, _PLACE, pk=pk)


@access("accounts.units_manage", unit_of)
@require_POST
def unit_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename or move a unit."""
    unit, person = unit_of(request, pk), me(request)

    def act() -> None:
        parent = _unit_chosen(request, unit.organisation_id)
        unit_change(actor=person, unit=unit, name=request.POST.get("name", ""), parent=parent, at=timezone.now())

    return acted(request, act, _SAVED, _PLACE, pk=unit.organisation_id)


@access("accounts.units_manage", unit_of)
@require_POST
def unit_shut(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a unit today, or open it again."""
    unit, person = unit_of(request, pk), me(request)
    day = None if request.POST.get("again") == "1" else timezone.localdate()
    return acted(
        request,
        lambda: unit_close(actor=person, unit=unit, closed_on=day, at=timezone.now()),
        _SAVED,
        _PLACE,
        pk=unit.organisation_id,
    )


@access("accounts.members_manage", organisation_of)
@require_POST
def ask_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for another role for somebody who acts for the organisation."""
    organisation, person = organisation_of(request, pk), me(request)
    members = User.objects.filter(memberships__organisation=organisation).distinct()
    user = get_object_or_404(members, username=request.POST.get("username", "")[:150])

    def act() -> None:
        role, unit = request.POST.get("role", ""), _unit_chosen(request, organisation.pk)
        role_request(actor=person, user=user, organisation=organisation, role=role, unit=unit, at=timezone.now())

    return acted(request, act, _ASKED, _PLACE, pk=pk)


def _unit_chosen(request: HttpRequest, organisation: int) -> Unit | None:
    chosen = request.POST.get("unit", "")
    if not (chosen.isdecimal() and len(chosen) < 19):
        return None
    return get_object_or_404(Unit, pk=int(chosen), organisation_id=organisation)

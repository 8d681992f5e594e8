"""Pages of people (人员): the list, one person's account and roles, and what the administrators do with them."""

from __future__ import annotations

from datetime import date

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts import errors
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.models import Membership, Organisation, User
from guiju.kernel.accounts.permission import permitted
from guiju.kernel.accounts.queries import has_factor, is_administrator, people
from guiju.kernel.accounts.roles import ROLES
from guiju.kernel.accounts.services import membership_grant, membership_revoke, user_switch
from guiju.kernel.accounts.services.factors import factor_remove
from guiju.kernel.accounts.services.invitations import password_link_make
from guiju.kernel.accounts.views.acting import acted, day_of, me, posted, role_options
from guiju.kernel.accounts.views.inviting import link_page

PAGE = 50
MOST_PLACES = 2_000
_SAVED = Words("已保存。", "Saved.")
_GRANTED = Words("已授予。", "Granted.")
_REVOKED = Words("已收回。", "Revoked.")
_PERSON = "accounts:person"


def person_of(request: HttpRequest, pk: int) -> User:
    """The person of an address; erased ones have no page."""
    return get_object_or_404(User, pk=pk, erased_at=None)


@access("accounts.people_see")
@never_cache
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All people with an account."""
    text = request.GET.get("q", "")[:100]
    page = Paginator(people(text=text), PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/people.html", {"page": page, "text": text})


@access("accounts.people_see")
@never_cache
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """A person: the account, roles past and present, and what the reader may do."""
    return _page(request, person_of(request, pk), None)


def _page(request: HttpRequest, user: User, error: WordsError | None) -> HttpResponse:
    today, person = timezone.localdate(), me(request)
    memberships = user.memberships.select_related("organisation", "unit").order_by("-starts_on", "-pk")
    may_grant = permitted(person, "accounts.roles_grant") and person != user
    context = {
        "person": user,
        "factor": has_factor(user),
        "administrator": is_administrator(user, on=today),
        "memberships": [(row, ROLES[row.role], row.ends_on is None or row.ends_on >= today) for row in memberships],
        "may_manage": permitted(person, "accounts.users_manage"),
        "may_grant": may_grant,
        "organisation_options": _places(today) if may_grant else [],
        "role_options": role_options(ROLES.values()),
        "today": today,
        "error": error,
        "typed": posted(request, "role", "organisation", "starts_on", "ends_on", "reason"),
    }
    return render(request, "accounts/person.html", context, status=422 if error else 200)


@access("accounts.users_manage")
@require_POST
def switch(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the account, or open it again."""
    user, person, active = person_of(request, pk), me(request), request.POST.get("active") == "1"
    return acted(
        request, lambda: user_switch(actor=person, user=user, active=active, at=timezone.now()), _SAVED, _PERSON, pk=pk
    )


@access("accounts.users_manage")
@never_cache
@require_POST
def password_link(request: HttpRequest, pk: int) -> HttpResponse:
    """A link by which the person sets a new password."""
    user = person_of(request, pk)
    try:
        made = password_link_make(actor=me(request), user=user, at=timezone.now())
    except WordsError as error:
        return _page(request, user, error)
    return link_page(request, made)


@access("accounts.roles_grant")
@require_POST
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """Grant the person a role."""
    user, person = person_of(request, pk), me(request)
    try:
        membership_grant(
            actor=person,
            user=user,
            organisation=_organisation(request),
            unit=None,
            role=request.POST.get("role", ""),
            starts_on=day_of(request, "starts_on") or timezone.localdate(),
            ends_on=day_of(request, "ends_on"),
            reason=request.POST.get("reason", "")[:500],
            at=timezone.now(),
        )
    except WordsError as error:
        return _page(request, user, error)
    return acted(request, lambda: None, _GRANTED, _PERSON, pk=pk)


@access("accounts.roles_grant")
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Revoke a role after a day, today if none is given."""
    membership = get_object_or_404(Membership, pk=pk)
    person = me(request)

    def act() -> None:
        day = day_of(request, "ends_on") or timezone.localdate()
        reason = request.POST.get("reason", "")[:500]
        membership_revoke(actor=person, membership=membership, ends_on=day, reason=reason, at=timezone.now())

    return acted(request, act, _REVOKED, _PERSON, pk=membership.user_id)


@access("accounts.roles_grant")
@require_POST
def factor_reset(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away the second factor of somebody who lost it."""
    user, person = person_of(request, pk), me(request)

    def act() -> None:
        if user == person:  # whoever sits at an open session has shown no code
            raise errors.OWN_FACTOR
        factor_remove(actor=person, user=user, at=timezone.now())

    return acted(request, act, _SAVED, _PERSON, pk=pk)


def _organisation(request: HttpRequest) -> Organisation:
    chosen = request.POST.get("organisation", "")
    return get_object_or_404(Organisation, pk=int(chosen) if chosen.isdecimal() and len(chosen) < 19 else 0)


def _places(day: date) -> list[tuple[int, str]]:
    places = Organisation.objects.filter(Q(closed_on=None) | Q(closed_on__gt=day)).order_by("name")
    return list(places.values_list("pk", "name")[:MOST_PLACES])

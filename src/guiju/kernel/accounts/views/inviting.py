"""Pages of invitations (邀请): inviting, the link to hand over, withdrawing, accepting."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts import errors
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.admission import let_in
from guiju.kernel.accounts.mailing import link_mailed
from guiju.kernel.accounts.models import Invitation, Organisation
from guiju.kernel.accounts.queries import invitation_with
from guiju.kernel.accounts.roles import ROLES, roles_in
from guiju.kernel.accounts.services.invitations import (
    Link,
    invitation_accept,
    invitation_mailed,
    invitation_make,
    invitation_revoke,
    password_link_use,
)
from guiju.kernel.accounts.services.organisations import open_units
from guiju.kernel.accounts.views.acting import acted, me, posted, role_options, unit_options

_REVOKED = Words("已撤回链接。", "The link was withdrawn.")
_FIELDS = ("display_name", "email", "role", "unit")


def organisation_of(request: HttpRequest, pk: int) -> Organisation:
    """The organisation of an address."""
    return get_object_or_404(Organisation, pk=pk)


def invitation_of(request: HttpRequest, pk: int) -> Invitation:
    """The invitation of an address."""
    return get_object_or_404(Invitation.objects.select_related("organisation"), pk=pk)


@access("accounts.members_manage", organisation_of)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite somebody to an organisation."""
    organisation = organisation_of(request, pk)
    units = organisation.units.filter(open_units(timezone.localdate())).order_by("name")
    typed, error = posted(request, *_FIELDS), None
    if request.method == "POST":
        unit = next((unit for unit in units if str(unit.pk) == typed["unit"]), None)
        try:
            made = invitation_make(
                actor=me(request),
                organisation=organisation,
                role=typed["role"],
                display_name=typed["display_name"],
                email=typed["email"],
                unit=unit,
                at=timezone.now(),
            )
            return link_page(request, made)
        except WordsError as wrong:
            error = wrong
    context = {
        "organisation": organisation,
        "unit_options": unit_options(units),
        "role_options": role_options(roles_in(organisation.kind)),
        "typed": typed,
        "error": error,
    }
    return render(request, "accounts/invite.html", context, status=422 if error else 200)


def link_page(request: HttpRequest, made: Link) -> HttpResponse:
    """The link: sent by mail where that can be, else shown this once."""
    link = request.build_absolute_uri(reverse("accounts:invitation", kwargs={"token": made.token}))
    until = timezone.localtime(made.invitation.expires_at)
    mailed = link_mailed(made.invitation, link=link, until=f"{until:%Y-%m-%d %H:%M}")
    if mailed:
        invitation_mailed(invitation=made.invitation, at=timezone.now())
    context = {"invitation": made.invitation, "link": "" if mailed else link}
    return render(request, "accounts/link.html", context)


@access("signed_in")
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a link; the verb asks whether one may."""
    invitation, person = invitation_of(request, pk), me(request)
    if invitation.organisation_id is None:
        to, kwargs = "accounts:system", {}
    else:
        to, kwargs = "accounts:organisation", {"pk": invitation.organisation_id}
    return acted(
        request,
        lambda: invitation_revoke(actor=person, invitation=invitation, at=timezone.now()),
        _REVOKED,
        to,
        **kwargs,
    )


@access("public")
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """What the link leads to: choose a name and a password, or only a password; or why it opens nothing."""
    now = timezone.now()
    invitation = invitation_with(token)
    if invitation is None:
        raise Http404
    state = invitation.state(now)
    if state != "open":
        return render(request, "accounts/link_closed.html", {"invitation": invitation, "state": state}, status=410)
    typed, error = posted(request, "username", "password", "again"), None
    if request.method == "POST":
        try:
            return _used(request, invitation, token, typed)
        except WordsError as wrong:
            error = wrong
    role = ROLES[invitation.role] if invitation.role else None
    context = {
        "invitation": invitation,
        "role": role,
        "username": typed["username"],
        "error": error,
        "token": token,
        "oidc": settings.OIDC_NAME if settings.OIDC_ISSUER else "",
    }
    return render(request, "accounts/accept.html", context, status=422 if error else 200)


def _used(request: HttpRequest, invitation: Invitation, token: str, typed: dict[str, str]) -> HttpResponse:
    now = timezone.now()
    if typed["password"] != typed["again"]:
        raise errors.PASSWORDS_DIFFER
    if invitation.purpose == Invitation.Purpose.PASSWORD:
        password_link_use(token=token, password=typed["password"], at=now)
        return redirect("accounts:sign-in")  # with a second factor the password alone does not open the account
    if request.user.is_authenticated:
        raise errors.SIGNED_IN_ALREADY
    user = invitation_accept(token=token, username=typed["username"], password=typed["password"], at=now)
    return let_in(request, user, method="link", to="/accounts/", at=now)

"""Handing one's part to a deputy (委托办理)."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from guiju.domain.language import WordsError
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.permission import Denied
from guiju.kernel.accounts.queries import memberships_on, memberships_usable
from guiju.kernel.accounts.views.acting import day_of
from guiju.kernel.procedures import errors
from guiju.kernel.procedures.declarations import procedures_on
from guiju.kernel.procedures.models import Delegation
from guiju.kernel.procedures.services import delegation_make, delegation_revoke
from guiju.kernel.procedures.views.case import me

_MOST = 300


@access("procedures.work")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def delegations(request: HttpRequest) -> HttpResponse:
    """Those one has made and those made to one, and the form that makes one."""
    person, on = me(request), timezone.localdate()
    places = {m.organisation_id: m.organisation for m in memberships_usable(user=person, on=on)}
    held = memberships_on(on).filter(organisation__in=places, user__is_active=True).exclude(user=person)
    colleagues = {
        m.user_id: m for m in held.select_related("user", "organisation").order_by("user__display_name")[:_MOST]
    }
    error: WordsError | None = None
    if request.method == "POST":
        try:
            chosen = request.POST.get("deputy", "")
            membership = colleagues.get(int(chosen) if chosen.isdecimal() and len(chosen) < 18 else 0)
            if membership is None:
                raise errors.NOT_SUCH_PERSON
            starts_on, ends_on = day_of(request, "starts_on") or on, day_of(request, "ends_on")
            if ends_on is None:
                raise errors.DAYS
            delegation_make(
                actor=person,
                deputy=membership.user,
                organisation=membership.organisation,
                procedure=request.POST.get("procedure", "").replace("\0", ""),
                starts_on=starts_on,
                ends_on=ends_on,
                at=timezone.now(),
            )
            return redirect("procedures:delegations")
        except WordsError as caught:
            error = caught
    rows = Delegation.objects.filter(Q(giver=person) | Q(deputy=person), ends_on__gte=on, revoked_at=None)
    known = procedures_on(on)
    context = {
        "procedures": known,
        "rows": rows.select_related("giver", "deputy", "organisation").order_by("starts_on", "pk"),
        "colleagues": list(colleagues.values()),
        "typed": {name: request.POST.get(name, "")[:40] for name in ("deputy", "procedure", "starts_on", "ends_on")},
        "error": error,
        "from": on,
        "until": on + timedelta(days=14),
    }
    return render(request, "procedures/delegations.html", context, status=422 if error else 200)


@access("procedures.work")
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one back."""
    row = Delegation.objects.filter(pk=pk).first() if pk < 2**63 else None
    if row is None:
        raise Http404
    try:
        delegation_revoke(actor=me(request), delegation=row, at=timezone.now())
    except Denied as error:
        raise Http404 from error
    return redirect("procedures:delegations")

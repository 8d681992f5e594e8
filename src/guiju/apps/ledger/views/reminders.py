"""Reminders of the ledger as its office sees them (提醒规则): four levels, liaisons of the leading group."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from guiju.apps.ledger.levels import WHOM, behind_level, levels
from guiju.apps.ledger.limits import LIMITS, limit_of
from guiju.apps.ledger.models import Liaison
from guiju.apps.ledger.queries.rounds import liaisons_of, offices_of
from guiju.apps.ledger.services.liaisons import liaison_add, liaison_remove
from guiju.apps.ledger.views.request import me, say, summed
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.access import access

_ADDED = Words("已增加联络员。", "The liaison was added.")
_REMOVED = Words("已移除联络员。", "The liaison was removed.")


def liaison_of(request: HttpRequest, pk: int) -> Liaison:
    """The liaison of an address."""
    found = Liaison.objects.filter(pk=pk).first() if pk < 2**63 else None
    if found is None:
        raise Http404
    return found


@access("ledger.take_in")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: HttpRequest) -> HttpResponse:
    """Whom the ledger reminds, and when."""
    offices = offices_of(me(request), on=timezone.localdate())
    error: WordsError | None = None
    if request.method == "POST":
        chosen = request.POST.get("office", "")
        office = next((one for one in offices if str(one.pk) == chosen), offices[0])
        try:
            liaison_add(actor=me(request), office=office, username=request.POST.get("user", ""), at=timezone.now())
            say(request, _ADDED)
            return redirect("ledger:reminders")
        except WordsError as caught:
            error = caught
    return rules_page(request, error)


def rules_page(
    request: HttpRequest,
    error: WordsError | None = None,
    limit: tuple[int, str, Mapping[str, str], WordsError] | None = None,
) -> HttpResponse:
    """The page, with what was refused: a liaison, or a limit (office, name, what was typed, why not)."""
    offices = offices_of(me(request), on=timezone.localdate())
    try:
        known, behind, problem = levels(settings.VAR), behind_level(settings.VAR), None
    except WordsError as wrong:
        known, behind, problem = (), None, wrong
    context = {
        "levels": known, "behind": behind, "problem": problem, "whom": WHOM, "offices": offices,
        "liaisons": liaisons_of(offices), "errors": summed([error] if error else []), "error": error,
        "typed": request.POST.get("user", ""), "limit": limit,
        "limits": [(one, name, told, limit_of(one.pk, name)) for one in offices for name, told in LIMITS.items()],
    }  # fmt: skip
    return render(request, "ledger/reminders.html", context, status=422 if error or limit else 200)


@access("ledger.keep", liaison_of)
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell somebody no more."""
    liaison_remove(actor=me(request), liaison=liaison_of(request, pk), at=timezone.now())
    say(request, _REMOVED)
    return redirect("ledger:reminders")


paths = [
    path("reminders/", reminders, name="reminders"),
    path("reminders/liaisons/<int:pk>/remove/", remove, name="liaison_remove"),
]

"""Setting a limit of an office (设定时限), on the page of the ledger's rules."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from guiju.apps.ledger.limits import LIMITS
from guiju.apps.ledger.services.limits import limit_set
from guiju.apps.ledger.views.reminders import rules_page
from guiju.apps.ledger.views.request import me, say, typed_of, whole
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.models import Organisation as Account

_SET = Words("已设定，此后按这个数办。", "Set: it counts from now on.")


def office_or_404(request: HttpRequest, office: int, **rest: object) -> Account:
    """The office of an address."""
    found = Account.objects.filter(pk=office).first() if office < 2**63 else None
    if found is None:
        raise Http404
    return found


@access("ledger.keep", office_or_404)
@never_cache
@require_POST
def set_limit(request: HttpRequest, office: int, name: str) -> HttpResponse:
    """Set one; what was typed comes back with what is wrong."""
    if name not in LIMITS:
        raise Http404
    typed = {key: value[:2_000] for key, value in typed_of(request, ("number", "source")).items()}
    seen = whole(request.POST.get("seen", ""))
    try:
        limit_set(
            actor=me(request), office=office_or_404(request, office), name=name, seen=seen, at=timezone.now(), **typed
        )
    except WordsError as error:
        return rules_page(request, limit=(office, name, typed, error))
    say(request, _SET)
    return redirect("ledger:reminders")


paths = [path("limits/<int:office>/<slug:name>", set_limit, name="limit-set")]

"""The page of what a policy orders to exist (政策要求的制度): in its words, and whether it is served here."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from guiju.apps.ledger.finding import policy_asked, policy_whole
from guiju.apps.ledger.queries.demands import demands_of
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.permission import permitted
from guiju.kernel.claims import STATES


@access("ledger.see", policy_asked)
@never_cache
@require_safe
def demands(request: HttpRequest, pk: int) -> HttpResponse:
    """The systems demanded, each with its state here and the places that serve it; then what no system answers."""
    policy = policy_whole(pk)
    found = demands_of(policy)
    context = {
        "policy": policy,
        "found": found,
        "states": STATES,
        "counts": [(said, sum(1 for one in found.listed if one.state == state)) for state, said in STATES.items()],
        "served": {
            one.number: [(claim.words, claim.path() if claim.seen_by(request.user) else "") for claim in one.claims]
            for one in found.listed
        },
        "may_keep": permitted(request.user, "ledger.keep", policy),
    }
    return render(request, "ledger/demands.html", context)


paths = [path("policies/<int:pk>/systems/", demands, name="policy-systems")]

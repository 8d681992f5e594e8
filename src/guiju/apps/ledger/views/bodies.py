"""Which organisation a policy means by each name (单位对应)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from guiju.apps.ledger.finding import policy_asked
from guiju.apps.ledger.names import LONGEST_NAME
from guiju.apps.ledger.queries.bodies import names_in, tie_reach
from guiju.apps.ledger.services.bodies import body_name_settle
from guiju.apps.ledger.views.request import me, whole
from guiju.apps.parties.queries.organisation_lists import organisations_offered
from guiju.apps.parties.queries.organisations import organisation_open, organisation_resolved
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.permission import permitted

_TIED = Words(
    "“{name}”已对应到{body}：{office}台账中 {n} 条任务随之更新。",
    "“{name}” is {body} now: {n} tasks that {office} keeps follow.",
)
_UNTIED = Words(
    "“{name}”不再对应：{office}台账中 {n} 条任务随之更新。",
    "“{name}” is tied no more: {n} tasks that {office} keeps follow.",
)
_UNKNOWN = Words("没有叫“{name}”的机构，请先登记。", "No organisation is called “{name}”. Record it first.")


@access("ledger.keep", policy_asked)
@never_cache
@require_safe
def bodies(request: HttpRequest, pk: int) -> HttpResponse:
    """Every name with what it means; for one of them, organisations found by words."""
    policy = policy_asked(request, pk)
    asked, text = request.GET.get("name", "")[:200], request.GET.get("q", "")[:100]
    context: dict[str, Any] = {
        "policy": policy,
        "tab": "bodies",
        "may_keep": True,
        "names": names_in(policy),
        "asked": asked,
        "reach": tie_reach(policy, asked) if asked else None,
        "text": text,
        "found": organisations_offered(text) if text.strip() else [],
        "may_add": permitted(request.user, "parties.keep"),
    }
    return render(request, "ledger/bodies.html", context)


@access("ledger.keep", policy_asked)
@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Tie a name to an organisation, by its number or the name typed, or untie it; back to where it was asked for."""
    policy, lang = policy_asked(request, pk), get_language() or "zh"
    written, chosen = request.POST.get("written", ""), request.POST.get("body", "").strip()
    number = int(chosen) if chosen.isascii() and chosen.isdecimal() and len(chosen) < 16 else 0
    body = organisation_resolved(number) if number else organisation_open(chosen) if chosen else None
    if chosen and body is None:
        messages.error(request, _UNKNOWN.pick(lang, name=chosen if len(chosen) <= LONGEST_NAME else f"{chosen[:20]}…"))
        return redirect("ledger:bodies", pk=pk)
    try:
        count = body_name_settle(
            actor=me(request), office=policy.office, written=written, body=body, policy=policy, at=timezone.now()
        )  # fmt: skip
    except WordsError as error:
        messages.error(request, error.say(lang))
    else:
        told = {"name": written, "body": body.name if body else "", "office": policy.office.name, "n": count}
        messages.success(request, (_TIED if body else _UNTIED).pick(lang, **told))
    meeting = whole(request.POST.get("meeting", ""))
    return redirect("ledger:meeting", pk=meeting) if meeting else redirect("ledger:bodies", pk=pk)


paths = [
    path("policies/<int:pk>/bodies/", bodies, name="bodies"),
    path("policies/<int:pk>/bodies/settle", settle, name="body-settle"),
]

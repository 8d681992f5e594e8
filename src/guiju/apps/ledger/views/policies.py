"""The first page of the ledger, and the page of a policy (政策台账首页、政策页)."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from guiju.apps.ledger.finding import policy_asked, policy_whole
from guiju.apps.ledger.history import told_events
from guiju.apps.ledger.models import Policy
from guiju.apps.ledger.queries.bodies import names_untied
from guiju.apps.ledger.queries.policies import HEAVY, policies_asked, policies_counted, policies_seen
from guiju.apps.ledger.queries.tasks import tasks_public, tasks_standing
from guiju.apps.ledger.recording import POLICY
from guiju.apps.ledger.services.policies import policy_publish, policy_withdraw
from guiju.apps.ledger.services.undoing import policy_restore
from guiju.apps.ledger.standing import STANDINGS
from guiju.apps.ledger.terms import COMPARATORS, LEVELS, per_said, years_said
from guiju.apps.ledger.views.request import me, say, ways, whole
from guiju.domain.codes.regions import region
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.permission import permitted
from guiju.kernel.accounts.views.acting import acted

PAGE = 50
MOST_SHOWN = 200
_PUBLISHED = Words("已公开。", "It is public now.")
_CONCEALED = Words("已撤下公开页。", "It is no longer public.")
_RESTORED = Words(
    "已恢复入账；公开页要重新审查后才公开。", "It is back in the ledger; public again only once it is approved anew."
)
_WITHDRAWN = Words("已移出台账。", "It was taken out of the ledger.")


@access("public")
@never_cache
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The policies of the ledger as far as this reader sees them."""
    seen = policies_seen(request.user)
    text = request.GET.get("q", "")[:100]
    rows = policies_asked(seen, text=text, withdrawn=request.GET.get("withdrawn") == "1")
    page = Paginator(rows.order_by("-issued", "-pk"), PAGE).get_page(request.GET.get("page"))
    shown = policies_counted(request.user, page.object_list)
    context = {
        "page": page,
        "rows": shown,
        "text": text,
        "levels": LEVELS,
        "may_take_in": permitted(request.user, "ledger.take_in"),
        "inside": permitted(request.user, "ledger.enter"),
    }
    return render(request, "ledger/home.html", context | ways(request))


@access("ledger.see", policy_asked)
@never_cache
@require_safe
def policy(request: HttpRequest, pk: int) -> HttpResponse:
    """One policy: what it is, its tasks and targets; how they stand is told inside only; the office's doings."""
    return _page(request, pk)


def _page(request: HttpRequest, pk: int, error: WordsError | None = None) -> HttpResponse:
    row = policy_asked(request, pk)
    may_keep = permitted(request.user, "ledger.keep", row)
    inside = permitted(request.user, "ledger.inside", row)
    tasks = row.tasks.filter(removed_at=None) if inside else tasks_public(row)
    newer = Policy.objects.select_related("office").defer(*HEAVY).filter(replaces=row).first()
    context: dict[str, Any] = {
        "policy": row,
        "tab": "policy",
        "may_keep": may_keep,
        "inside": inside,
        "place": region(row.region),
        "years": years_said(row.starts, row.ends).pick(get_language() or "zh"),
        "levels": LEVELS,
        "standings": [(code, STANDINGS[code], number) for code, number in tasks_standing(row, timezone.localdate())]
        if inside
        else [],
        "tasks": tasks.prefetch_related("bodies__body").order_by("place", "pk")[:MOST_SHOWN],
        "task_count": tasks.count(),
        "untied": names_untied(row) if may_keep else [],
        "targets": row.targets.filter(removed_at=None, duplicate_of=None).order_by("place", "pk")[:MOST_SHOWN],
        "comparators": COMPARATORS,
        "per_said": per_said,
        "newer": newer if may_keep and newer is not None and newer.withdrawn_at is None else None,
        "went_on": newer if newer is not None and _went_on(request, row, newer) else None,
        "events": told_events(POLICY, row.pk, whole=True) if may_keep else [],
        "error": error,
        "reason": request.POST.get("reason", "")[:2_000],
    }
    return render(request, "ledger/policy.html", context, status=422 if error else 200)


def _went_on(request: HttpRequest, older: Policy, newer: Policy) -> bool:
    """Whether work went on to a newer version that this reader sees."""
    moved = older.withdrawn_at is not None and newer.confirmed_at is not None
    return moved and permitted(request.user, "ledger.see", newer)


@access("ledger.inside", policy_asked)
@never_cache
@require_safe
def found(request: HttpRequest, pk: int) -> HttpResponse:
    """The text as it was found, before cleaning: with all that stood around it on a page, so not for everybody."""
    row = policy_whole(pk)
    may_keep = permitted(request.user, "ledger.keep", row)
    return render(request, "ledger/found.html", {"policy": row, "may_keep": may_keep, "tab": "found"})


@access("ledger.keep", policy_asked)
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the page public after the disclosure step, or take it off."""
    public = request.POST.get("public") == "1"

    def act() -> None:
        policy_publish(
            actor=me(request), policy=policy_asked(request, pk), public=public, note=request.POST.get("note", ""),
            revision=whole(request.POST.get("revision", "")), at=timezone.now(),
        )  # fmt: skip

    return acted(request, act, _PUBLISHED if public else _CONCEALED, "ledger:policy", pk=pk)


@access("ledger.keep", policy_asked)
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a policy out of the ledger."""

    def act() -> None:
        policy_withdraw(
            actor=me(request), policy=policy_asked(request, pk), reason=request.POST.get("reason", ""),
            revision=whole(request.POST.get("revision", "")), at=timezone.now(),
        )  # fmt: skip

    return acted(request, act, _WITHDRAWN, "ledger:policy", pk=pk)


@access("ledger.keep", policy_asked)
@never_cache
@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a policy back that was taken out."""

    try:
        policy_restore(
            actor=me(request), policy=policy_asked(request, pk), reason=request.POST.get("reason", ""),
            revision=whole(request.POST.get("revision", "")), at=timezone.now(),
        )  # fmt: skip
    except WordsError as error:
        return _page(request, pk, error)
    say(request, _RESTORED)
    return redirect("ledger:policy", pk=pk)


paths = [
    path("", home, name="home"),
    path("policies/<int:pk>/", policy, name="policy"),
    path("policies/<int:pk>/found/", found, name="found"),
    path("policies/<int:pk>/publish", publish, name="publish"),
    path("policies/<int:pk>/withdraw", withdraw, name="withdraw"),
    path("policies/<int:pk>/restore", restore, name="policy-restore"),
]

"""A newer version of a policy beside the older (新旧版本对照)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from guiju.apps.ledger.comparing import Piece, Said, changes
from guiju.apps.ledger.finding import policy_asked, policy_whole
from guiju.apps.ledger.models import Policy, Task
from guiju.apps.ledger.queries.versions import decided_by, place_in, version_compared
from guiju.domain.language import Words
from guiju.kernel.accounts.access import access

KINDS = {
    "changed": Words("有改动", "changed"),
    "added": Words("新增", "added"),
    "kept": Words("补录和会议议定的，照旧延续", "added by hand or decided at a meeting: they go on"),
    "dropped": Words("不再列入", "dropped"),
    "same": Words("未变", "unchanged"),
}
MOST_DRAWN = 200


@access("ledger.keep", policy_asked)
@never_cache
@require_safe
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """Which task became which, what was added, what was dropped."""
    policy = policy_whole(pk)
    older = policy.replaces
    if older is None:
        raise Http404
    pairs = version_compared(policy, older)
    groups = [
        (words, [(pair, _drawn(pair.older, pair.newer) if at < MOST_DRAWN else []) for at, pair in enumerate(found)])
        for kind, words in KINDS.items()
        if (found := [pair for pair in pairs if pair.kind == kind])
    ]
    kept = [pair.older.pk for pair in pairs if pair.kind == "kept" and pair.older]
    context = {
        "policy": policy, "older": older, "groups": groups, "tab": "versions", "may_keep": True,
        "decided": decided_by(kept), "gone": _gone(policy, older, kept),
    }  # fmt: skip
    return render(request, "ledger/versions.html", context)


def _gone(policy: Policy, older: Policy, kept: list[int]) -> set[int]:
    """Of these tasks the ones that were added beside words which the newer version has no longer."""
    rows = Task.objects.filter(pk__in=kept, end__gt=0)
    return {task.pk for task in rows if not place_in(policy, older, task)[1]}


def _drawn(older: Said | None, newer: Said | None) -> list[Piece]:
    return changes(older.text, newer.text) if older and newer and older.text != newer.text else []


paths = [path("policies/<int:pk>/versions/", versions, name="versions")]

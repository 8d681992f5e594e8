"""A newer version of a policy beside the older (新旧版本对照)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from guiju.apps.ledger.comparing import Piece, changes
from guiju.apps.ledger.finding import policy_asked, policy_whole
from guiju.apps.ledger.history import FIELDS
from guiju.apps.ledger.queries.policies import policy_find
from guiju.apps.ledger.queries.versions import comparison
from guiju.apps.ledger.services.policies import policy_follow
from guiju.apps.ledger.terms import LEVELS
from guiju.apps.ledger.views.request import me, whole
from guiju.domain.language import Words
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.views.acting import acted

KINDS = {
    "changed": Words("有改动", "changed"),
    "added": Words("新增", "added"),
    "kept": Words("补录、拆分和会议议定的，照旧延续", "added or split by hand, or decided at a meeting: they go on"),
    "dropped": Words("不再列入", "dropped"),
    "same": Words("未变", "unchanged"),
}
_FOLLOWED = Words("已改作新版本，下面是与原版本的对照。", "It is now the newer version; here they are compared.")
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
    found = policy.compared or comparison(policy, older)
    groups = [
        (words, [(one, _drawn(one) if at < MOST_DRAWN else []) for at, one in enumerate(rows)])
        for kind, words in KINDS.items()
        if (rows := [one for one in found["tasks"] if one["kind"] == kind])
    ]
    targets = [
        (words, rows)
        for kind, words in KINDS.items()
        if (rows := [one for one in found["targets"] if one["kind"] == kind])
    ]
    documents = [
        (words, rows)
        for kind, words in KINDS.items()
        if (rows := [one for one in found.get("documents", ()) if one["kind"] == kind])
    ]
    context = {
        "policy": policy, "older": older, "groups": groups, "targets": targets,
        "documents": documents, "tab": "versions", "may_keep": True,
        "head": [(FIELDS[one["field"]], *(_head_said(one["field"], one[side]) for side in ("was", "now")))
                 for one in found["head"]],
    }  # fmt: skip
    return render(request, "ledger/versions.html", context)


@access("ledger.keep", policy_asked)
@require_POST
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a policy under review the newer version of another, and compare them."""
    policy, older = policy_asked(request, pk), policy_find(whole(request.POST.get("older", "")))
    if older is None:
        raise Http404
    revision = whole(request.POST.get("revision", ""))

    def act() -> None:
        policy_follow(actor=me(request), policy=policy, older=older, revision=revision, at=timezone.now())

    page = "versions" if policy.replaces_id is None and policy.confirmed_at is None else "policy"
    return acted(request, act, _FOLLOWED, f"ledger:{page}", pk=pk)


def _head_said(field: str, value: str) -> Words | str:
    return LEVELS[value] if field == "level" and value in LEVELS else value


def _drawn(one: Mapping[str, Any]) -> list[Piece]:
    return changes(one["was"], one["now"]) if one["was"] and one["now"] and one["was"] != one["now"] else []


paths = [
    path("policies/<int:pk>/versions/", versions, name="versions"),
    path("policies/<int:pk>/follow", follow, name="follow"),
]

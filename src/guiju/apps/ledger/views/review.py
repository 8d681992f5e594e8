"""The review page (对照核对): the policy's text left, what was read in it right; corrected where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from guiju.apps.ledger.finding import policy_asked, policy_whole
from guiju.apps.ledger.models import Policy, Target, Task
from guiju.apps.ledger.queries.bodies import names_untied
from guiju.apps.ledger.queries.policies import review_progress
from guiju.apps.ledger.queries.review import Review, left_after, review_of
from guiju.apps.ledger.queries.versions import policies_titled_alike
from guiju.apps.ledger.rows import by_hand
from guiju.apps.ledger.services.items import items_check
from guiju.apps.ledger.services.policies import policy_confirm, policy_correct, policy_doubt_settle
from guiju.apps.ledger.terms import COMPARATORS, EVERY, LEVELS, per_said, per_written, years_said
from guiju.apps.ledger.views.forms import errors_by_field, errors_in, typed
from guiju.apps.ledger.views.request import me, whole
from guiju.apps.ledger.views.review_drafts import (
    POLICY_FIELDS,
    draft_overtaken,
    items_drafted,
    review_draft,
    review_draft_drop,
    review_draft_keep,
)
from guiju.domain.codes.regions import region
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.views.acting import acted

_LONGEST_WORDS = 600
_CONFIRMED = Words("已确认入账。", "Confirmed: it is in the ledger.")


@access("ledger.keep", policy_asked)
@never_cache
@require_safe
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """A part of the text beside its reading; `at` is a place of the text, `edit` what is being corrected."""
    return review_page(request, policy_whole(pk), edit=request.GET.get("edit", "")[:40])


@access("ledger.keep", policy_asked)
@require_POST
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Say of a task, a target, a doubt, or of all of this part that it has been looked at; on to the next."""
    policy = policy_whole(pk)
    at = whole(request.POST.get("at", ""))
    kind, _, number = request.POST.get("what", "")[:20].partition("-")
    undo = kind.startswith("u")
    who: dict[str, Any] = {"actor": me(request), "policy": policy, "at": timezone.now()}
    try:
        if kind == "all":
            _check_part(policy, at, who)
        elif kind in ("t", "ut"):
            items_check(kind=Task, numbers=[whole(number)], checked=not undo, **who)
        elif kind in ("g", "ug"):
            items_check(kind=Target, numbers=[whole(number)], checked=not undo, **who)
        elif kind in ("d", "ud"):
            policy_doubt_settle(doubt=whole(number), settled=not undo, **who)
    except WordsError as error:
        messages.error(request, error.say(get_language() or "zh"))
    if undo:
        return redirect(f"{address(policy, at)}#{kind[1:]}-{number}")
    policy = policy_whole(pk)
    following = left_after(policy, _start(policy, kind, whole(number), at)) or left_after(policy, 0)
    return redirect(
        f"{address(policy, following[0])}#{following[1]}" if following else f"{address(policy, at)}#confirm"
    )


@access("ledger.keep", policy_asked)
@require_POST
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what the policy is as a document."""
    policy, fields = policy_whole(pk), typed(request, *POLICY_FIELDS)
    revision, do = whole(request.POST.get("revision", "")), request.POST.get("do", "")
    if do == "keep":
        review_draft_keep(request, policy, "policy")
        return redirect(f"{address(policy, 0, edit='policy')}#policy")
    try:
        if do != "drop":
            policy_correct(actor=me(request), policy=policy, typed=fields, revision=revision, at=timezone.now())
    except WordsError as error:
        review_draft_keep(request, policy, "policy")
        return review_page(request, policy_whole(pk), edit="policy", values=fields, errors=errors_in(error))
    review_draft_drop(request, policy, "policy")
    return redirect(address(policy, 0))


@access("ledger.keep", policy_asked)
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm what was read."""
    policy = policy_whole(pk)
    revision = whole(request.POST.get("revision", ""))

    def act() -> None:
        policy_confirm(actor=me(request), policy=policy, revision=revision, at=timezone.now())

    return acted(request, act, _CONFIRMED, "ledger:policy", pk=pk)


def review_page(
    request: HttpRequest,
    policy: Policy,
    *,
    edit: str = "",
    values: Mapping[str, str] | None = None,
    errors: Sequence[WordsError] = (),
) -> HttpResponse:
    """The page, with one form open (`edit`: policy, t-12, g-3, r-7, add-450, addg-450, addr-450) and what was typed
    into it; `words` of the address are those of the text that were selected."""
    at = whole(request.POST.get("at", "") or request.GET.get("at", ""))
    shown = review_of(policy, at)
    following = left_after(policy, at) or left_after(policy, 0)
    draft = review_draft(request, policy, edit) if edit and values is None else None
    place = region(policy.region)
    context: dict[str, Any] = {
        "policy": policy,
        "review": shown,
        "progress": review_progress(policy),
        "at": at,
        "edit": edit,
        "values": values if draft is None else draft.typed,
        "draft": draft,
        "drafted": items_drafted(request, policy, shown),
        "overtaken": lambda revision: draft_overtaken(draft, revision),
        "wrong": errors_by_field(errors),
        "errors": [(error, f"#f-{edit}-{error.where}" if error.where else None) for error in errors],
        "following": following,
        "levels": LEVELS,
        "years": years_said(policy.starts, policy.ends).pick(get_language() or "zh"),
        "every": EVERY,
        "comparators": COMPARATORS,
        "per_said": per_said,
        "per_written": per_written,
        "by_hand": by_hand,
        "selected": request.GET.get("words", "")[:_LONGEST_WORDS].strip(),
        "made": request.GET.get("made", "")[:20],
        "place": place,
        "open": _open_in(shown),
        "alike": policies_titled_alike(policy),
        "untied": names_untied(policy),
        "address": lambda at=at, **more: address(policy, at, **more),
    }
    return render(request, "ledger/review.html", context, status=422 if errors else 200)


def address(policy: Policy, at: int, **more: object) -> str:
    """The part of the review page that holds a place of the text."""
    asked = {"at": at, **more}
    query = urlencode({name: value for name, value in asked.items() if value})
    return reverse("ledger:review", kwargs={"pk": policy.pk}) + (f"?{query}" if query else "")


def _start(policy: Policy, kind: str, number: int, at: int) -> int:
    """Where in the text something stands; `at` for anything else."""
    if kind == "d":
        return int(policy.reading["doubts"][number]["at"][0]) if number < len(policy.reading["doubts"]) else at
    row: Task | Target | None = None
    if kind == "t":
        row = policy.tasks.filter(pk=number).first()
    elif kind == "g":
        row = policy.targets.filter(pk=number).first()
    return row.start if row is not None else at


def _open_in(shown: Review) -> int:
    """How many tasks and targets of a part nobody has looked at."""
    rows: list[Task | Target] = [*shown.added, *shown.added_targets]
    for block in shown.blocks:
        rows += [*block.tasks, *block.targets]
    return sum(1 for row in rows if row.removed_at is None and row.checked_at is None)


def _check_part(policy: Policy, at: int, who: dict[str, Any]) -> None:
    """Everything of a part that nobody has looked at; doubts are settled one by one only."""
    shown = review_of(policy, at)
    tasks = [task.pk for block in shown.blocks for task in block.tasks if task.checked_at is None]
    targets = [target.pk for block in shown.blocks for target in block.targets if target.checked_at is None]
    tasks += [task.pk for task in shown.added if task.checked_at is None]
    targets += [target.pk for target in shown.added_targets if target.checked_at is None]
    items_check(kind=Task, numbers=tasks, checked=True, **who)
    items_check(kind=Target, numbers=targets, checked=True, **who)


paths = [
    path("policies/<int:pk>/review/", review, name="review"),
    path("policies/<int:pk>/check", check, name="check"),
    path("policies/<int:pk>/correct", correct, name="correct"),
    path("policies/<int:pk>/confirm", confirm, name="confirm"),
]

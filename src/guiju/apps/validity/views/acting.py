"""What can be done with a check: again, for another day, kept, deleted, stopped (复查、改条件、保存、删除、停止)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from guiju.apps.validity.services import check_delete, check_repeat, check_revise, check_save
from guiju.apps.validity.views.asking import day_typed, owner_of, use_typed
from guiju.apps.validity.views.result import visible
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.access import access
from guiju.kernel.jobs.services import job_cancel

_DELETED = Words("已删除查新结果和文件。", "The check and its files were deleted.")
_SAVED = Words("已保存。到“我的查新”中可随时复查。", "Saved. Check it again any time from “My checks”.")


@access("public")
@require_POST
def again(request: HttpRequest, key: str) -> HttpResponse:
    """Check the same files as of today; the new page shows what changed."""
    check = visible(request, key)
    try:
        repeated = check_repeat(subject=check, as_of=timezone.localdate(), at=timezone.now())
    except WordsError as error:
        messages.error(request, error.say(get_language() or "zh"))
        return redirect("validity:result", key=key)
    return redirect("validity:result", key=repeated.key)


@access("public")
@require_POST
def revise(request: HttpRequest, key: str) -> HttpResponse:
    """Another day or kind of document for the same files."""
    check = visible(request, key)
    try:
        as_of = day_typed(request.POST.get("as_of", ""), timezone.localdate())
        check_revise(subject=check, use=use_typed(request.POST.get("use", "")), as_of=as_of, at=timezone.now())
    except WordsError as error:
        messages.error(request, error.say(get_language() or "zh"))
    return redirect("validity:result", key=key)


@access("signed_in")
@require_POST
def save(request: HttpRequest, key: str) -> HttpResponse:
    """Keep the check as a list."""
    check = visible(request, key)
    if check.owner_id is None or check.owner_id != getattr(owner_of(request), "pk", None):
        return redirect("validity:result", key=key)
    check_save(subject=check, title=request.POST.get("title", "").strip(), at=timezone.now())
    messages.success(request, _SAVED.pick(get_language() or "zh"))
    return redirect("validity:result", key=key)


@access("public")
@require_POST
def delete(request: HttpRequest, key: str) -> HttpResponse:
    """Delete the check and its files now."""
    check_delete(subject=visible(request, key), at=timezone.now())
    messages.success(request, _DELETED.pick(get_language() or "zh"))
    return redirect("validity:new")


@access("public")
@require_POST
def stop(request: HttpRequest, key: str) -> HttpResponse:
    """Stop a check that waits or runs."""
    check = visible(request, key)
    if check.job is not None:
        job_cancel(job=check.job, at=timezone.now())
    return redirect("validity:result", key=key)

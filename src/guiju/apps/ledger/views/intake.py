"""Taking in a policy (政策入账): a file or pasted text, read at once or, when long, in the background."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from guiju.apps.ledger.handing_in import handed_in, unread_told
from guiju.apps.ledger.models import Policy
from guiju.apps.ledger.queries.policies import offices_of, policy_find
from guiju.apps.ledger.services.long_reading import AT_ONCE, KIND, policy_reading_request
from guiju.apps.ledger.services.long_rounds import KIND as ROUND
from guiju.apps.ledger.services.policies import policy_take_in
from guiju.apps.ledger.services.versions import older_refused
from guiju.apps.ledger.views.request import me, whole
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.permission import permitted
from guiju.kernel.jobs.models import Job
from guiju.kernel.jobs.queries import job_for, progress_of, words_of

_MAKES = {KIND: ("ledger:review", "policy"), ROUND: ("ledger:round", "round")}
"""By the kind of a job: the page of what it makes, and where its result names that."""
_KNOWN = Words("台账中已有这份政策，下面就是。", "The ledger has this policy already; this is it.")
_TAKEN = Words(
    "已读完。请对照原文核对，改正后确认。", "It was read. Compare it with its text, correct it, and confirm."
)


@access("ledger.take_in")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The form, or what it brings: read, and on to the review."""
    offices = offices_of(request.user)
    error: WordsError | None = None
    if request.method == "POST":
        try:
            return _taken(request, offices)
        except WordsError as wrong:
            error = wrong
    older = None
    try:
        older = _older(request)
    except WordsError as wrong:
        error = error or wrong
    context: dict[str, Any] = {
        "offices": [(str(one.pk), one.name) for one in offices],
        "typed": {
            "office": request.POST.get("office", str(older.office_id) if older else ""),
            **{name: request.POST.get(name, "") for name in ("text", "provenance")},
        },
        "older": older,
        "errors": [(error, _place_of(error, len(offices)))] if error else [],
    }
    return render(request, "ledger/new.html", context, status=422 if error else 200)


def _place_of(error: WordsError, offices: int) -> str | None:
    """Where on the form something is to be mended; an office only where there are several to choose from."""
    if error.where == "office":
        return "#f-office" if offices > 1 else None
    return f"#f-{error.where if error.where in ('file', 'text', 'provenance') else 'file'}"


@access("ledger.take_in")
@never_cache
@require_safe
def waiting(request: HttpRequest, job: int) -> HttpResponse:
    """How far the reading of a long policy or the opening of a large round is; then on to what came of it."""
    found = _job(request, job)
    if found.state == Job.State.SUCCEEDED and found.result:
        page, name = _MAKES[found.kind]
        return redirect(page, pk=found.result[name])
    is_round = found.kind == ROUND
    return render(
        request, "ledger/waiting.html", {"job": found, "reason": words_of(found.reason), "is_round": is_round}
    )


@access("ledger.take_in")
@never_cache
@require_safe
def progress(request: HttpRequest, job: int) -> JsonResponse:
    """The same for a script: state, done, total, message, seconds_left."""
    body = progress_of(_job(request, job), lang=get_language() or "zh", now=timezone.now())
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False})


def _taken(request: HttpRequest, offices: list[Account]) -> HttpResponse:
    upload = request.FILES.get("file")
    chosen = next((one for one in offices if str(one.pk) == request.POST.get("office")), offices[0])
    source = handed_in(upload if isinstance(upload, UploadedFile) else None, request.POST.get("text", ""))
    asked: dict[str, Any] = {
        "actor": me(request), "office": chosen, "found_text": source.text, "file_name": source.name,
        "provenance": request.POST.get("provenance", "").strip(), "unread": unread_told(source),
        "replaces": _older(request), "at": timezone.now(),
    }  # fmt: skip
    if len(source.text) > AT_ONCE:
        return redirect("ledger:waiting", job=policy_reading_request(**asked).pk)
    lang = get_language() or "zh"
    try:
        policy = policy_take_in(**asked)
    except WordsError as error:
        if error.code != "known":
            raise
        messages.info(request, _KNOWN.pick(lang))
        return redirect("ledger:policy", pk=int(error.where))
    messages.success(request, _TAKEN.pick(lang))
    return redirect("ledger:review", pk=policy.pk)


def _older(request: HttpRequest) -> Policy | None:
    """The policy of which a newer version is taken in, where the address names one. Raises where it is not theirs."""
    number = whole(request.POST.get("replaces", "") or request.GET.get("replaces", ""))
    if not number:
        return None
    found = policy_find(number)
    if found is None or not permitted(request.user, "ledger.keep", found):
        raise older_refused()
    return found


def _job(request: HttpRequest, number: int) -> Job:
    found = job_for(job_id=number, person=me(request)) if number.bit_length() < 64 else None
    if found is None or found.kind not in _MAKES:
        raise Http404
    return found


paths = [
    path("policies/new", new, name="new"),
    path("reading/<int:job>/", waiting, name="waiting"),
    path("reading/<int:job>/progress", progress, name="progress"),
]

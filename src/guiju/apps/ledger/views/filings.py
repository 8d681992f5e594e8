"""One report of a round (填报项): reporting, summing up what participants said, returning, accepting; drafts kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guiju.apps.ledger.filing_state import FilingState, filing_state
from guiju.apps.ledger.models import Evidence, Filing
from guiju.apps.ledger.queries.filings import evidence_get, filing_get, parts_of, steps_of
from guiju.apps.ledger.roles import LEAD
from guiju.apps.ledger.services.chasing import round_chase
from guiju.apps.ledger.services.filings import DEEDS, filing_accept, filing_report, filing_return
from guiju.apps.ledger.services.progress import Said
from guiju.apps.ledger.services.undoing import filing_reopen
from guiju.apps.ledger.standing import standing
from guiju.apps.ledger.views.request import files_of, me, say, summed, typed_of, whole
from guiju.apps.ledger.views.rounds import filing_shown
from guiju.apps.parties.typed import FieldsWrong
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.permission import permitted
from guiju.kernel.files.services import file_open
from guiju.kernel.registers.queries import draft_find
from guiju.kernel.registers.services import draft_drop, draft_keep

DRAFT = "ledger.filing"
_FIELDS = ("text", "share")
_SENT = Words("已填报。", "Reported.")
_KEPT = Words("草稿已存，只有您能看到。", "The draft was kept; only you see it.")
_DROPPED = Words("草稿已删除。", "The draft was deleted.")
_RETURNED = Words("已退回。", "Returned.")
_ACCEPTED = Words("已通过。", "Accepted.")
_REOPENED = Words("已撤回通过，请重新审核。", "It waits to be answered anew.")


def filing_of(request: HttpRequest, pk: int, **rest: object) -> Filing:
    """The report of an address."""
    found = filing_get(pk)
    if found is None:
        raise Http404
    return found


def evidence_of(request: HttpRequest, pk: int, **rest: object) -> Evidence:
    """The file of an address."""
    found = evidence_get(pk)
    if found is None:
        raise Http404
    return found


@access("ledger.filing_see", filing_of)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """A report: where it stands, what was said, what may be done."""
    filing, errors = filing_of(request, pk), []
    typed: Mapping[str, str] = {}
    if request.method == "POST":
        typed = typed_of(request, _FIELDS)
        try:
            return _posted(request, filing, typed)
        except FieldsWrong as error:
            errors = list(error.errors)
        except WordsError as error:
            errors = [error]
        _keep(request, filing, typed)
        filing = filing_of(request, pk)
    return _page(request, filing, typed, errors)


def _posted(request: HttpRequest, filing: Filing, typed: Mapping[str, str]) -> HttpResponse:
    if "keep" in request.POST:
        draft_keep(actor=me(request), register=DRAFT, record=filing.pk, typed=typed, at=timezone.now())
        say(request, _KEPT)
    elif "drop" in request.POST:
        draft_drop(actor=me(request), register=DRAFT, record=filing.pk)
        say(request, _DROPPED)
    else:
        revision, files = whole(request.POST.get("revision", "")), files_of(request)
        said = filing_report(
            actor=me(request), filing=filing, revision=revision, typed=typed, files=files, at=timezone.now()
        )  # fmt: skip
        draft_drop(actor=me(request), register=DRAFT, record=filing.pk)
        say(request, _SENT)
        again_say(request, said)
    return redirect("ledger:filing", pk=filing.pk)


def again_say(request: HttpRequest, said: Said) -> None:
    """Tell of files that were offered before."""
    for row in said.again:
        assert row.first is not None
        task = row.first.progress.task.title[:60]
        zh = f"“{row.stored.name}”此前已用于“{task}”，同一份材料只计一次。"
        en = f"“{row.stored.name}” was offered before, for “{task}”: the same file counts once."
        say(request, Words(zh, en), warning=True)


def _keep(request: HttpRequest, filing: Filing, typed: Mapping[str, str]) -> None:
    """What could not be sent is kept as a draft, so that it is there when the page is closed."""
    if any(typed.values()) and permitted(request.user, "ledger.file", filing):
        try:
            draft_keep(actor=me(request), register=DRAFT, record=filing.pk, typed=typed, at=timezone.now())
        except WordsError:
            return


def _page(request: HttpRequest, filing: Filing, typed: Mapping[str, str], errors: list[WordsError]) -> HttpResponse:
    person, state = request.user, filing_state(filing)
    running = filing.round.closed_at is None
    reports = running and state != FilingState.ACCEPTED and permitted(person, "ledger.file", filing)
    draft = draft_find(me(request), DRAFT, filing.pk) if reports else None
    parts = [filing_shown(row) for row in parts_of(filing)] if filing.part == LEAD else []
    context = {
        "filing": filing, "shown": filing_shown(filing), "steps": list(steps_of(filing)), "deeds": DEEDS,
        "standing": standing(filing.task, timezone.localdate()), "reports": reports, "draft": draft,
        "answers": running and permitted(person, "ledger.answer", filing) and state == FilingState.REPORTED,
        "reopens": running and permitted(person, "ledger.answer", filing) and state == FilingState.ACCEPTED,
        "why": request.POST.get("reason", "")[:2_000] if errors else "",
        "chases": running and permitted(person, "ledger.answer", filing) and state in ("waiting", "returned"),
        "typed": typed or _begun(filing, draft, parts), "errors": summed(errors), "participants": parts,
        "summed": not typed and draft is None and filing.progress is None and any(one["row"].progress for one in parts),
        "wrong": {error.where: error for error in errors}, "keeps": permitted(person, "ledger.keep", filing.round),
        "stale": any(error.code == "stale" for error in errors),
        "for_other": not permitted(person, "ledger.report", filing.task),
    }  # fmt: skip
    return render(request, "ledger/filing.html", context, status=422 if errors else 200)


def _begun(filing: Filing, draft: Any, parts: list[dict[str, Any]]) -> Mapping[str, str]:
    """What the form begins with: the draft, what was said last, or what participants said, to be summed up."""
    if draft is not None:
        return {name: str(draft.typed.get(name, "")) for name in _FIELDS}
    if filing.progress is not None:
        share = filing.progress.share
        return {"text": filing.progress.text, "share": "" if share is None else str(share)}
    said = [part["row"] for part in parts if part["row"].progress is not None]
    return {"text": "\n".join(f"{row.body.name}：{row.progress.text}" for row in said), "share": ""}


@access("ledger.file", filing_of)
@require_POST
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what is being typed, as the page does by itself."""
    typed = typed_of(request, _FIELDS)
    try:
        draft_keep(actor=me(request), register=DRAFT, record=filing_of(request, pk).pk, typed=typed, at=timezone.now())
    except WordsError:
        return HttpResponse(status=422)
    return HttpResponse(status=204)


@access("ledger.answer", filing_of)
@require_POST
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Return a report with the reason."""
    reason = request.POST.get("reason", "")[:2_000]
    return _answered(
        request, pk, _RETURNED,
        lambda filing, seen: filing_return(
            actor=me(request), filing=filing, revision=seen, reason=reason, at=timezone.now()
        ),
    )  # fmt: skip


@access("ledger.answer", filing_of)
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept a report."""
    return _answered(
        request, pk, _ACCEPTED,
        lambda filing, seen: filing_accept(actor=me(request), filing=filing, revision=seen, at=timezone.now()),
    )  # fmt: skip


@access("ledger.answer", filing_of)
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back that it was accepted."""
    reason = request.POST.get("reason", "")[:2_000]
    return _answered(
        request, pk, _REOPENED,
        lambda filing, seen: filing_reopen(
            actor=me(request), filing=filing, revision=seen, reason=reason, at=timezone.now()
        ),
    )  # fmt: skip


@access("ledger.answer", filing_of)
@require_POST
def chase(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind one body."""
    filing = filing_of(request, pk)
    count = round_chase(actor=me(request), round=filing.round, filing=filing, at=timezone.now())
    say(request, Words("已催报。", "Reminded.") if count else Words("今天已经催过。", "Already reminded today."))
    return redirect("ledger:filing", pk=pk)


def _answered(request: HttpRequest, pk: int, words: Words, act: Callable[[Filing, int], None]) -> HttpResponse:
    filing = filing_of(request, pk)
    try:
        act(filing, whole(request.POST.get("revision", "")))
    except WordsError as error:
        return _page(request, filing_of(request, pk), {}, [error])
    say(request, words)
    return redirect("ledger:filing", pk=whole(request.POST.get("back", "")) or pk)


@access("ledger.evidence", evidence_of)
@never_cache
@require_safe
def evidence(request: HttpRequest, pk: int) -> FileResponse:
    """A file, to be saved; never shown by the browser as a page of ours."""
    stored = evidence_of(request, pk).stored
    return FileResponse(
        file_open(stored=stored), as_attachment=True, filename=stored.name, content_type=stored.media_type
    )  # fmt: skip


paths = [
    path("filings/<int:pk>/", one, name="filing"),
    path("filings/<int:pk>/draft/", draft, name="filing_draft"),
    path("filings/<int:pk>/return/", give_back, name="filing_return"),
    path("filings/<int:pk>/accept/", accept, name="filing_accept"),
    path("filings/<int:pk>/reopen/", reopen, name="filing_reopen"),
    path("filings/<int:pk>/chase/", chase, name="filing_chase"),
    path("evidence/<int:pk>/", evidence, name="evidence"),
]

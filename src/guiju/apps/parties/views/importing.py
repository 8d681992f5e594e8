"""Importing organisations and committees (从表格导入): what each row would do, then letting it in."""

from __future__ import annotations

from collections import Counter

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guiju.apps.parties.importing import COLUMNS, MOST_ROWS
from guiju.apps.parties.models import PartySheet
from guiju.apps.parties.services.sheets import sheet_drop, sheet_hand_in, sheet_let_in
from guiju.apps.parties.terms import KINDS, UNIT
from guiju.apps.parties.views.acting import acted, by_field, me, summed, tried
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.access import access
from guiju.kernel.jobs.queries import progress_of, words_of
from guiju.kernel.registers.services.reading import MOST_ROWS as READ_MOST

_MOST_BYTES = 50_000_000
_SHOWN = 200
WHAT = {
    "added": Words("新增", "added"),
    "changed": Words("补充、更改", "changed"),
    "same": Words("没有变化", "unchanged"),
    "wrong": Words("有误，不写入", "wrong, left out"),
}
_DONE = Words("已写入。", "Let in.")
_ASKED = Words("正在写入，可以离开此页。", "Being let in; you may leave this page.")
_DROPPED = Words("已放弃。", "Dropped.")
_KINDS = {"organisation": Words("机构", "organisations"), "committee": Words("技术委员会", "committees")}


def sheet_or_404(request: HttpRequest, pk: int) -> PartySheet:
    """The sheet of an address, for its rule. Raises Http404."""
    row = PartySheet.objects.select_related("job").filter(pk=pk).first() if pk.bit_length() < 64 else None
    if row is None:
        raise Http404
    return row


@access("parties.keep")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def hand_in(request: HttpRequest) -> HttpResponse:
    """Hand in a sheet; and one's own before it."""
    errors: list[WordsError] = []
    if request.method == "POST":
        made: list[PartySheet] = []

        def act() -> None:
            file = request.FILES.get("file")
            if file is None or not file.size:
                raise WordsError("file", Words("请选择一份表格。", "Choose a sheet."), where="file")
            if file.size > _MOST_BYTES:
                raise WordsError("large", Words("文件超过 50 MB。", "The file is larger than 50 MB."), where="file")
            kinds = request.POST.get("kinds", "")
            made.append(
                sheet_hand_in(
                    actor=me(request), data=file.read(), name=file.name or "", kind=request.POST.get("kind", "")[:20],
                    kinds=kinds if kinds in KINDS else "", at=timezone.now(),
                )
            )  # fmt: skip

        errors = tried(request, act, Words("已收到，尚未写入。", "Received; nothing is written yet."))
        if not errors:
            return redirect("parties:import-one", pk=made[0].pk)
    context = {
        "errors": summed(errors, "file"),
        "wrong": by_field(errors),
        "what": _KINDS,
        "kinds": {code: words for code, words in KINDS.items() if code != UNIT},
        "columns": {kind: [texts[0] for texts in columns.values()] for kind, columns in COLUMNS.items()},
        "most": MOST_ROWS,
        "organisations": READ_MOST,
        "chosen": request.POST.get("kind", "") or request.GET.get("kind", "organisation"),
        "sheets": list(PartySheet.objects.filter(owner=me(request)).order_by("-pk")[:20]),
    }
    return render(request, "parties/import.html", context, status=422 if errors else 200)


@access("parties.sheet_own", sheet_or_404)
@never_cache
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """What each row would do, or did."""
    row = sheet_or_404(request, pk)
    chosen = request.GET.get("what", "")
    rows = [line for line in row.outcome if chosen not in WHAT or line[1] == chosen]
    counts = Counter(row.counts or [line[1] for line in row.outcome])
    total = sum(counts.values())
    waiting = row.job is not None and not row.job.is_over
    context = {
        "row": row,
        "kind": _KINDS[row.kind],
        "columns": {field: texts[0] for field, texts in COLUMNS[row.kind].items()},
        "counts": counts,
        "total": total,
        "waiting": waiting,
        "failed": row.applied_at is None and row.job is not None and row.job.state in ("failed", "cancelled"),
        "message": words_of(row.job.message) if row.job else Words("", ""),
        "reason": words_of(row.job.reason) if row.job else Words("", ""),
        "what": WHAT,
        "chosen": chosen,
        "rows": sorted(rows, key=lambda line: (line[1] != "wrong", line[0]))[:_SHOWN],
        "more": (counts[chosen] if chosen in WHAT else total) - _SHOWN,
    }
    return render(request, "parties/import_one.html", context)


@access("parties.sheet_own", sheet_or_404)
@never_cache
@require_safe
def progress(request: HttpRequest, pk: int) -> JsonResponse:
    """How far the work on a large sheet is, for the script that redraws the bar."""
    row = sheet_or_404(request, pk)
    if row.job is None:
        raise Http404
    return JsonResponse(progress_of(row.job, lang=get_language() or "zh", now=timezone.now()))


@access("parties.sheet_own", sheet_or_404)
@require_POST
def let_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Let it in, or give it up."""
    row = sheet_or_404(request, pk)
    if request.POST.get("drop") == "1":
        return acted(
            request, lambda: sheet_drop(actor=me(request), sheet=row, at=timezone.now()), "parties:import", _DROPPED
        )
    return acted(
        request, lambda: sheet_let_in(actor=me(request), sheet=row, at=timezone.now()), "parties:import-one",
        _ASKED if row.job_id else _DONE,
        pk=pk,
    )  # fmt: skip

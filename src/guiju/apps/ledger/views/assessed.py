"""One assessed body (被考核对象): what it reports with its evidence, what was found, its points, its appeals."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from guiju.apps.ledger.assessing import table_of
from guiju.apps.ledger.models import Assessed, ValueFile
from guiju.apps.ledger.queries.assessments import files_of
from guiju.apps.ledger.results import NOT_SCORED, sum_shown
from guiju.apps.ledger.services.appeals import appeal_make
from guiju.apps.ledger.services.assessments import value_check, value_report
from guiju.apps.ledger.services.value_files import LARGEST, value_file_add
from guiju.apps.ledger.splitting import records_behind
from guiju.apps.ledger.views.forms import typed
from guiju.apps.ledger.views.request import me, whole
from guiju.domain.assessment import SOURCES
from guiju.domain.assessment.numbers import shown
from guiju.domain.assessment.scoring import scoring_words
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.permission import permitted
from guiju.kernel.files.services import file_open

_SAVED = Words("已保存。", "Saved.")


def assessed_or_404(request: HttpRequest, pk: int, body: int, **rest: object) -> Assessed:
    """The body of an address, for its rule."""
    rows = Assessed.objects.select_related("assessment", "assessment__office", "body")
    return get_object_or_404(rows, assessment=pk, pk=body)


@access("ledger.assessed_see", assessed_or_404)
@never_cache
@require_safe
def one(request: HttpRequest, pk: int, body: int) -> HttpResponse:
    """Its sheet."""
    return _page(request, assessed_or_404(request, pk, body))


@access("ledger.assessed_see", assessed_or_404)
@never_cache
@require_POST
def act(request: HttpRequest, pk: int, body: int, what: str) -> HttpResponse:
    """Report, check, appeal: what was typed comes back with what is wrong."""
    if what not in _ACTS:
        raise Http404
    row = assessed_or_404(request, pk, body)
    try:
        _ACTS[what](request, row)
    except WordsError as error:
        return _page(request, row, what, error)
    messages.success(request, _SAVED.pick(get_language() or "zh"))
    return redirect("ledger:assessed", pk=pk, body=body)


@access("ledger.assessed_see", assessed_or_404)
@require_safe
def file(request: HttpRequest, pk: int, body: int, number: int) -> FileResponse:
    """A file of its evidence."""
    rows = ValueFile.objects.filter(value__assessed=body, value__assessed__assessment=pk, removed_at=None)
    row = get_object_or_404(rows.select_related("stored"), pk=number)
    return FileResponse(
        file_open(stored=row.stored),
        as_attachment=True,
        filename=row.stored.name,
        content_type="application/octet-stream",
    )


def _page(request: HttpRequest, row: Assessed, what: str = "", error: WordsError | None = None) -> HttpResponse:
    table = table_of(row.assessment, timezone.localdate())
    announced = row.assessment.announcements.exists()
    context = {
        "row": row, "table": table, "scheme": table.scheme, "values": table.values[row.pk],
        "held": {code: held for (pk, code), held in table.held.items() if pk == row.pk},
        "result": table.results[row.pk],
        "rank": next(rank.rank for rank in table.ranks if rank.body == row.pk) if announced else None,
        "files": files_of(row), "records": records_behind(table.scheme, row.body, table.on),
        "appeals": list(row.appeals.order_by("-made_at")),
        "reports": permitted(request.user, "ledger.value_report", row),
        "over": timezone.localdate() > row.assessment.reports_due,
        "checks": permitted(request.user, "ledger.value_check", row.assessment),
        "shown": shown, "not_scored": NOT_SCORED, "sum_shown": sum_shown,
        "sources": SOURCES, "scoring": scoring_words, "announced": announced,
        "what": what, "error": error, "wrong_at": request.POST.get("indicator", "")[:40] if error else "",
        "typed": dict(request.POST.items()) if error else {},
        "today": timezone.localdate(),
    }  # fmt: skip
    return render(request, "ledger/assessed.html", context, status=422 if error else 200)


def _report(request: HttpRequest, row: Assessed) -> None:
    values = typed(request, "indicator", "number", "evidence", "revision")
    upload = request.FILES.get("file")
    if upload is not None and (upload.size or 0) > LARGEST:
        raise WordsError("large", Words("文件超过 20 MB。", "The file is larger than 20 MB."), where="file")
    with transaction.atomic():
        value_report(
            actor=me(request), assessed=row, indicator=values.get("indicator", ""), number=values.get("number", ""),
            evidence=values.get("evidence", ""), revision=whole(values.get("revision", "")),
            at=timezone.now(),
        )  # fmt: skip
        if upload is not None:
            value_file_add(
                actor=me(request), assessed=row, indicator=values.get("indicator", ""), name=upload.name or "file",
                data=upload.read(), at=timezone.now(),
            )  # fmt: skip


def _check(request: HttpRequest, row: Assessed) -> None:
    values = typed(request, "indicator", "number", "answer", "revision")
    value_check(
        actor=me(request), assessed=row, indicator=values.get("indicator", ""), number=values.get("number", ""),
        answer=values.get("answer", ""), revision=whole(values.get("revision", "")), at=timezone.now(),
    )  # fmt: skip


def _appeal(request: HttpRequest, row: Assessed) -> None:
    values = typed(request, "indicator", "text")
    appeal_make(
        actor=me(request), assessed=row, indicator=values.get("indicator", ""), text=values.get("text", ""),
        at=timezone.now(),
    )  # fmt: skip


_ACTS: dict[str, Callable[[HttpRequest, Assessed], None]] = {"report": _report, "check": _check, "appeal": _appeal}

paths = [
    path("assessments/<int:pk>/bodies/<int:body>/", one, name="assessed"),
    path("assessments/<int:pk>/bodies/<int:body>/files/<int:number>", file, name="assessed-file"),
    path("assessments/<int:pk>/bodies/<int:body>/<slug:what>", act, name="assessed-act"),
]

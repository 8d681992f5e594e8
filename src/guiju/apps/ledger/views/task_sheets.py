"""Letting in the sheet units keep of a policy's tasks (任务表导入): a trial first, then the same again for good."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from guiju.apps.ledger.finding import policy_asked
from guiju.apps.ledger.handing_in import sheet_kept, sheet_taken
from guiju.apps.ledger.services.task_sheets import Outcome, rows_read, task_sheet_let_in
from guiju.apps.ledger.task_sheets import headings
from guiju.apps.ledger.views.request import me, say, whole
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.access import access

WHAT = {
    "added": Words("新增", "added"),
    "changed": Words("更新", "changed"),
    "same": Words("不变", "the same"),
    "wrong": Words("有误，不导入", "wrong, left out"),
}
_DONE = Words("已导入：新增 {added}，更新 {changed}。", "Let in: {added} added, {changed} changed.")


@access("ledger.keep", policy_asked)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose a file, see what each row would do, let it in."""
    policy, errors = policy_asked(request, pk), list[WordsError]()
    outcomes: list[Outcome] = []
    stored = 0
    if request.method == "POST":
        try:
            upload = request.FILES.get("file")
            number = whole(request.POST.get("stored", ""))
            kept = sheet_taken(me(request), number) if number else None
            if kept is None:
                kept = sheet_kept(me(request), upload if isinstance(upload, UploadedFile) else None, timezone.now())
            rows = rows_read(*kept[1:])
            outcomes = task_sheet_let_in(
                actor=me(request), policy=policy, rows=rows, trial=not number, at=timezone.now()
            )  # fmt: skip
            stored = kept[0]
            if number:
                counts = Counter(one.what for one in outcomes)
                values = {"added": counts["added"], "changed": counts["changed"]}
                say(request, Words(_DONE.zh.format(**values), _DONE.en.format(**values)))
                return redirect("ledger:policy", pk=pk)
        except WordsError as error:
            errors.append(error)
    context: dict[str, Any] = {
        "policy": policy, "tab": "sheet", "may_keep": True, "what": WHAT, "stored": stored, "outcomes": outcomes,
        "counts": Counter(one.what for one in outcomes), "columns": headings()[1:8],
        "errors": [(error, "#f-file") for error in errors],
    }  # fmt: skip
    return render(request, "ledger/task_sheet.html", context, status=422 if errors else 200)


paths = [path("policies/<int:pk>/sheet/", sheet, name="task-sheet")]

"""The weekly sheet to take along (工作周报表下载): of a body's tasks, of a round, of a policy."""

from __future__ import annotations

import io

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from guiju.apps.ledger.models import Policy, Task
from guiju.apps.ledger.queries.work import accounts_of, tasks_of, tasks_under
from guiju.apps.ledger.sheets import sheet_word
from guiju.apps.ledger.views.request import me
from guiju.apps.ledger.views.rounds import round_of
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.queries import organisation_names
from guiju.kernel.files.media import DOCX


def policy_of(request: HttpRequest, pk: int, **rest: object) -> Policy:
    """The policy of an address."""
    found = Policy.objects.select_related("office").filter(pk=pk).first() if pk < 2**63 else None
    if found is None:
        raise Http404
    return found


@access("ledger.enter")
@never_cache
@require_safe
def own(request: HttpRequest) -> FileResponse:
    """The tasks one's body answers for."""
    accounts = accounts_of(me(request), on=timezone.localdate())
    by = "、".join(sorted(organisation_names(accounts).values())[:3])
    return _sheet(tasks_of(accounts), by)


@access("ledger.keep", round_of)
@never_cache
@require_safe
def of_round(request: HttpRequest, pk: int) -> FileResponse:
    """The tasks of a round."""
    found = round_of(request, pk)
    return _sheet(Task.objects.filter(pk__in=found.filings.values("task")), found.office.name)


@access("ledger.keep", policy_of)
@never_cache
@require_safe
def of_policy(request: HttpRequest, pk: int) -> FileResponse:
    """The tasks of a policy."""
    policy = policy_of(request, pk)
    return _sheet(tasks_under(policy), policy.office.name)


def _sheet(rows: QuerySet[Task], by: str) -> FileResponse:
    on = timezone.localdate()
    data = sheet_word(rows, title="政策任务工作进展周报", by=by, on=on)
    name = f"工作进展周报-{on}.docx"
    return FileResponse(io.BytesIO(data), as_attachment=True, filename=name, content_type=DOCX)


paths = [
    path("todo/sheet.docx", own, name="work_sheet"),
    path("rounds/<int:pk>/sheet.docx", of_round, name="round_sheet"),
    path("policies/<int:pk>/sheet.docx", of_policy, name="policy_sheet"),
]

"""The documents policies order to be issued (要求出台的文件): which are out, which are not, which are late."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from guiju.apps.ledger.finding import document_asked
from guiju.apps.ledger.history import told_events
from guiju.apps.ledger.models import RequiredDocument
from guiju.apps.ledger.queries.documents import (
    STATES,
    documents_asked,
    documents_counted,
    documents_read,
    documents_seen,
)
from guiju.apps.ledger.queries.policies import policy_find
from guiju.apps.ledger.recording import DOCUMENT
from guiju.apps.ledger.services.documents import document_change, document_remove
from guiju.apps.ledger.views.forms import errors_by_field, errors_in, typed
from guiju.apps.ledger.views.request import me, say, summed, ways, whole
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.access import access

PAGE = 50
FIELDS = ("name", "due_words", "due", "number", "issued_on", "link", "note")
_SAVED = Words("已保存。", "Saved.")


@access("ledger.enter")
@never_cache
@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """The list, by state and policy."""
    on, state = timezone.localdate(), request.GET.get("state", "")
    policy = whole(request.GET.get("policy", ""))
    seen = documents_asked(documents_seen(request.user), state="", policy=policy, on=on)
    rows = documents_asked(seen, state=state if state in STATES else "", policy=0, on=on)
    counted = documents_counted(seen, on)
    total = counted[state] if state in STATES else counted["open"] + counted["issued"]
    page = Paginator(range(total), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": documents_read(rows, PAGE * (page.number - 1), PAGE),
        "on": on,
        "states": [(code, words, counted[code], code == state) for code, words in STATES.items()],
        "policy": policy_find(policy) if policy else None,
        "state": state,
    }
    return render(request, "ledger/documents.html", context | ways(request))


@access("ledger.keep", document_asked)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter that it was issued, correct its name, take it out or put it back."""
    row, errors = document_asked(request, pk), []
    fields: dict[str, str] = {}
    if request.method == "POST":
        fields, revision = typed(request, *FIELDS), whole(request.POST.get("revision", ""))
        who: dict[str, Any] = {"actor": me(request), "document": row, "revision": revision, "at": timezone.now()}
        try:
            if request.POST.get("do") in ("remove", "restore"):
                document_remove(removed=request.POST["do"] == "remove", **who)
            else:
                document_change(typed=fields, **who)
        except WordsError as error:
            errors = list(errors_in(error))
            row = document_asked(request, pk)
        else:
            say(request, _SAVED)
            return redirect("ledger:documents")
    held = {name: _shown(row, name) for name in FIELDS}
    context = {"document": row, "values": held | fields, "errors": summed(errors), "wrong": errors_by_field(errors)}
    context["events"] = told_events(DOCUMENT, row.pk, whole=True)
    return render(request, "ledger/document.html", context, status=422 if errors else 200)


def _shown(row: RequiredDocument, name: str) -> str:
    value = getattr(row, name)
    return "" if value is None else str(value)


paths = [
    path("documents/", documents, name="documents"),
    path("documents/<int:pk>/", document, name="document"),
]

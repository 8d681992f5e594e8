"""The page that shows every component in every state (组件一览), for those who build pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guiju.domain.validity.words import Status, Verdict
from guiju.kernel.accounts.access import access


@access("public")
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """All macros of `ui.html`, with sample values."""
    return render(request, "components.html", {"statuses": list(Status), "verdicts": list(Verdict)})

"""Procedures for everybody to read (办事指南): stages, who does what, documents, deadlines with their articles."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from guiju.domain.procedures import diagram
from guiju.domain.procedures.clocks import length_of
from guiju.domain.procedures.model import ENDS, KINDS, ROLES
from guiju.kernel.accounts.access import access
from guiju.kernel.procedures.declarations import procedures_on


@access("public")
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The procedures there are."""
    found = sorted(procedures_on(timezone.localdate()).values(), key=lambda procedure: procedure.code)
    return render(request, "procedures/index.html", {"procedures": found})


@access("public")
@require_safe
def one(request: HttpRequest, code: str) -> HttpResponse:
    """One procedure in words and drawn."""
    on = timezone.localdate()
    procedure = procedures_on(on).get(code)
    if procedure is None:
        raise Http404
    lang = get_language() or "zh"
    context = {
        "procedure": procedure,
        "diagram": diagram(procedure, "en" if lang.startswith("en") else "zh"),
        "lengths": {code: length_of(procedure, row, on) for code, row in procedure.deadlines.items()},
        "roles": ROLES,
        "kinds": KINDS,
        "ends": ENDS,
    }
    return render(request, "procedures/procedure.html", context)

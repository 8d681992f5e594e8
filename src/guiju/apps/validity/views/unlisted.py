"""The queue of numbers the catalogue lacks (未收录核实)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guiju.apps.validity.intake import refuse_too_large
from guiju.apps.validity.models import UnlistedNumber
from guiju.apps.validity.queries import unlisted
from guiju.apps.validity.services import number_reopen, number_settle
from guiju.apps.validity.views.asking import owner_of
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.models import User
from guiju.kernel.files.models import StoredFile
from guiju.kernel.files.services import file_store

_PAGE_SIZE = 50
_SETTLED = Words("已核实 {number}，以后的查新会使用这个结论。", "{number} is settled; later checks will use it.")
_OUTCOMES = (
    ("recorded", Words("确有此标准，收入标准库", "It exists: enter it in the catalogue")),
    ("same_as", Words("写错了，指另一个标准", "A slip: it means another standard")),
    ("no_such_number", Words("查无此号", "No such number was ever published")),
)
_FIELDS = ("outcome", "meant", "title", "asserted_status", "evidence_link", "note")


@access("validity.settle")
@never_cache
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Numbers nobody has settled, most asked first; the settled ones with `?settled=1`."""
    settled = request.GET.get("settled") == "1"
    page = Paginator(unlisted(settled=settled), _PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "validity/unlisted.html", {"page": page, "settled": settled, "outcomes": dict(_OUTCOMES)})


@access("validity.settle")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Settle one number with a link or a file as evidence."""
    row = UnlistedNumber.objects.filter(pk=pk).first()
    if row is None:
        raise Http404
    errors: list[WordsError] = []
    if request.method == "POST":
        try:
            _settle(request, row)
        except WordsError as error:
            errors.append(error)
        else:
            messages.success(request, _SETTLED.pick(get_language() or "zh", number=row.number))
            return redirect("validity:unlisted")
    typed = {name: request.POST.get(name, "") for name in _FIELDS}
    context: dict[str, Any] = {
        "row": row,
        "typed": typed,
        "outcomes": _OUTCOMES,
        "errors": [(error, f"#f-{error.where or 'outcome'}") for error in errors],
    }
    return render(request, "validity/settle.html", context, status=422 if errors else 200)


@access("validity.settle")
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a settlement back."""
    row = UnlistedNumber.objects.filter(pk=pk).first()
    if row is None:
        raise Http404
    number_reopen(actor=_me(request), number=row.number, at=timezone.now())
    return redirect("validity:settle", pk=pk)


def _settle(request: HttpRequest, row: UnlistedNumber) -> None:
    typed = {name: request.POST.get(name, "").strip() for name in _FIELDS}
    number_settle(actor=_me(request), number=row.number, evidence_file=_evidence(request), at=timezone.now(), **typed)


def _evidence(request: HttpRequest) -> StoredFile | None:
    file = request.FILES.get("evidence_file")
    if file is None:
        return None
    refuse_too_large(file.size or 0)
    return file_store(
        name=file.name or "evidence",
        data=file.read(),
        purpose="validity.evidence",
        owner=_me(request),
        at=timezone.now(),
        expires_at=None,
    )


def _me(request: HttpRequest) -> User:
    person = owner_of(request)
    assert person is not None  # the rule has been checked
    return person

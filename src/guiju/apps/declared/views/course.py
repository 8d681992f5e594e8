"""Opening the case of a record, and the public documents of its cases (开始办理、公开的材料)."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from guiju.apps.declared.courses import documents_public
from guiju.apps.declared.finding import asked_of, me, place_of, record_of
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.models import Organisation
from guiju.kernel.accounts.queries import organisation_named
from guiju.kernel.files.services import file_open
from guiju.kernel.procedures.errors import NOT_AUTHORITY
from guiju.kernel.registers.search import kind_name
from guiju.kernel.registers.services import record_case_open
from guiju.kernel.registers.services.courses import authorities_open
from guiju.kernel.search.services import index_keep_up

_OPENED = Words("已开始办理。", "The case is open.")


@access("registers.change", asked_of)
@require_POST
def open_case(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Open the case of a record, before the authority that was chosen."""
    try:
        authority = authority_chosen(request.POST.get("authority", ""))
        if authority is None:
            raise NOT_AUTHORITY
        case = record_case_open(
            actor=me(request),
            register=code,
            record=pk,
            authority=authority,
            applicant=organisation_named(request.POST.get("applicant", "").strip()[:200]),
            at=timezone.now(),
        )
    except WordsError as error:
        messages.error(request, error.say(get_language() or "zh"))
        return redirect("declared:record", code=code, pk=pk)
    index_keep_up(kind=kind_name(code))
    messages.success(request, _OPENED.pick(get_language() or "zh"))
    return redirect("procedures:case", pk=case.pk)


@access("registers.see", asked_of)
@never_cache
@require_safe
def document(request: HttpRequest, code: str, pk: int, document: int) -> HttpResponse:
    """A public document of a record's case, as it was handed in."""
    place = place_of(request, code)
    row = record_of(place, pk)
    found = next((one for _, one in documents_public(place.layout, row) if one.pk == document), None)
    if found is None:
        raise Http404
    with file_open(stored=found.stored) as content:
        answer = HttpResponse(content.read(), content_type="application/octet-stream")
    answer["Content-Disposition"] = content_disposition_header(True, found.stored.name) or "attachment"
    return answer


def authority_chosen(value: str) -> Organisation | None:
    """The authority that was chosen, or the only one there is."""
    known = authorities_open()
    return next((one for one in known if str(one.pk) == value), known[0] if len(known) == 1 else None)

"""A record, its files and its history; what a register is (登记页、登记簿说明)."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from guiju.apps.declared.courses import course_of, documents_public
from guiju.apps.declared.deeds import deeds_of
from guiju.apps.declared.finding import asked_of, place_of, record_of
from guiju.apps.declared.links import links_of
from guiju.domain.registers import register_diagram, value_show
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.permission import permitted
from guiju.kernel.accounts.queries import organisation_names
from guiju.kernel.files.models import StoredFile
from guiju.kernel.files.services import file_open
from guiju.kernel.registers.queries import records_naming, rooms_for, values_seen
from guiju.kernel.registers.stages import handed_in


@access("registers.see", asked_of)
@never_cache
@require_safe
def one(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A record as its reader may see it, with what can be done, what names it, and its history."""
    place = place_of(request, code)
    layout, sight = place
    row = record_of(place, pk)
    lang = get_language() or "zh"
    values = values_seen(layout, sight, row)
    facts = [
        (field, values.get(field.code), value_show(field, values.get(field.code), lang))
        for field in sight.fields(row)
        if field.code != layout.register.title
    ]
    inside, changes = sight.is_inside(row), sight.changes(row)
    settled = changes and not sight.keeps and row.pk in handed_in(layout, [row.pk])
    context: dict[str, Any] = {
        "register": layout.register,
        "sight": sight,
        "row": row,
        "title": layout.title(row),
        "facts": facts,
        "links": links_of([(field, value) for field, value, _ in facts]),
        "owner": organisation_names([row.organisation_id]).get(row.organisation_id or 0, ""),
        "inside": inside,
        "may_change": changes and bool(sight.written(row, settled=settled)),
        "may_withdraw": changes and not settled,
        "deeds": deeds_of(layout, sight, row, lang) if inside else [],
        "course": course_of(
            layout, sight, row, request.user, "en" if lang.startswith("en") else "zh", timezone.localdate()
        ),
        "documents": documents_public(layout, row),
        "naming": records_naming(rooms_for(request.user, timezone.localdate()), layout, row),
    }
    return render(request, "declared/record.html", context)


@access("registers.see", asked_of)
@never_cache
@require_safe
def file(request: HttpRequest, code: str, pk: int, field: str) -> HttpResponse:
    """A file of a record, as it was handed in."""
    place = place_of(request, code)
    row = record_of(place, pk)
    value = values_seen(place.layout, place.sight, row).get(field)
    held = place.layout.register.by_code.get(field)
    if held is None or held.type != "file" or not isinstance(value, dict):
        raise Http404
    stored = StoredFile.objects.filter(pk=int(value.get("id") or 0)).first()
    if stored is None:
        raise Http404
    with file_open(stored=stored) as content:
        answer = HttpResponse(content.read(), content_type="application/octet-stream")
    answer["Content-Disposition"] = content_disposition_header(True, stored.name) or "attachment"
    return answer


@access("registers.see", asked_of)
@require_safe
def about(request: HttpRequest, code: str) -> HttpResponse:
    """What a register is for, what it answers, what its fields and measures mean, who sees what."""
    layout, sight = place_of(request, code)
    drawn = register_diagram([layout.register], get_language() or "zh")
    context = {
        "register": layout.register,
        "sight": sight,
        "fields": sight.fields(),
        "drawn": drawn,
        "may_declare": permitted(request.user, "registers.declare"),
    }
    return render(request, "declared/about.html", context)


@access("registers.see", asked_of)
@require_safe
def declaration(request: HttpRequest, code: str) -> HttpResponse:
    """The declaration in use, word for word."""
    layout = place_of(request, code).layout
    answer = HttpResponse(layout.register.text, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = content_disposition_header(True, f"{layout.register.code}.toml") or "attachment"
    return answer

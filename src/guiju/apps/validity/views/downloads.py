"""Everything a check can be taken away as (下载)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from guiju.apps.validity.models import Check
from guiju.apps.validity.outputs.marked import marked_file
from guiju.apps.validity.outputs.record_sheet import RecordHead, record_head, record_rows
from guiju.apps.validity.outputs.record_sheet_docx import record_sheet_docx
from guiju.apps.validity.outputs.record_sheet_xlsx import record_sheet_xlsx
from guiju.apps.validity.outputs.report_pdf import report_pdf
from guiju.apps.validity.outputs.table import csv_bytes
from guiju.apps.validity.queries import changes_since, result_of
from guiju.apps.validity.sealing import report_json
from guiju.apps.validity.views.result import visible
from guiju.domain.documents import DocumentError
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.queries import memberships_of
from guiju.kernel.files.services import file_bytes

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Taken(NamedTuple):
    """A file to hand out."""

    data: bytes
    media_type: str
    name: str


@access("public")
@never_cache
@require_safe
def download(request: HttpRequest, key: str, what: str) -> HttpResponse:
    """`report.pdf`, `report.json`, `table.csv`, `record.docx`, `record.xlsx` of a check."""
    check = visible(request, key)
    found = result_of(check)
    if found is None or what not in _OUTPUTS:
        raise Http404
    return _handed(_OUTPUTS[what](check, found, get_language() or "zh"))


@access("public")
@never_cache
@require_safe
def marked(request: HttpRequest, key: str, file: str) -> HttpResponse:
    """The same file back, marked; what cannot be marked is said on the page of the result."""
    check = visible(request, key)
    found = result_of(check)
    kept = check.files.select_related("stored").filter(position=int(file)).first()
    if found is None or kept is None or kept.stored is None or kept.position >= len(found["files"]):
        raise Http404
    lang = get_language() or "zh"
    try:
        data, name = marked_file(
            file_bytes(stored=kept.stored),
            kept.name,
            found["files"][kept.position],
            as_of=found["as_of"],
            lang=lang,
            at=check.finished_at or timezone.now(),
        )
    except DocumentError as error:
        messages.error(request, error.say(lang))
        return redirect("validity:result", key=key)
    return _handed(Taken(data, "application/octet-stream", name))


def _report_pdf(check: Check, found: Mapping[str, Any], lang: str) -> Taken:
    made = report_pdf(found, check.seal, title=check.title, lang=lang)
    return Taken(made, "application/pdf", f"{check.seal['number']}.pdf")


def _report_json(check: Check, found: Mapping[str, Any], lang: str) -> Taken:
    body = json.dumps(report_json(found, check.seal), ensure_ascii=False, indent=1)
    return Taken(body.encode("utf-8"), "application/json", f"{check.seal['number']}.json")


def _table(check: Check, found: Mapping[str, Any], lang: str) -> Taken:
    return Taken(csv_bytes(found, lang), "text/csv; charset=utf-8", f"{check.seal['number']}.csv")


def _record_docx(check: Check, found: Mapping[str, Any], lang: str) -> Taken:
    made = record_sheet_docx(_head(check, found, lang), record_rows(found, changes_since(check), lang), lang)
    return Taken(made, _DOCX, f"{check.seal['number']}-record.docx")


def _record_xlsx(check: Check, found: Mapping[str, Any], lang: str) -> Taken:
    made = record_sheet_xlsx(_head(check, found, lang), record_rows(found, changes_since(check), lang), lang)
    return Taken(made, _XLSX, f"{check.seal['number']}-record.xlsx")


def _head(check: Check, found: Mapping[str, Any], lang: str) -> RecordHead:
    person = check.owner.display_name if check.owner else ""
    held = memberships_of(user=check.owner, on=timezone.localdate()) if check.owner else []
    organisation = next((row.organisation.name for row in held), "")
    return record_head(
        found, report_number=check.seal["number"], organisation=organisation, checked_by=person, lang=lang
    )


def _handed(taken: Taken) -> HttpResponse:
    response = HttpResponse(taken.data, content_type=taken.media_type)
    response.headers["Content-Disposition"] = (
        content_disposition_header(True, PurePath(taken.name).name) or "attachment"
    )
    return response


_OUTPUTS: dict[str, Callable[[Check, Mapping[str, Any], str], Taken]] = {
    "report.pdf": _report_pdf,
    "report.json": _report_json,
    "table.csv": _table,
    "record.docx": _record_docx,
    "record.xlsx": _record_xlsx,
}

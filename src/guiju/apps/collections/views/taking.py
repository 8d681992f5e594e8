"""Collections to take away (专题库导出)."""

from __future__ import annotations

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from guiju.apps.catalogue.cite_views import MOST, cite_file
from guiju.apps.catalogue.queries.members import editions_in_order
from guiju.apps.collections.exports import csv_bytes, json_data, xlsx_bytes
from guiju.apps.collections.members import members_shown
from guiju.apps.collections.views.reading import visible
from guiju.kernel.accounts.access import access
from guiju.kernel.quotas.refusing import quota_page
from guiju.kernel.quotas.requests import quota_require

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@access("public")
@require_safe
@quota_page
def members(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    """All members as `members.csv`, `.xlsx` or `.json`."""
    row, content, _ = visible(request, slug)
    if ending not in ("csv", "xlsx", "json"):
        raise Http404
    quota_require(request, "export", at=timezone.now())
    day, lang = timezone.localdate(), get_language() or "zh"
    rows = members_shown(content, day).rows
    if ending == "json":
        text = json.dumps(json_data(row.slug, content, rows, day), ensure_ascii=False)
        return _handed(text.encode(), "application/json", f"{row.slug}.json")
    if ending == "xlsx":
        return _handed(xlsx_bytes(rows, lang), _XLSX, f"{row.slug}.xlsx")
    return _handed(csv_bytes(rows, lang), "text/csv; charset=utf-8", f"{row.slug}.csv")


@access("public")
@require_safe
@quota_page
def cite(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    """The members the catalogue holds as a reference list, the first 500."""
    row, content, _ = visible(request, slug)
    quota_require(request, "export", at=timezone.now())
    ids = [member.edition for member in members_shown(content, timezone.localdate()).rows if member.edition]
    return cite_file(editions_in_order(ids[:MOST]), ending, row.slug)


def _handed(data: bytes, media_type: str, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=media_type)
    answer["Content-Disposition"] = content_disposition_header(True, name)
    return answer

"""What a list shows, as a file (导出登记)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from guiju.apps.declared.exports import FORMATS, exported
from guiju.apps.declared.finding import asked_of, place_of
from guiju.kernel.accounts.access import access
from guiju.kernel.quotas.pages import within_quota
from guiju.kernel.registers.asking import asked
from guiju.kernel.registers.queries import records_all

MOST = 20_000


@access("registers.see", asked_of)
@never_cache
@within_quota("export")
@require_safe
def export(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """The records of a list, by the same address as its page; the first 20,000 in the order they were entered."""
    if ending not in FORMATS:
        raise Http404
    layout, sight = place_of(request, code)
    rows = records_all(asked(layout, sight, request.GET), MOST, on=timezone.localdate())
    answer = HttpResponse(exported(layout, sight, rows, ending, get_language() or "zh"), content_type=FORMATS[ending])
    name = f"{layout.register.name.pick(get_language() or 'zh')}-{timezone.localdate()}.{ending}"
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer

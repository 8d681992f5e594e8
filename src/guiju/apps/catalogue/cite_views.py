"""Files for reference managers (著录文件): one edition, or what a search found."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from guiju.apps.catalogue.asking import asked
from guiju.apps.catalogue.listing import editions_in_order, found_for
from guiju.apps.catalogue.models import Edition
from guiju.apps.catalogue.queries import edition_get
from guiju.apps.catalogue.queries.cite import FORMATS, citations_write
from guiju.kernel.accounts.access import access

# What the short endings of an address mean: a text is an entry by the newer of the two national rules.
_ENDINGS = {"txt": "gbt2025"}
MOST = 500


def cite_file(editions: Iterable[Edition], ending: str, stem: str) -> HttpResponse:
    """Editions as a file to download; `ending` is a format or the ending of its files. Raises Http404 for others."""
    name = _ENDINGS.get(ending, ending)
    if name not in FORMATS:
        raise Http404
    kind = FORMATS[name]
    answer = HttpResponse(citations_write(editions, name), content_type=f"{kind.media_type}; charset=utf-8")
    answer["Content-Disposition"] = content_disposition_header(True, f"{stem}.{kind.ending}")
    return answer


@access("public")
@require_safe
def one(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """One edition, to be cited."""
    try:
        found = edition_get(pk)
    except (Edition.DoesNotExist, OverflowError) as error:
        raise Http404 from error
    return cite_file([found], ending, found.number.replace("/", "-").replace(" ", "_"))


@access("public")
@require_safe
def found(request: HttpRequest, ending: str) -> HttpResponse:
    """What a search finds, the first 500 in its order, by the same address as its page."""
    ask = asked(request.GET, timezone.localdate())
    hits = found_for(ask, offset=0, limit=MOST, counted=False).hits
    return cite_file(editions_in_order(hits), ending, "standards")

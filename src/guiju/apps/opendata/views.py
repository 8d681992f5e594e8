"""Pages of open data (数据开放): what can be taken, and the files."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from guiju.apps.catalogue.licences import LICENCES
from guiju.apps.opendata.dcat import dataset_of
from guiju.apps.opendata.models import DumpFile
from guiju.apps.opendata.queries import dump_file, dumps
from guiju.kernel.accounts.access import access
from guiju.kernel.files.services import file_open


@access("public")
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """The dumps, their files, licences, and how to keep up with changes."""
    found = list(dumps())
    sources = found[0].manifest["sources"] if found else []
    rows = [(source, LICENCES.get(source["licence"])) for source in sources]
    digests = {file["name"]: file["sha256"] for file in found[0].manifest["files"]} if found else {}
    return render(request, "opendata/data.html", {"dumps": found, "sources": rows, "digests": digests})


@access("public")
@require_safe
def dcat(request: HttpRequest) -> HttpResponse:
    """The newest dump described in DCAT."""
    found = dumps().first()
    if found is None:
        raise Http404
    body = dataset_of(found, request.build_absolute_uri("/").rstrip("/"))
    response = JsonResponse(body, json_dumps_params={"ensure_ascii": False}, content_type="application/ld+json")
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@access("public")
@require_safe
def latest(request: HttpRequest, name: str) -> HttpResponse:
    """A file of the newest dump, by an address that stays."""
    found = dump_file(name[:100])
    if found is None:
        raise Http404
    return HttpResponseRedirect(reverse("opendata:file", args=[found.dump_id, found.name]))


@access("public")
@require_safe
def file(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """A file of a dump."""
    found = dump_file(name[:100], pk) if pk < 2**63 else None
    if found is None:
        raise Http404
    return file_answer(request, found)


def file_answer(request: HttpRequest, found: DumpFile) -> HttpResponseBase:
    """A file in pieces, or nothing when the asker has it already."""
    etag, modified = f'"{found.stored.digest}"', found.dump.made_at
    same = get_conditional_response(request, etag=etag, last_modified=int(modified.timestamp()))
    if same is not None:
        return same
    response = FileResponse(
        file_open(stored=found.stored),
        as_attachment=True,
        filename=f"guiju-{found.dump.snapshot}-{found.name}",
        content_type=found.media_type,
    )
    response.headers["ETag"], response.headers["Last-Modified"] = etag, http_date(modified.timestamp())
    response.headers["Cache-Control"] = "public, max-age=86400, immutable"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response

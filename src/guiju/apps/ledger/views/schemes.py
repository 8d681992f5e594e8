"""Schemes of assessment an office keeps (考核方案): the list, a version, taken away and let in as TOML."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from guiju.apps.ledger.models import KeptScheme
from guiju.apps.ledger.queries.schemes import opened_with, schemes_kept, versions_of
from guiju.apps.ledger.schemes import schemes_shipped
from guiju.apps.ledger.services.schemes import scheme_save
from guiju.apps.ledger.views.request import me, say, ways, whole
from guiju.domain.assessment import SOURCES, comments_in, scheme_load
from guiju.domain.assessment.scoring import scoring_words
from guiju.domain.declarations import LARGEST
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.access import access

_SAVED = Words("已存为第 {n} 版。", "Saved as version {n}.")
_LARGE = Words("文件太大，最多 200 千字符。", "The file is too large: 200,000 characters at most.")


def kept_or_404(request: HttpRequest, pk: int, **rest: object) -> KeptScheme:
    """The version of an address, for its rule."""
    return get_object_or_404(KeptScheme.objects.select_related("office", "saved_by"), pk=pk)


@access("ledger.assessment_make")
@never_cache
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The schemes of one's office, and those that come with the program."""
    kept = schemes_kept(me(request), timezone.localdate())
    context = {"kept": kept, "shipped": schemes_shipped()}
    return render(request, "ledger/schemes.html", context | ways(request))


@access("ledger.assessment_keep", kept_or_404)
@never_cache
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """A version: what it assesses by, where it is in use, its other versions, its TOML."""
    return _page(request, kept_or_404(request, pk))


@access("ledger.assessment_keep", kept_or_404)
@require_safe
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """Its declaration as it was saved, comments and all."""
    row = kept_or_404(request, pk)
    name = content_disposition_header(True, f"{row.title}-{row.version}.toml") or ""
    return HttpResponse(row.text, content_type="application/toml; charset=utf-8", headers={"Content-Disposition": name})


@access("ledger.assessment_keep", kept_or_404)
@never_cache
@require_POST
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a declaration in as the next version; it is kept as written, with its comments."""
    row = kept_or_404(request, pk)
    text, base = "", whole(request.POST.get("base", ""))
    try:
        text = toml_sent(request)
        read = scheme_load(text, "TOML")
        if read.code != row.code:
            message = Words(
                f"这份的 code 是“{read.code}”，不是“{row.code}”。", f"Its code is “{read.code}”, not “{row.code}”."
            )
            remedy = Words("改成一样的，或另建一个方案。", "Make them the same, or begin another scheme.")
            raise WordsError("code", message, remedy, where="toml")
        made = scheme_save(actor=me(request), office=row.office, text=text, base=base, at=timezone.now())
    except WordsError as error:
        last = versions_of(row)[0].version if error.code == "changed" else base
        return _page(request, row, error, text, last)
    saved(request, made)
    return redirect("ledger:scheme", pk=made.pk)


def toml_sent(request: HttpRequest) -> str:
    """The declaration that was typed, or of the file handed in. Raises `WordsError` for what cannot be read."""
    file: Any = request.FILES.get("file")
    if file is None:
        return request.POST.get("toml", "")[: LARGEST + 1].replace("\r\n", "\n")
    if (file.size or 0) > 4 * LARGEST:
        raise WordsError("large", _LARGE, where="file")
    try:
        return str(file.read().decode("utf-8-sig")).replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        message = Words("文件要用 UTF-8 编码。", "The file must be UTF-8.")
        remedy = Words("请另存为 UTF-8 再上传。", "Save it as UTF-8 and try again.")
        raise WordsError("encoding", message, remedy, where="file") from error


def saved(request: HttpRequest, made: KeptScheme) -> None:
    """Say which version was made."""
    say(request, Words(_SAVED.zh.format(n=made.version), _SAVED.en.format(n=made.version)))


def _page(
    request: HttpRequest, row: KeptScheme, error: WordsError | None = None, text: str = "", base: int = 0
) -> HttpResponse:
    versions = versions_of(row)
    context = {
        "row": row, "scheme": scheme_load(row.text, row.title), "versions": versions, "last": versions[0],
        "used": opened_with(row), "sources": SOURCES, "scoring": scoring_words, "comments": comments_in(row.text),
        "error": error, "toml": text or row.text, "base": base or versions[0].version,
    }  # fmt: skip
    return render(request, "ledger/scheme.html", context, status=422 if error else 200)


paths = [
    path("schemes/", listing, name="schemes"),
    path("schemes/<int:pk>/", one, name="scheme"),
    path("schemes/<int:pk>/scheme.toml", download, name="scheme-toml"),
    path("schemes/<int:pk>/upload", upload, name="scheme-upload"),
]

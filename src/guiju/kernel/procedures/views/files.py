"""Documents of a case, in and out (事项材料)."""

from __future__ import annotations

import io

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.access import access
from guiju.kernel.files.media import DOCX
from guiju.kernel.files.services import file_open
from guiju.kernel.procedures.errors import CaseError
from guiju.kernel.procedures.forms import form_fill
from guiju.kernel.procedures.models import CaseDocument
from guiju.kernel.procedures.services import document_add
from guiju.kernel.procedures.services.documents import LARGEST
from guiju.kernel.procedures.sight import sight_of
from guiju.kernel.procedures.views.case import case_of, me, page

_NONE = CaseError("file", Words("请选择文件。", "Choose a file."), where="file")
_TOO_LARGE = CaseError("file", Words("文件超过 20 MB。", "The file is larger than 20 MB."), where="file")
_ADDED = Words("材料已提交。", "The document has been added.")


@access("procedures.see", case_of)
@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a document."""
    case, kind = case_of(request, pk), request.POST.get("kind", "")[:40]
    upload = request.FILES.get("file")
    try:
        if upload is None:
            raise _NONE
        if (upload.size or 0) > LARGEST:
            raise _TOO_LARGE
        name = upload.name or "file"
        document_add(actor=me(request), case=case, kind=kind, name=name, data=upload.read(), at=timezone.now())
    except WordsError as error:
        return page(request, case, error, f"document-{kind}", 422)
    messages.success(request, _ADDED.pick(get_language() or "zh"))
    return redirect("procedures:case", pk=case.pk)


@access("procedures.see", case_of)
@never_cache
@require_safe
def form(request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
    """The Word form of a document, filled, for whoever brings that document."""
    case, on = case_of(request, pk), timezone.localdate()
    sight = sight_of(case, me(request), on=on)
    document = sight.procedure.documents.get(kind)
    if document is None or not document.form or not sight.roles & set(document.by):
        raise Http404
    try:
        data = form_fill(case, sight.procedure, document, on=on)
    except WordsError as error:
        return page(request, case, error, f"document-{kind}", 422)
    name = f"{document.words.zh}-{case.title[:60]}.docx"
    return FileResponse(io.BytesIO(data), as_attachment=True, filename=name, content_type=DOCX)


@access("procedures.see", case_of)
@never_cache
@require_safe
def get(request: HttpRequest, pk: int, document: int) -> FileResponse:
    """A document, to be saved; never shown by the browser as a page of ours."""
    if document >= 2**63:
        raise Http404
    row = CaseDocument.objects.select_related("stored").filter(pk=document, case=case_of(request, pk)).first()
    if row is None:
        raise Http404
    kind = row.stored.media_type
    return FileResponse(file_open(stored=row.stored), as_attachment=True, filename=row.stored.name, content_type=kind)

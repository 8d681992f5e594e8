"""Is this report genuine? (核验查新报告)"""

from __future__ import annotations

import base64

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from guiju.apps.validity.intake import refuse_too_large
from guiju.apps.validity.outputs.report_read import report_data
from guiju.apps.validity.outputs.report_signed import Signed, signed
from guiju.apps.validity.sealing import SealCheck, seal_check
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.access import access
from guiju.kernel.history.keys import installation_signer
from guiju.kernel.history.signing import key_id


@access("public")
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Take a report, say whether its content is unchanged and whether it was signed here. Nothing is stored."""
    public = installation_signer().public_key
    found: SealCheck | None = None
    content: Signed | None = None
    errors: list[tuple[WordsError, str]] = []
    if request.method == "POST":
        try:
            found, content = _checked(request)
        except WordsError as error:
            errors = [(error, "#f-report")]
    context = {
        "key_id": key_id(public),
        "public_key": base64.b64encode(public).decode(),
        "found": found,
        "content": content,
        "errors": errors,
    }
    return render(request, "validity/verify.html", context, status=422 if errors else 200)


def _checked(request: HttpRequest) -> tuple[SealCheck, Signed | None]:
    file = request.FILES.get("report")
    if file is None:
        raise WordsError("nothing", Words("请选择查新报告。", "Choose a validity report."), where="report")
    refuse_too_large(file.size or 0)
    report = report_data(file.read(), file.name or "")
    found = seal_check(report)
    return found, signed(report) if found.holds else None

"""Pages that take a list of standards into the catalogue (导入标准目录)."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guiju.apps.catalogue.import_pages import (
    columns_context,
    format_choices,
    plan_context,
    problems_csv,
    result_context,
)
from guiju.apps.catalogue.importing.opening import refuse_size
from guiju.apps.catalogue.models import ListImport
from guiju.apps.catalogue.queries.list_imports import editions_changed, editions_imported, list_imports_for
from guiju.apps.catalogue.services.list_imports import (
    KEEP_DAYS,
    list_import_apply,
    list_import_delete,
    list_import_map,
    list_import_request,
    list_import_stop,
)
from guiju.apps.catalogue.services.list_outcome import batches_counted
from guiju.domain.language import Words, WordsError
from guiju.domain.validity.written import DateUnread, whole_day
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.models import User
from guiju.kernel.jobs.queries import progress_of, words_of

Stage = ListImport.Stage
_RULE = "catalogue.import"
_COLUMNS = "catalogue/import_columns.html"
_PAGE_SIZE = 50
_FIELD_OF = {"source": "source", "said_on": "said_on", "format": "format"}
_DELETED = Words("已删除这份目录和文件。", "The list and its file were deleted.")


@access(_RULE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lists(request: HttpRequest) -> HttpResponse:
    """The form that takes a list, and the lists before it."""
    errors: list[WordsError] = []
    if request.method == "POST":
        try:
            return redirect("catalogue:import", pk=_requested(request).pk)
        except WordsError as error:
            errors.append(error)
    page = Paginator(list_imports_for(_me(request)), _PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "errors": [(error, f"#f-{_FIELD_OF.get(error.code, 'file')}") for error in errors],
        "wrong": {_FIELD_OF.get(error.code, "file"): error for error in errors},
        "typed": {name: request.POST.get(name, "") for name in ("source", "said_on", "format")},
        "today": timezone.localdate(),
        "formats": format_choices(),
        "page": page,
        "days": KEEP_DAYS,
        "counted": batches_counted,
    }
    return render(request, "catalogue/import_lists.html", context, status=422 if errors else 200)


@access(_RULE)
@never_cache
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """A list where it stands: its columns, work under way, what would change, what came of it."""
    subject = _visible(request, pk)
    if subject.stage == Stage.MAPPING:
        return render(request, _COLUMNS, columns_context(subject, subject.columns, None))
    if subject.stage == Stage.PLANNED:
        return render(request, "catalogue/import_plan.html", plan_context(subject))
    if subject.stage == Stage.APPLIED:
        return render(request, "catalogue/import_result.html", result_context(subject))
    reason = words_of(subject.job.reason) if subject.job else Words("", "")
    context = {"subject": subject, "job": subject.job, "reason": reason, "done": batches_counted(subject.batches)}
    return render(request, "catalogue/import_waiting.html", context)


@access(_RULE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm or correct what the columns mean; what was chosen comes back with an error."""
    subject = _mine(request, pk)
    if subject.stage in (Stage.APPLYING, Stage.APPLIED):
        return redirect("catalogue:import", pk=pk)
    if request.method != "POST":
        return render(request, _COLUMNS, columns_context(subject, subject.columns, None))
    chosen = {name: request.POST.get(f"column-{at}", "") for at, name in enumerate(subject.header)}
    try:
        list_import_map(actor=_me(request), subject=subject, columns=chosen, at=timezone.now())
    except WordsError as error:
        return render(request, _COLUMNS, columns_context(subject, chosen, error), status=422)
    return redirect("catalogue:import", pk=pk)


@access(_RULE)
@never_cache
@require_safe
def progress(request: HttpRequest, pk: int) -> JsonResponse:
    """How far the work is: state, done, total, message, seconds_left."""
    subject = _visible(request, pk)
    if subject.job is None or subject.stage in (Stage.PLANNED, Stage.APPLIED):
        return JsonResponse({"state": "succeeded", "done": 1, "total": 1, "message": ""})
    body = progress_of(subject.job, lang=_lang(), now=timezone.now())
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False})


@access(_RULE)
@require_POST
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Import the list, or go on with an import that stopped."""
    subject = _mine(request, pk)
    try:
        list_import_apply(actor=_me(request), subject=subject, at=timezone.now())
    except WordsError as error:
        messages.error(request, error.say(_lang()))
    return redirect("catalogue:import", pk=pk)


@access(_RULE)
@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Try a list again with the columns it has."""
    subject = _mine(request, pk)
    try:
        list_import_map(actor=_me(request), subject=subject, columns=subject.columns, at=timezone.now())
    except WordsError as error:
        messages.error(request, error.say(_lang()))
    return redirect("catalogue:import", pk=pk)


@access(_RULE)
@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop the work under way."""
    list_import_stop(actor=_me(request), subject=_mine(request, pk), at=timezone.now())
    return redirect("catalogue:import", pk=pk)


@access(_RULE)
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a list that was not imported."""
    try:
        list_import_delete(actor=_me(request), subject=_mine(request, pk), at=timezone.now())
    except WordsError as error:
        messages.error(request, error.say(_lang()))
        return redirect("catalogue:import", pk=pk)
    messages.success(request, _DELETED.pick(_lang()))
    return redirect("catalogue:imports")


@access(_RULE)
@never_cache
@require_safe
def problems(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows that could not be taken, or not wholly, as CSV."""
    subject = _visible(request, pk)
    response = HttpResponse(problems_csv(subject, _lang()), content_type="text/csv; charset=utf-8")
    name = f"{subject.name.rpartition('.')[0] or subject.name}-{Words('问题行', 'problems').pick(_lang())}.csv"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


@access(_RULE)
@never_cache
@require_safe
def standards(request: HttpRequest, pk: int) -> HttpResponse:
    """The standards a list brought; with `?changed=1` those it added to."""
    subject = _visible(request, pk)
    if not subject.batches:
        raise Http404
    changed = request.GET.get("changed") == "1"
    found = editions_changed(subject) if changed else editions_imported(subject)
    page = Paginator(found, 2 * _PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"subject": subject, "page": page, "changed": changed, "done": batches_counted(subject.batches)}
    return render(request, "catalogue/import_standards.html", context)


def _requested(request: HttpRequest) -> ListImport:
    file = request.FILES.get("file")
    if file is None:
        raise WordsError(
            "nothing",
            Words("没有选择文件。", "No file was chosen."),
            Words("请选择要导入的文件。", "Choose the file to import."),
        )
    name = file.name or "file"
    refuse_size(file.size or 0, name)
    said_on = _day_typed(request.POST.get("said_on", ""), timezone.localdate())
    return list_import_request(
        actor=_me(request),
        name=name,
        data=file.read(),
        source=request.POST.get("source", ""),
        said_on=said_on,
        format=request.POST.get("format", "")[:40],
        at=timezone.now(),
    )


def _day_typed(text: str, today: date) -> date:
    """The day the source was read, as people type days; today when empty, never later."""
    try:
        day = whole_day(text[:40]) or today
    except DateUnread:
        day = None
    if day is None or day > today:
        zh, en = (f"看不懂这个日期：{text[:40]}", f"This date cannot be read: {text[:40]}")
        if day is not None:
            zh, en = "来源日期晚于今天", "The day of the source is later than today"
        remedy = Words("。请写成 2026-03-01。", ". Write it as 2026-03-01.")
        raise WordsError("said_on", Words(zh, en), remedy, where="said_on")
    return day


def _visible(request: HttpRequest, pk: int) -> ListImport:
    """A list this person may see; 404 for others."""
    found = list_imports_for(_me(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _mine(request: HttpRequest, pk: int) -> ListImport:
    """A list this person handed in; 404 for others."""
    found = _visible(request, pk)
    if found.owner_id != _me(request).pk:
        raise Http404
    return found


def _me(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # the rule has been checked
    return request.user


def _lang() -> str:
    return get_language() or "zh"

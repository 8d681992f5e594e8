"""Sheets taken into a register (导入登记): handed in, columns confirmed, tried, let in."""

from __future__ import annotations

import csv
import io

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guiju.apps.declared.finding import Place, me, place_of, register_asked
from guiju.domain.documents.sheets.inert import inert
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.queries import organisation_names
from guiju.kernel.jobs.queries import progress_of, words_of
from guiju.kernel.registers.models import Intake
from guiju.kernel.registers.queries import intakes_of
from guiju.kernel.registers.services.intakes import (
    intake_apply,
    intake_delete,
    intake_map,
    intake_request,
)
from guiju.kernel.registers.services.reading import KEEP_DAYS, MOST_ROWS

Stage = Intake.Stage
_RULE = "registers.enter"
_SHOWN = 100
_NOTHING = Words("没有选择文件。", "No file was chosen.")
_CHOOSE = Words("请选择要导入的文件。", "Choose the file to import.")
_DELETED = Words("已删除这份表。", "The sheet was deleted.")


@access(_RULE, register_asked)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sheets(request: HttpRequest, code: str) -> HttpResponse:
    """The form that takes a sheet, and the sheets before it."""
    place = place_of(request, code)
    errors: list[WordsError] = []
    if request.method == "POST":
        try:
            return redirect("declared:import", code=code, pk=_requested(request, place).pk)
        except WordsError as error:
            errors.append(error)
    context = {
        "register": place.layout.register,
        "errors": [(error, "#f-file") for error in errors],
        "wrong": errors[0] if errors else "",
        "intakes": intakes_of(me(request), code)[:_SHOWN],
        "organisations": sorted(organisation_names(place.sight.enters).items(), key=lambda pair: pair[1]),
        "days": KEEP_DAYS,
        "most": MOST_ROWS,
    }
    return render(request, "declared/imports.html", context, status=422 if errors else 200)


@access(_RULE, register_asked)
@never_cache
@require_safe
def one(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A sheet where it stands."""
    place, intake = place_of(request, code), _mine(request, code, pk)
    if intake.stage == Stage.MAPPED:
        return _columns_page(request, place, intake, intake.columns, None)
    reason = words_of(intake.job.reason) if intake.job else Words("", "")
    over = intake.job is None or intake.job.state in ("failed", "cancelled")
    by_code = place.layout.register.by_code
    context = {
        "register": place.layout.register,
        "intake": intake,
        "counts": intake.counts,
        "reason": reason,
        "over": over,
        "message": words_of(intake.job.message) if intake.job else Words("", ""),
        "waiting": not over and _works(intake),
        "problems": [
            (found["row"], by_code[found["field"]].name if found["field"] in by_code else found["field"],
             Words(found["zh"], found["en"]))
            for found in intake.problems[:_SHOWN]
        ],
    }  # fmt: skip
    return render(request, "declared/import.html", context)


@access(_RULE, register_asked)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Confirm or correct what the columns mean."""
    place, intake = place_of(request, code), _mine(request, code, pk)
    if intake.stage in (Stage.READING, Stage.APPLYING, Stage.APPLIED):
        return redirect("declared:import", code=code, pk=pk)
    if request.method != "POST":
        return _columns_page(request, place, intake, intake.columns, None)
    chosen = {name: request.POST.get(f"column-{at}", "") for at, name in enumerate(intake.header)}
    try:
        key = request.POST.get("key", "")[:40]
        intake_map(actor=me(request), intake=intake, columns=chosen, key=key, at=timezone.now())
    except WordsError as error:
        return _columns_page(request, place, intake, chosen, error)
    return redirect("declared:import", code=code, pk=pk)


@access(_RULE, register_asked)
@never_cache
@require_safe
def progress(request: HttpRequest, code: str, pk: int) -> JsonResponse:
    """How far the work is."""
    intake = _mine(request, code, pk)
    if intake.job is None or not _works(intake):
        return JsonResponse({"state": "succeeded", "done": 1, "total": 1, "message": ""})
    body = progress_of(intake.job, lang=get_language() or "zh", now=timezone.now())
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False})


@access(_RULE, register_asked)
@require_POST
def apply(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Let the good rows in."""
    try:
        intake_apply(actor=me(request), intake=_mine(request, code, pk), at=timezone.now())
    except WordsError as error:
        messages.error(request, error.say(get_language() or "zh"))
    return redirect("declared:import", code=code, pk=pk)


@access(_RULE, register_asked)
@require_POST
def delete(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Delete a sheet that was not imported."""
    try:
        intake_delete(actor=me(request), intake=_mine(request, code, pk), at=timezone.now())
    except WordsError as error:
        messages.error(request, error.say(get_language() or "zh"))
        return redirect("declared:import", code=code, pk=pk)
    messages.success(request, _DELETED.pick(get_language() or "zh"))
    return redirect("declared:imports", code=code)


@access(_RULE, register_asked)
@never_cache
@require_safe
def problems(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The rows that are left out, and why, as CSV."""
    intake, lang = _mine(request, code, pk), get_language() or "zh"
    fields = place_of(request, code).layout.register.by_code
    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerow([words.pick(lang) for words in (Words("行", "Row"), Words("字段", "Field"), Words("原因", "Why"))])
    for found in intake.problems:
        name = fields[found["field"]].name.pick(lang) if found["field"] in fields else found["field"]
        writer.writerow([found["row"], inert(name), inert(Words(found["zh"], found["en"]).pick(lang))])
    answer = HttpResponse(held.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    name = f"{intake.name.rpartition('.')[0] or intake.name}-{Words('问题行', 'problems').pick(lang)}.csv"
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer


def _requested(request: HttpRequest, place: Place) -> Intake:
    upload = request.FILES.get("file")
    if upload is None:
        raise WordsError("nothing", _NOTHING, _CHOOSE)
    mine = sorted(place.sight.enters)
    chosen = request.POST.get("organisation", "")
    return intake_request(
        actor=me(request),
        register=place.layout.register.code,
        name=upload.name or "file",
        data=upload.read(),
        organisation_id=next((pk for pk in mine if str(pk) == chosen), mine[0] if mine else None),
        at=timezone.now(),
    )


def _columns_page(
    request: HttpRequest, place: Place, intake: Intake, chosen: dict[str, str], error: WordsError | None
) -> HttpResponse:
    register, lang = place.layout.register, get_language() or "zh"
    typed = [one for one in register.fields if one.compute is None and one.type != "file"]
    context = {
        "register": register,
        "intake": intake,
        "columns": [(at, name, chosen.get(name, "")) for at, name in enumerate(intake.header)],
        "options": [("", "—"), *((one.code, one.name.pick(lang)) for one in typed)],
        "keys": [(one.code, one.name.pick(lang)) for one in register.fields if one.unique],
        "missing": [one.name for one in typed if one.required and one.code not in chosen.values()],
        "errors": [(error, None)] if error else [],
    }
    return render(request, "declared/import_columns.html", context, status=422 if error else 200)


def _works(intake: Intake) -> bool:
    """Whether its stage is one that a job brings about; one that is written may still be indexed."""
    if intake.stage == Stage.APPLIED:
        return intake.job is not None and not intake.job.is_over
    return intake.stage in (Stage.READING, Stage.TRYING, Stage.APPLYING)


def _mine(request: HttpRequest, code: str, pk: int) -> Intake:
    """A sheet this person handed in; 404 for others."""
    found = intakes_of(me(request), code).filter(pk=pk).first() if pk < 2**63 else None
    if found is None:
        raise Http404
    return found

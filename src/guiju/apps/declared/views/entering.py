"""Entering and changing records (填写登记): errors beside the fields, what was typed is never lost.

What the form asks besides the fields has a hyphen in its name, which no code of a field has.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from guiju.apps.declared.finding import Place, asked_of, me, place_of, record_of
from guiju.apps.declared.forms import controls, typed_of
from guiju.apps.declared.handed_in import file_kept
from guiju.apps.declared.links import offered
from guiju.apps.declared.views.course import authority_chosen
from guiju.domain.language import Words, WordsError
from guiju.domain.registers import Field
from guiju.domain.registers.course import ON_SUBMIT
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.queries import organisation_names
from guiju.kernel.registers.queries import draft_find
from guiju.kernel.registers.search import kind_name
from guiju.kernel.registers.services import draft_drop, draft_keep, record_change, record_hand_in
from guiju.kernel.registers.services.courses import authorities_open
from guiju.kernel.registers.services.errors import RecordRefused
from guiju.kernel.registers.stages import handed_in
from guiju.kernel.registers.tables import Record
from guiju.kernel.search.services import index_keep_up

_SAVED = Words("已登记。", "The record was entered.")
_CHANGED = Words("已保存修改。", "The change was saved.")
_KEPT = Words("草稿已存，只有您能看到。", "The draft was kept; only you see it.")
_MEANWHILE = WordsError(
    "settled",
    Words(
        "您打开这一页之后，申报已提交，您的修改没有保存。",
        "It was handed in after you opened this page; your changes were not saved.",
    ),
    Words("需要更正的，请向主管单位说明。", "Tell the authority what needs correcting."),
)
_DROPPED = Words("草稿已删除。", "The draft was deleted.")


@access("registers.enter", asked_of)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, code: str) -> HttpResponse:
    """Enter a record."""
    return _form(request, place_of(request, code), None)


@access("registers.change", asked_of)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Change a record as it stood when the form was opened."""
    place = place_of(request, code)
    return _form(request, place, record_of(place, pk))


def _form(request: HttpRequest, place: Place, row: Record | None) -> HttpResponse:
    fields = _written(place, row)
    code, record = place.layout.register.code, row.pk if row is not None else 0
    errors: dict[str, Words] = {}
    other: list[WordsError] = []
    typed: dict[str, Any] = {}
    if request.method == "POST":
        typed = typed_of(fields, request.POST)
        try:
            _nothing_lost(request, place, row, fields, typed)
            done = _posted(request, place, row, typed)
            if done is not None:
                return done
        except RecordRefused as error:
            errors = error.errors
        except WordsError as error:
            other.append(error)
        _keep(request, code, record, typed)
    draft = draft_find(me(request), code, record)
    if request.method != "POST" and draft is not None:
        typed = {name: value for name, value in draft.typed.items() if name in place.layout.register.by_code}
    return _page(request, place, row, typed, errors, other, draft)


def _written(place: Place, row: Record | None) -> tuple[Field, ...]:
    """The fields there are controls for: of what was handed in only those that are still the applicant's."""
    settled = row is not None and not place.sight.keeps and row.pk in handed_in(place.layout, [row.pk])
    return place.sight.written(row, settled=settled)


def _nothing_lost(
    request: HttpRequest, place: Place, row: Record | None, fields: tuple[Field, ...], typed: dict[str, Any]
) -> None:
    """Raise `WordsError` where the form was opened before the application was handed in; what was typed is kept."""
    late = [one for one in place.sight.written(row) if one not in fields and one.code in request.POST]
    typed |= typed_of(late, request.POST)
    if late:
        raise _MEANWHILE


def _posted(request: HttpRequest, place: Place, row: Record | None, typed: Mapping[str, Any]) -> HttpResponse | None:
    """What the button does; None to show the form again."""
    code, record = place.layout.register.code, row.pk if row is not None else 0
    if "keep-draft" in request.POST:
        draft_keep(actor=me(request), register=code, record=record, typed=typed, at=timezone.now())
        _say(request, _KEPT)
        return redirect(request.path)
    if "drop-draft" in request.POST:
        draft_drop(actor=me(request), register=code, record=record)
        _say(request, _DROPPED)
        return redirect(request.path)
    saved = _save(request, place, row, typed)
    index_keep_up(kind=kind_name(code))
    _say(request, _SAVED if row is None else _CHANGED)
    return redirect("declared:record", code=code, pk=saved.pk)


@transaction.atomic
def _save(request: HttpRequest, place: Place, row: Record | None, typed: Mapping[str, Any]) -> Record:
    """The record with its files, all or nothing."""
    actor, now, code = me(request), timezone.now(), place.layout.register.code
    files: dict[str, Any] = {}
    for one in _written(place, row):
        upload = request.FILES.get(one.code) if one.type == "file" else None
        if isinstance(upload, UploadedFile):
            files[one.code] = file_kept(upload, actor, now, one.code)
        elif one.type == "file" and request.POST.get(f"{one.code}-remove"):
            files[one.code] = None
    if row is not None:
        revision = request.POST.get("record-revision", "")
        return record_change(
            actor=actor, register=code, record=row.pk, typed=typed, files=files, at=now,
            revision=int(revision) if revision.isascii() and revision.isdecimal() and len(revision) < 9 else 0,
            reason=request.POST.get("record-reason", "").strip()[:500],
        )  # fmt: skip
    return record_hand_in(
        actor=actor, register=code, typed=typed, files=files, organisation_id=_organisation(request, place), at=now,
        authority=authority_chosen(request.POST.get("record-authority", "")),
    )  # fmt: skip


def _organisation(request: HttpRequest, place: Place) -> int | None:
    """For which of their organisations somebody enters a record."""
    mine = sorted(place.sight.enters)
    chosen = request.POST.get("record-organisation", "")
    return next((pk for pk in mine if str(pk) == chosen), mine[0] if mine else None)


def _keep(request: HttpRequest, code: str, record: int, typed: Mapping[str, Any]) -> None:
    """What could not be saved is kept as a draft, so that it is there when the page is closed."""
    try:
        draft_keep(actor=me(request), register=code, record=record, typed=typed, at=timezone.now())
    except WordsError:
        return


def _page(
    request: HttpRequest,
    place: Place,
    row: Record | None,
    typed: Mapping[str, Any],
    errors: Mapping[str, Words],
    other: list[WordsError],
    draft: Any,
) -> HttpResponse:
    layout, sight = place
    fields = _written(place, row)
    lang = get_language() or "zh"
    held = layout.values(row) if row is not None else {}
    names = {one.code: one.name for one in layout.register.fields}
    summed: list[tuple[object, str | None]] = [(error, None) for error in other]
    for code, said in errors.items():
        name = names.get(code, Words(code, code))
        colon = Words("：", ": ")
        summed.append((Words(f"{name.zh}{colon.zh}{said.zh}", f"{name.en}{colon.en}{said.en}"), f"#f-{code}"))
    context = {
        "register": layout.register,
        "row": row,
        "title": layout.title(row) if row is not None else "",
        "controls": controls(fields, typed, held, errors, lang),
        "held": held,
        "offered": offered(fields),
        "errors": summed,
        "draft": draft,
        "organisations": sorted(organisation_names(sight.enters).items(), key=lambda pair: pair[1]),
        "authorities": _authorities(place) if row is None else [],
        "authority": request.POST.get("record-authority", ""),
        "organisation": request.POST.get("record-organisation", ""),
        "revision": request.POST.get("record-revision", row.revision if row is not None else ""),
        "settled": row is not None and len(fields) < len(sight.written(row)),
        "overtaken": any(error.code == "overtaken" for error in other),
    }
    return render(request, "declared/form.html", context, status=422 if summed else 200)


def _authorities(place: Place) -> list[tuple[int, str]]:
    """Who may handle the case that is opened with a new record, where there is a choice."""
    course = place.layout.register.procedure
    known = authorities_open() if course is not None and course.opens == ON_SUBMIT else []
    return [(one.pk, one.name) for one in known] if len(known) > 1 else []


def _say(request: HttpRequest, words: Words) -> None:
    messages.success(request, words.pick(get_language() or "zh"))

"""Records past their time (保存期满): listed with the arithmetic, erased or kept longer by a keeper."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from guiju.apps.declared.finding import asked_of, me, place_of, record_of
from guiju.domain.language import Words, WordsError
from guiju.domain.registers import Field, value_show
from guiju.domain.registers.values import READERS, Unread
from guiju.kernel.accounts.access import access
from guiju.kernel.registers.keeping import due_of, longer_of, records_due
from guiju.kernel.registers.search import kind_name
from guiju.kernel.registers.services.keeping import record_erase, record_keep_longer
from guiju.kernel.search.services import index_keep_up

MOST = 200
_SURE = Words("请先勾选同意。", "Agree to it first.")
_ERASED = Words("已永久删除。", "It was erased for good.")
_KEPT = Words("已延长保存。", "It is kept longer.")
_DAY = Field("until", Words("保存到", "Until"), "date")


@access("registers.keep", asked_of)
@never_cache
@require_safe
def retention(request: HttpRequest, code: str) -> HttpResponse:
    """The records of a register past their time."""
    layout = place_of(request, code).layout
    rule = layout.register.retention
    due = records_due(layout, timezone.localdate(), MOST)
    context = {
        "register": layout.register,
        "rule": rule,
        "after": layout.register.by_code.get(rule.after) if rule is not None else None,
        "due": [{"due": one, "title": layout.title(one.row)} for one in due],
        "most": MOST,
    }
    return render(request, "declared/retention.html", context)


@access("registers.keep", asked_of)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def past(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One record past its time: what it holds; erased for good or kept longer."""
    place = place_of(request, code)
    layout, row = place.layout, record_of(place, pk)
    lang, errors = get_language() or "zh", list[WordsError]()
    typed = {name: request.POST.get(name, "").strip()[:600] for name in ("until", "because")}
    if request.method == "POST":
        try:
            words = _decided(request, code, pk, typed)
            index_keep_up(kind=kind_name(code))
            messages.success(request, words.pick(lang))
            return redirect("declared:retention", code=code)
        except WordsError as error:
            errors.append(error)
    today, longer = timezone.localdate(), longer_of(layout, pk)
    context = {
        "register": layout.register,
        "row": row,
        "title": layout.title(row),
        "due": due_of(layout, row, today),
        "longer": longer if longer is not None and longer.until >= today else None,
        "shown": [
            (one.name.pick(lang), value_show(one, layout.value(row, one), lang)) for one in place.sight.fields(row)
        ],
        "typed": typed,
        "errors": [(error, f"#f-{error.where}" if error.where else None) for error in errors],
        "wrong": {error.where: error for error in errors},
    }
    return render(request, "declared/past.html", context, status=422 if errors else 200)


def _decided(request: HttpRequest, code: str, pk: int, typed: dict[str, str]) -> Words:
    actor, now = me(request), timezone.now()
    if request.POST.get("move") == "keep":
        record_keep_longer(
            actor=actor, register=code, record=pk, until=_day(typed["until"]), because=typed["because"], at=now
        )
        return _KEPT
    if not request.POST.get("sure"):
        raise WordsError("sure", _SURE, where="sure")
    seen = request.POST.get("revision", "")
    revision = int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 9 else 0
    record_erase(actor=actor, register=code, record=pk, revision=revision, at=now)
    return _ERASED


def _day(text: str) -> date | None:
    """A day as people type it; None for what is none."""
    try:
        return date.fromisoformat(READERS["date"](_DAY, text))
    except (Unread, ValueError):
        return None

"""What is done to a record beside changing it: made public, taken down, withdrawn, put back."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from guiju.apps.declared.courses import documents_public
from guiju.apps.declared.finding import asked_of, me, place_of, record_of
from guiju.domain.language import Words, WordsError
from guiju.domain.registers import value_show
from guiju.kernel.accounts.access import access
from guiju.kernel.registers.search import kind_name
from guiju.kernel.registers.services import record_conceal, record_disclose, record_restore, record_withdraw
from guiju.kernel.registers.services.errors import overtaken
from guiju.kernel.registers.tables import Record
from guiju.kernel.search.services import index_keep_up

_PUBLISHED = Words("已公开。", "It is public now.")
_CONCEALED = Words("已撤下，公众不再看到。", "Taken down; the public no longer sees it.")
_WITHDRAWN = Words("已撤销，不再计入统计。", "Withdrawn; it counts no longer.")
_RESTORED = Words("已恢复。", "Put back.")
_CONFIRM = Words("请逐项确认后再公开。", "Confirm both points before publishing.")


@access("registers.disclose", asked_of)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def disclose(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The information-disclosure step: what would be public is shown, both questions are answered."""
    place = place_of(request, code)
    layout, row = place.layout, record_of(place, pk)
    errors: list[WordsError] = []
    documents = documents_public(layout, row, to_approve=True)
    shown_now = " ".join(str(one.pk) for _, one in documents)
    if request.method == "POST":
        try:
            if not (request.POST.get("disclosure") and request.POST.get("secrecy")):
                raise WordsError("confirm", _CONFIRM, where="disclosure")
            if request.POST.get("documents", "") != shown_now:
                raise overtaken()
            seen = request.POST.get("revision", "")
            record_disclose(
                actor=me(request), register=code, record=pk, note=request.POST.get("note", "").strip(),
                revision=int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 9 else 0, at=timezone.now(),
            )  # fmt: skip
            return _done(request, code, pk, _PUBLISHED)
        except WordsError as error:
            errors.append(error)
    lang = get_language() or "zh"
    shown = [
        (one.name.pick(lang), value_show(one, layout.value(row, one), lang))
        for one in layout.register.fields
        if not one.see or "public" in one.see
    ]
    context = {
        "register": layout.register,
        "row": row,
        "title": layout.title(row),
        "shown": shown,
        "documents": documents,
        "shown_now": shown_now,
        "errors": [(error, f"#f-{error.where}") for error in errors],
    }
    return render(request, "declared/disclose.html", context, status=422 if errors else 200)


@access("registers.disclose", asked_of)
@require_POST
def conceal(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take a record off the public pages."""
    reason = request.POST.get("why", "").strip()
    return _act(
        request, code, pk, _CONCEALED,
        lambda: record_conceal(actor=me(request), register=code, record=pk, reason=reason, at=timezone.now()),
    )  # fmt: skip


@access("registers.change", asked_of)
@require_POST
def withdraw(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Withdraw a record, with the reason."""
    reason = request.POST.get("reason", "").strip()
    return _act(
        request, code, pk, _WITHDRAWN,
        lambda: record_withdraw(actor=me(request), register=code, record=pk, reason=reason, at=timezone.now()),
    )  # fmt: skip


@access("registers.keep", asked_of)
@require_POST
def restore(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Put a withdrawn record back."""
    return _act(
        request, code, pk, _RESTORED,
        lambda: record_restore(actor=me(request), register=code, record=pk, at=timezone.now()),
    )  # fmt: skip


def _act(request: HttpRequest, code: str, pk: int, words: Words, act: Callable[[], Record]) -> HttpResponse:
    try:
        act()
    except WordsError as error:
        messages.error(request, error.say(get_language() or "zh"))
        return redirect("declared:record", code=code, pk=pk)
    return _done(request, code, pk, words)


def _done(request: HttpRequest, code: str, pk: int, words: Words) -> HttpResponse:
    index_keep_up(kind=kind_name(code))
    messages.success(request, words.pick(get_language() or "zh"))
    return redirect("declared:record", code=code, pk=pk)

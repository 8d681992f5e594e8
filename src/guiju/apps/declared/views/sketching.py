"""Writing a declaration (写声明): a draft with its errors and preview, what it does, taken into use."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guiju.apps.declared.declaring import looked_at
from guiju.apps.declared.finding import me
from guiju.domain.declarations import LARGEST, DeclarationError
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.access import access
from guiju.kernel.jobs.queries import progress_of, words_of
from guiju.kernel.registers.declared import sketch_told, sketches_of
from guiju.kernel.registers.layout import layout_find
from guiju.kernel.registers.models import Sketch
from guiju.kernel.registers.services.sketches import sketch_apply, sketch_delete, sketch_plan, sketch_save
from guiju.kernel.registers.sight import sight_of

RULE = "registers.declare"
_SAVED = Words("草稿已存。", "The draft was kept.")
_DELETED = Words("草稿已删除。", "The draft was deleted.")
_AGAIN = Words("情况变过，请重新看一遍影响。", "Things have changed since. Look again at what it does.")
_APPLIED = Words("已施行，登记簿可以使用了。", "It is in use now.")


@access(RULE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sketch(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft: its text, what is wrong with it, and the form it makes. What was typed is kept, right or wrong."""
    held = _mine(request, pk)
    text, revision, error = held.text, held.revision, None
    if request.method == "POST":
        text = _text(request)
        try:
            seen = request.POST.get("revision", "")
            number = int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 9 else 0
            held = sketch_save(actor=me(request), sketch=held, text=text, revision=number, at=timezone.now())
            if "plan" in request.POST:
                sketch_plan(actor=me(request), sketch=held, at=timezone.now())
                return redirect("declared:sketch_plan", pk=pk)
            messages.success(request, _SAVED.pick(get_language() or "zh"))
            return redirect("declared:sketch", pk=pk)
        except DeclarationError:
            revision = held.revision  # kept; its errors are shown beside it
        except WordsError as raised:
            error, revision = raised, Sketch.objects.values_list("revision", flat=True).get(pk=pk)
    return _page(request, held, text, revision, error)


def _page(request: HttpRequest, held: Sketch, text: str, revision: int, error: WordsError | None) -> HttpResponse:
    looked = looked_at(text, get_language() or "zh")
    wrong = request.method == "POST"
    context = {
        "sketch": held,
        "text": text,
        "revision": revision,
        "rows": min(max(text.count("\n") + 3, 24), 48),
        "looked": looked,
        "wrong": wrong,
        "errors": [(error, None)] if error else [],
        "now": layout_find(looked.register.code) if looked.register else None,
    }
    return render(request, "declared/sketch.html", context, status=422 if wrong else 200)


@access(RULE)
@never_cache
@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """What is wrong with a text and the form it makes, as a piece of the page; nothing is kept."""
    looked = looked_at(_text(request), get_language() or "zh")
    return render(request, "declared/sketch_looked.html", {"looked": looked})


@access(RULE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """What taking the draft into use does to the records there are; a POST takes it into use."""
    held = _mine(request, pk)
    error: WordsError | None = None
    if request.method == "POST":
        try:
            digest = request.POST.get("digest", "")[:64]
            code = (held.plan or {}).get("code", "")
            intake = sketch_apply(actor=me(request), sketch=held, digest=digest, at=timezone.now())
            if not Sketch.objects.filter(pk=pk).exists():
                messages.success(request, _APPLIED.pick(get_language() or "zh"))
                if intake is not None:
                    return redirect("declared:import", code=code, pk=intake.pk)
                return redirect("declared:declared", code=code)
            return redirect("declared:sketch_plan", pk=pk)
        except WordsError as raised:
            error = raised
    held = _mine(request, pk)
    told, waiting = sketch_told(held), held.job is not None and not held.job.is_over
    if told is None and not waiting and (held.job is None or held.job.state == "succeeded"):
        if held.plan is not None:
            messages.info(request, _AGAIN.pick(get_language() or "zh"))
        return redirect("declared:sketch", pk=pk)
    return _plan_page(request, held, told, waiting, error)


def _plan_page(
    request: HttpRequest, held: Sketch, told: dict[str, Any] | None, waiting: bool, error: WordsError | None
) -> HttpResponse:
    layout = layout_find(told["code"]) if told else None
    looked = looked_at(held.text, get_language() or "zh")
    may_see = layout is not None and sight_of(layout.register, request.user, timezone.localdate()).keeps
    failed = held.job is not None and held.job.state in ("failed", "cancelled")
    context = {
        "sketch": held,
        "plan": told,
        "register": looked.register,
        "now": layout.register if layout is not None else None,
        "waiting": waiting,
        "failed": words_of(held.job.reason) if failed and held.job else None,
        "may_see": may_see,
        "errors": [(error, None)] if error else [],
    }
    return render(request, "declared/sketch_plan.html", context, status=422 if error else 200)


@access(RULE)
@never_cache
@require_safe
def progress(request: HttpRequest, pk: int) -> JsonResponse:
    """How far the planning or taking into use is; over where the draft is gone because it is in use."""
    held = sketches_of(me(request)).filter(pk=pk).first() if pk < 2**63 else None
    if held is None or held.job is None:
        return JsonResponse({"state": "succeeded", "done": 1, "total": 1, "message": ""})
    body = progress_of(held.job, lang=get_language() or "zh", now=timezone.now())
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False})


@access(RULE)
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    try:
        sketch_delete(actor=me(request), sketch=_mine(request, pk), at=timezone.now())
    except WordsError as error:
        messages.error(request, error.say(get_language() or "zh"))
        return redirect("declared:sketch", pk=pk)
    messages.success(request, _DELETED.pick(get_language() or "zh"))
    return redirect("declared:declarations")


def _text(request: HttpRequest) -> str:
    """What was typed, with line ends as files have them; more than any declaration may hold is cut."""
    return request.POST.get("text", "").replace("\r\n", "\n")[: LARGEST + 1]


def _mine(request: HttpRequest, pk: int) -> Sketch:
    """A draft of this person; 404 for others, and for one that is in use or deleted."""
    held = sketches_of(me(request)).filter(pk=pk).first() if pk < 2**63 else None
    if held is None:
        raise Http404
    return held

"""Declarations on the site (声明页面): those in use, drafts, what a version does to records, taken into use."""

from __future__ import annotations

from difflib import unified_diff
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from guiju.apps.declared.beginnings import LARGEST, code_read, from_nothing, from_register, from_sheet, next_version
from guiju.apps.declared.finding import me
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.access import access
from guiju.kernel.registers.declared import declarations_in_use, sketches_of, versions_of
from guiju.kernel.registers.layout import layout_find, layouts
from guiju.kernel.registers.models import Sketch
from guiju.kernel.registers.services.sketches import sketch_begin

RULE = "registers.declare"
_FILE = Words("请选择文件。", "Choose a file.")
_TAKEN = Words("已有这个代码的登记簿，请换一个。", "There is a register of this code; choose another.")
_OTHER = Words("请选择一个登记簿。", "Choose a register.")


@access(RULE)
@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The declarations in use with their versions, and the reader's drafts."""
    context = {"declarations": declarations_in_use(), "sketches": sketches_of(me(request))}
    return render(request, "declared/declarations.html", context)


@access(RULE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin a declaration from a sheet, from nothing, or from another register."""
    errors: list[WordsError] = []
    typed = {name: request.POST.get(name, "").strip()[:200] for name in ("code", "name", "start", "other")}
    if request.method == "POST":
        try:
            return redirect("declared:sketch", pk=_begun(request, typed).pk)
        except WordsError as error:
            errors.append(error)
    context = {
        "typed": typed,
        "errors": [(error, f"#f-{error.where or 'file'}") for error in errors],
        "wrong": {error.where: error for error in errors},
        "others": [
            (one.register.code, one.register.name.pick(get_language() or "zh"))
            for one in sorted(layouts(), key=lambda one: one.register.name.zh)
        ],
    }
    return render(request, "declared/declaration_new.html", context, status=422 if errors else 200)


def _begun(request: HttpRequest, typed: dict[str, str]) -> Sketch:
    actor, now, code = me(request), timezone.now(), code_read(typed["code"])
    if layout_find(code) is not None:
        raise WordsError("taken", _TAKEN, where="code")
    if typed["start"] == "sheet":
        upload = request.FILES.get("file")
        if upload is None:
            raise WordsError("nothing", _FILE, where="file")
        name, data = upload.name or "file", upload.read(LARGEST + 1)
        try:
            text = from_sheet(data, name, code=code, called=typed["name"])
        except WordsError as error:
            error.where = "file"
            raise
        return sketch_begin(actor=actor, text=text, title=typed["name"] or name, sheet=(name, data), at=now)
    if typed["start"] == "register":
        layout = layout_find(typed["other"])
        if layout is None:
            raise WordsError("other", _OTHER, where="other")
        text = from_register(layout.register, code=code, called=typed["name"])
    else:
        text = from_nothing(code=code, called=typed["name"])
    return sketch_begin(actor=actor, text=text, title=typed["name"] or code, at=now)


@access(RULE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def versions(request: HttpRequest, code: str) -> HttpResponse:
    """The versions of a register; a POST begins the next one as a draft."""
    layout = layout_find(code)
    if layout is None:
        raise Http404
    if request.method == "POST":
        try:
            text = next_version(layout.register)
            made = sketch_begin(actor=me(request), text=text, title=layout.register.name.zh, at=timezone.now())
            return redirect("declared:sketch", pk=made.pk)
        except WordsError as error:
            messages.error(request, error.say(get_language() or "zh"))
    context = {"register": layout.register, "versions": versions_of(code)}
    return render(request, "declared/declaration.html", context)


@access(RULE)
@never_cache
@require_safe
def version(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One version, word for word, and how it differs from the one before; `?download` as a file."""
    held = versions_of(code)
    at = next((at for at, one in enumerate(held) if one.made.version == number), None)
    if at is None:
        raise Http404
    made, before = held[at].made, held[at + 1].made if at + 1 < len(held) else None
    if "download" in request.GET:
        answer = HttpResponse(made.text, content_type="text/plain; charset=utf-8")
        answer["Content-Disposition"] = content_disposition_header(True, f"{code}-{number}.toml") or "attachment"
        return answer
    layout = layout_find(code)
    assert layout is not None  # it has versions
    context: dict[str, Any] = {
        "register": layout.register,
        "made": made,
        "who": held[at].who,
        "before": before,
        "lines": list(enumerate(made.text.splitlines(), 1)),
        "difference": _difference(before.text, made.text) if before is not None else [],
    }
    return render(request, "declared/declaration_version.html", context)


def _difference(old: str, new: str) -> list[tuple[str, str]]:
    """Lines taken out, put in and around them, without the head."""
    made = list(unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=2))[2:2000]
    return [(line[:1], line[1:] if line[:1] in "+- " else "") for line in made]

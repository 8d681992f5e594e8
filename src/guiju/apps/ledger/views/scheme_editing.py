"""Editing a scheme of assessment in a form (编辑考核方案): rows added and moved by submit, tried, saved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from guiju.apps.ledger.models import Assessment, KeptScheme
from guiju.apps.ledger.queries.schemes import opened_with, versions_of
from guiju.apps.ledger.results import sum_shown
from guiju.apps.ledger.roles import KEEPERS
from guiju.apps.ledger.scheme_form import (
    MOST,
    SchemeForm,
    code_fresh,
    form_act,
    form_blank,
    form_fits,
    form_of,
    form_posted,
    sums,
)
from guiju.apps.ledger.scheme_reading import example_of, form_read
from guiju.apps.ledger.schemes import scheme_shipped
from guiju.apps.ledger.services.schemes import scheme_save
from guiju.apps.ledger.splitting import split_by
from guiju.apps.ledger.views.request import me, say, summed, whole
from guiju.apps.ledger.views.schemes import kept_or_404, saved, toml_sent
from guiju.domain.assessment import HOW, SOURCES, comments_in
from guiju.domain.assessment.model import ASSESSED, KINDS, LEDGER
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.permission import permitted
from guiju.kernel.accounts.queries import organisations_where
from guiju.kernel.indicators.offers import offers
from guiju.kernel.registers.queries import draft_find
from guiju.kernel.registers.services import draft_drop, draft_keep

DRAFT = "ledger_scheme"
_KEPT = Words("草稿已存，只有您能看到。", "The draft was kept; only you see it.")
_LARGE = Words(
    "这份方案超出表格的容量（指标 60 个，一级指标、依据各 20 个），请在“高级”里改 TOML。",
    "This scheme is too large for the form (60 indicators, 20 headings and sources): change its TOML under Advanced.",
)
_DROPPED = Words("草稿已删除。", "The draft was deleted.")
MISSING = {
    "zero": Words("计 0 分", "no points"),
    "left_out": Words("不计入，其余按比例折算", "left out, the others scaled"),
}


@access("ledger.assessment_make")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin a scheme: from nothing, one that comes with the program, one of the office, or that of an assessment."""
    offices = list(Account.objects.filter(pk__in=_offices(request)).order_by("name"))
    if request.method != "POST":
        return _begin(request, offices)
    if request.POST.get("do") == "let_in":
        return _let_in(request, offices)
    return _edited(request, None, offices)


@access("ledger.assessment_keep", kept_or_404)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on from a version; what is saved becomes the next one."""
    row = kept_or_404(request, pk)
    if request.method == "POST":
        return _edited(request, row, [row.office])
    draft = draft_find(me(request), DRAFT, row.pk)
    if not form_fits(row.text):
        say(request, _LARGE, warning=True)
        return redirect("ledger:scheme", pk=row.pk)
    form = form_posted(draft.typed) if draft else form_of(row.text)
    base = whole(draft.typed.get("base", "")) if draft else versions_of(row)[0].version
    return _page(request, row, [row.office], form, base, draft=draft)


@access("ledger.assessment_make")
@require_POST
def draft(request: HttpRequest, pk: int = 0) -> HttpResponse:
    """Keep what is being typed, as the page does by itself; for its writer alone."""
    try:
        draft_keep(actor=me(request), register=DRAFT, record=pk, typed=_typed(request), at=timezone.now())
    except WordsError:
        return HttpResponse(status=422)
    return HttpResponse(status=204)


def _begin(request: HttpRequest, offices: list[Account]) -> HttpResponse:
    kept = draft_find(me(request), DRAFT, 0) if "from" not in request.GET else None
    form = form_posted(kept.typed) if kept else _copied(request)
    if kept is None:
        form.head["code"] = code_fresh(form.head["code"], _codes(offices))
    return _page(request, None, offices, form, 0, draft=kept)


def _copied(request: HttpRequest) -> SchemeForm:
    """What is begun from, as `?from=` names it: a shipped code, kept.N, assessment.N; else a blank form."""
    kind, _, rest = request.GET.get("from", "")[:60].rpartition(".")
    held: KeptScheme | Assessment | None
    if kind in ("kept", "assessment"):
        held = (KeptScheme if kind == "kept" else Assessment).objects.filter(pk=whole(rest)).first()
        text = (held.text if isinstance(held, KeptScheme) else held.scheme) if held else ""
        may = held is not None and permitted(request.user, "ledger.assessment_keep", held)
        return form_of(text) if may and form_fits(text) else form_blank()
    return form_of(scheme_shipped(rest)) if rest else form_blank()


def _let_in(request: HttpRequest, offices: list[Account]) -> HttpResponse:
    """A declaration handed in begins a scheme of its own."""
    text = ""
    try:
        text = toml_sent(request)
        made = scheme_save(actor=me(request), office=_office(request, offices), text=text, base=0, at=timezone.now())
    except WordsError as error:
        form = form_blank()
        form.head["code"] = code_fresh("scheme", _codes(offices))
        error.where = "file"
        return _page(request, None, offices, form, 0, errors=[error], toml=text)
    saved(request, made)
    return redirect("ledger:scheme", pk=made.pk)


def _edited(request: HttpRequest, row: KeptScheme | None, offices: list[Account]) -> HttpResponse:
    """What a button of the form asks for; what was typed comes back with every row as it was."""
    form, deed = form_posted(request.POST), request.POST.get("do", "")[:40]
    form.head["code"] = row.code if row else form.head["code"]
    base, record = whole(request.POST.get("base", "")), row.pk if row else 0
    if deed in ("keep", "drop"):
        return _draft_act(request, row, deed, record)
    if deed != "save":
        form_act(form, deed)
        errors = form_read(form).errors if deed == "preview" else []
        return _page(request, row, offices, form, base, errors=errors)
    read = form_read(form)
    errors = read.errors
    try:
        if read.scheme is not None:
            office = _office(request, offices)
            made = scheme_save(actor=me(request), office=office, text=read.text, base=base, at=timezone.now())
            draft_drop(actor=me(request), register=DRAFT, record=record)
            saved(request, made)
            return redirect("ledger:scheme", pk=made.pk)
    except WordsError as error:
        errors = [error]
        if error.code == "changed" and row is not None:
            base = versions_of(row)[0].version
        elif error.code == "changed":
            form.head["code"] = code_fresh(form.head["code"], _codes(offices))
    return _page(request, row, offices, form, base, errors=errors)


def _draft_act(request: HttpRequest, row: KeptScheme | None, deed: str, record: int) -> HttpResponse:
    if deed == "keep":
        draft_keep(actor=me(request), register=DRAFT, record=record, typed=_typed(request), at=timezone.now())
    else:
        draft_drop(actor=me(request), register=DRAFT, record=record)
    say(request, _KEPT if deed == "keep" else _DROPPED)
    return redirect("ledger:scheme", pk=row.pk) if row else redirect("ledger:schemes")


def _page(
    request: HttpRequest, row: KeptScheme | None, offices: list[Account], form: SchemeForm, base: int,
    *, errors: list[WordsError] | None = None, draft: Any = None, toml: str = "",
) -> HttpResponse:  # fmt: skip
    last = versions_of(row)[0] if row else None
    read = form_read(form) if not errors else None
    context = {
        "row": row, "last": last, "form": form, "base": base, "offices": offices, "sums": sums(form),
        "errors": summed(errors or []), "wrong": {error.where: error for error in errors or []}, "draft": draft,
        "overtaken": draft is not None and last is not None and base != last.version, "toml": toml,
        "example": example_of(read.scheme, form) if read and read.scheme else None,
        "sum_shown": sum_shown,
        "scheme": read.scheme if read else None, "comments": comments_in(row.text) if row else 0,
        "running": [one for rows in opened_with(row).values() for one in rows if not one.closed_at] if row else [],
        "measures": _measures(form), "sources": SOURCES, "rules": HOW, "kinds": KINDS, "ledger": LEDGER,
        "assessed": ASSESSED, "missing": MISSING, "most": MOST, "office": request.POST.get("office", ""),
    }  # fmt: skip
    return render(request, "ledger/scheme_edit.html", context, status=422 if errors else 200)


def _measures(form: SchemeForm) -> list[tuple[str, Words]]:
    """The measures that can be told apart by what is assessed, by name, and those chosen although they cannot."""
    known = offers()
    fit = {code: offer.measure.words for code, offer in known.items() if split_by(offer, form.head["assessed"])}
    for chosen in {row["of"] for row in form.indicators} - fit.keys() - {""}:
        words = known[chosen].measure.words if chosen in known else Words(chosen, chosen)
        fit[chosen] = Words(f"{words.zh}（不能按被考核对象统计）", f"{words.en} (cannot be told apart by body)")
    return sorted(fit.items(), key=lambda pair: pair[1].zh)


def _typed(request: HttpRequest) -> Mapping[str, str]:
    return {key: str(value) for key, value in request.POST.items() if "-" in key or key == "base"}


def _offices(request: HttpRequest) -> frozenset[int]:
    return organisations_where(user=me(request), roles=KEEPERS, on=timezone.localdate())


def _codes(offices: list[Account]) -> set[str]:
    return set(KeptScheme.objects.filter(office__in=offices).values_list("code", flat=True))


def _office(request: HttpRequest, offices: list[Account]) -> Account:
    chosen = whole(request.POST.get("office", ""))
    found = next((office for office in offices if office.pk == chosen), offices[0] if len(offices) == 1 else None)
    if found is None:
        raise WordsError("office", Words("请选主管单位。", "Choose the office."), where="office")
    return found


paths = [
    path("schemes/new", new, name="scheme-new"),
    path("schemes/new/draft", draft, name="scheme-new-draft"),
    path("schemes/<int:pk>/edit", edit, name="scheme-edit"),
    path("schemes/<int:pk>/edit/draft", draft, name="scheme-edit-draft"),
]

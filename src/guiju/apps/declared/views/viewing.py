"""Saved views and feeds of a register (保存的视图、订阅源)."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guiju.apps.browse.feeds import ENTRIES, FORMATS, Entry, feed
from guiju.apps.declared.finding import Place, asked_of, me, place_of, register_asked
from guiju.apps.declared.views.listing import chips
from guiju.domain.language import Words, WordsError
from guiju.domain.registers import value_show
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.queries import organisation_names
from guiju.kernel.registers.asking import Asked, asked
from guiju.kernel.registers.layout import layout_find
from guiju.kernel.registers.models import SavedView
from guiju.kernel.registers.queries import records_newest, views_for
from guiju.kernel.registers.services.views import view_delete, view_save
from guiju.kernel.registers.sight import sight_of
from guiju.kernel.registers.tables import Record

_SAVED = Words("视图已存。", "The view was kept.")
_DELETED = Words("视图已删除。", "The view was deleted.")
_TITLE = Words("规矩：{name}", "Guiju: {name}")
_NUMBER = Words("编号", "Number")


@access("registers.view", asked_of)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def views(request: HttpRequest, code: str) -> HttpResponse:
    """The saved views of a register; a POST keeps the list of `query` by a name."""
    place = place_of(request, code)
    errors: list[WordsError] = []
    given = request.POST if request.method == "POST" else request.GET
    query = (given.get("query", "") if request.method == "POST" else request.GET.urlencode())[:8_000]
    typed = {name: given.get(name, "").strip()[:300] for name in ("name", "organisation")}
    if request.method == "POST":
        try:
            mine = {str(pk): pk for pk in place.sight.organisations}
            view_save(
                actor=me(request), register=code, name=typed["name"], query=query,
                organisation_id=mine.get(typed["organisation"]), at=timezone.now(),
            )  # fmt: skip
            messages.success(request, _SAVED.pick(get_language() or "zh"))
            return redirect("declared:views", code=code)
        except WordsError as error:
            errors.append(error)
    return _page(request, place, query, typed, errors)


def _page(
    request: HttpRequest, place: Place, query: str, typed: dict[str, str], errors: list[WordsError]
) -> HttpResponse:
    lang = get_language() or "zh"
    names = sorted(organisation_names(place.sight.organisations).items(), key=lambda pair: pair[1])
    ask = asked(place.layout, place.sight, QueryDict(query))
    context = {
        "register": place.layout.register,
        "ask": ask,
        "query": ask.address(),
        "said": told(ask, lang),
        "typed": typed,
        "errors": [(error, f"#f-{error.where}") for error in errors],
        "wrong": {error.where: error for error in errors},
        "organisations": names,
        "named": dict(names),
        "views": [(one, told(_ask(place, one), lang)) for one in views_for(me(request), place.layout, place.sight)],
    }
    return render(request, "declared/views.html", context, status=422 if errors else 200)


@access("registers.view", register_asked)
@require_POST
def delete(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Keep a view no longer; its owner only."""
    place = place_of(request, code)
    held = next((one for one in views_for(me(request), place.layout, place.sight) if one.pk == pk), None)
    if held is None:
        raise Http404
    view_delete(actor=me(request), view=held, at=timezone.now())
    messages.success(request, _DELETED.pick(get_language() or "zh"))
    return redirect("declared:views", code=code)


@access("public")
@require_safe
@cache_control(public=True, max_age=600)
def newest(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """What was made public of a register last, of any list of it, as Atom or RSS; as the public sees it."""
    layout = layout_find(code)
    if layout is None or not layout.register.public or kind not in FORMATS:
        raise Http404
    lang = "en" if (get_language() or "zh").startswith("en") else "zh"
    ask = asked(layout, sight_of(layout.register, AnonymousUser(), timezone.localdate()), request.GET)
    page = request.build_absolute_uri(reverse("declared:records", args=[code]))
    name, said = layout.register.name.pick(lang), told(ask, lang)
    made = feed(
        kind,
        title=_TITLE.pick(lang, name=f"{name} · {said}" if said else name),
        about=layout.register.purpose.pick(lang),
        page=f"{page}?{ask.address()}" if ask.address() else page,
        address=request.build_absolute_uri(),
        language="en" if lang == "en" else "zh-Hans",
        entries=[_entry(ask, row, page, lang) for row in records_newest(ask, ENTRIES, on=timezone.localdate())],
    )
    return HttpResponse(made, content_type=f"application/{kind}+xml; charset=utf-8")


def _entry(ask: Asked, row: Record, page: str, lang: str) -> Entry:
    layout = ask.layout
    link = f"{page}{row.pk}/"
    values = [(_NUMBER.pick(lang), row.number or "")] + [
        (one.name.pick(lang), value_show(one, layout.value(row, one), lang))
        for one in ask.columns
        if one.code != layout.register.title
    ]
    colon, stop = ("：", "；") if lang == "zh" else (": ", "; ")
    text = stop.join(f"{name}{colon}{value}" for name, value in values if value)
    return Entry(f"{link}#{row.revision}", layout.title(row), link, text, row.disclosed_at, row.disclosed_at)


def told(ask: Asked, lang: str) -> str:
    """A list in words: its words, values, columns and order."""
    parts = [text for text, _ in chips(ask, lang)]
    by_code = ask.layout.register.by_code
    comma = "、" if lang.startswith("zh") else ", "
    if ask.shown:
        listed = comma.join(by_code[code].name.pick(lang) for code in ask.shown)
        parts.append(Words("列：{listed}", "columns: {listed}").pick(lang, listed=listed))
    if ask.order:
        name = by_code[ask.order.removeprefix("-")].name.pick(lang)
        down = ask.order.startswith("-")
        parts.append(Words("按{name}降序", "{name}, descending").pick(lang, name=name) if down
                     else Words("按{name}升序", "{name}, ascending").pick(lang, name=name))  # fmt: skip
    return " · ".join(parts)


def _ask(place: Place, view: SavedView) -> Asked:
    return asked(place.layout, place.sight, QueryDict(view.query))

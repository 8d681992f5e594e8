"""Draws of panels (随机抽取): rules, list and commitment before, result after, for everybody; names for the office."""

from __future__ import annotations

import json
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guiju.apps.parties.models import Draw
from guiju.apps.parties.queries.draws import draft_people, drafts_of, draw_get, drawn_people, draws_public
from guiju.apps.parties.services import draw_announce, draw_make, draw_prepare, draw_withdraw
from guiju.apps.parties.services.draws import MAKERS, announcement_of
from guiju.apps.parties.terms import field_said
from guiju.apps.parties.views.acting import by_field, me, summed, tried, typed
from guiju.apps.parties.views.experts import employer_named
from guiju.domain.draw import RulesUnmet, draw_check, draw_read, rules_require
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permitted
from guiju.kernel.accounts.queries import organisations_where

PAGE = 30
FIELDS = ("purpose", "wanted", "public_source", "most_load")
_ANNOUNCED = Words("公告已公布，名单和种子不能再改。", "Announced: list and seed stand fixed.")
_DRAWN = Words("已抽取，结果已公布。", "Drawn; the result is published.")
_WITHDRAWN = Words("已撤回。", "Called off.")


def draw_or_404(request: HttpRequest, pk: int) -> Draw:
    """The draw of an address, for its rule. Raises Http404."""
    try:
        return draw_get(pk)
    except Draw.DoesNotExist as error:
        raise Http404 from error


@access("public")
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All draws that were announced; and what one's own office prepares."""
    mine = _offices(request)
    context = {
        "page": Paginator(draws_public(), PAGE).get_page(request.GET.get("page")),
        "drafts": list(drafts_of(mine)[:50]),
        "may_make": permitted(request.user, "parties.draw_make"),
        "may_keep": permitted(request.user, "parties.experts_keep"),
    }
    return render(request, "parties/draws.html", context)


@access("parties.draw_make")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write down what a panel is wanted for and by which rules."""
    names = (*FIELDS, "drafters", "organisation")
    values = dict.fromkeys(names, "") | typed(request, *names)
    offices = list(Account.objects.filter(pk__in=_offices(request)).order_by("pk"))
    errors: list[WordsError] = []
    if request.method == "POST":
        made: list[Draw] = []

        def act() -> None:
            office = next((one for one in offices if str(one.pk) == values["organisation"]), offices[0])
            made.append(
                draw_prepare(
                    actor=me(request), organisation=office, typed={name: values[name] for name in FIELDS},
                    drafters=_drafters(values["drafters"]), at=timezone.now(),
                )
            )  # fmt: skip

        errors = tried(request, act)
        if not errors:
            return redirect("parties:draw", pk=made[0].pk)
    context = {"values": values, "offices": offices, "errors": summed(errors, "purpose"), "wrong": by_field(errors)}
    return render(request, "parties/draw_new.html", context, status=422 if errors else 200)


@access("public")
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """A draw: what was announced, what came of it, and that it holds when computed anew."""
    return _page(request, _seen(request, pk), [])


@access("parties.draw_edit", draw_or_404)
@require_POST
def announce(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish the announcement."""
    row = draw_get(pk)
    recused = [int(text) for text in request.POST.getlist("recused")[:2_000] if text.isdecimal() and len(text) < 19]
    errors = tried(
        request, lambda: draw_announce(actor=me(request), draw=row, recused=recused, at=timezone.now()), _ANNOUNCED
    )
    return _page(request, row, errors) if errors else redirect("parties:draw", pk=pk)


@access("parties.draw_edit", draw_or_404)
@require_POST
def make(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw, and publish the result."""
    row, value = draw_get(pk), request.POST.get("public_value", "")[:300]
    errors = tried(
        request, lambda: draw_make(actor=me(request), draw=row, public_value=value, at=timezone.now()), _DRAWN
    )
    return _page(request, row, errors) if errors else redirect("parties:draw", pk=pk)


@access("parties.draw_edit", draw_or_404)
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Call it off."""
    row, because = draw_get(pk), request.POST.get("because", "")[:400]
    draft = row.announced_at is None
    errors = tried(
        request, lambda: draw_withdraw(actor=me(request), draw=row, because=because, at=timezone.now()), _WITHDRAWN
    )
    if errors:
        return _page(request, row, errors)
    return redirect("parties:draws") if draft else redirect("parties:draw", pk=pk)


@access("public")
@require_safe
def take(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """The published files, byte for byte: announcement.json, result.json."""
    row = draw_or_404(request, pk)
    text = {"announcement": row.announcement, "result": row.result}.get(what, "")
    if not text:
        raise Http404
    answer = HttpResponse(text.encode(), content_type="application/json")
    answer["Content-Disposition"] = content_disposition_header(True, f"draw-{row.pk}-{what}.json")
    return answer


def _seen(request: HttpRequest, pk: int) -> Draw:
    row = draw_or_404(request, pk)
    if row.announced_at is None and not permitted(request.user, "parties.draw_edit", row):
        raise Http404
    return row


def _page(request: HttpRequest, row: Draw, errors: list[WordsError]) -> HttpResponse:
    may_edit = permitted(request.user, "parties.draw_edit", row)
    public = json.loads(row.result or row.announcement) if row.announced_at else None
    context: dict[str, Any] = {
        "row": row,
        "public": public,
        "wanted": [(field_said(field), count) for field, count in row.wanted],
        "errors": summed(errors, "public_value"),
        "wrong": by_field(errors),
        "may_edit": may_edit,
        "holds": public is not None and not draw_check(draw_read((row.result or row.announcement).encode(), "draw")),
        "people": drawn_people(row) if may_edit and row.drawn_at else [],
        "typed_value": request.POST.get("public_value", "")[:300],
    }
    if row.announced_at is None:
        at = timezone.now()
        context["listed"] = draft_people(row, at)
        try:
            rules_require(*announcement_of(row, at))
            context["unmet"] = []
        except RulesUnmet as error:
            context["unmet"] = error.reasons
    return render(request, "parties/draw.html", context, status=422 if errors else 200)


def _offices(request: HttpRequest) -> frozenset[int]:
    if not isinstance(request.user, User):
        return frozenset()
    return organisations_where(user=request.user, roles=MAKERS, on=timezone.localdate())


def _drafters(text: str) -> list[Any]:
    """Organisations, one a line, by name or code."""
    found = []
    for row in text[:10_000].splitlines()[:100]:
        try:
            one = employer_named(row)
        except WordsError as error:
            raise WordsError(error.code, error.message, error.remedy, where="drafters") from error
        if one is not None:
            found.append(one)
    return found
